import { strict as assert } from "node:assert";
import { asArray, asObject, type JsonObject } from "../../json.js";
import { text, webSearch } from "../../reply/builders.js";
import { ask, textOf } from "../ask.js";
import { blocksOf, expectMessage, expectStream } from "../expect-message.js";
import { hello, type Scenario, type ServerUnderTest } from "../scenario.js";

const lastInput = (server: ServerUnderTest): JsonObject[] => asArray(server.sent().at(-1)?.body.input).map(asObject);

const base64 = (value: string) => Buffer.from(value, "latin1").toString("base64");
const png = base64("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89");
const pdf = base64("%PDF-1.4\n%%EOF\n");
const source = (media_type: string, data: string) => ({ type: "base64", media_type, data });

/** What may stand in a conversation, and in an answer. */
export const content: readonly Scenario[] = [
  {
    name: "messages: images and PDFs inside tool results reach the model",
    run: async (server) => {
      const result = [
        { type: "text", text: "As seen:" },
        { type: "image", source: source("image/png", png) },
        { type: "document", source: source("application/pdf", pdf) },
      ];
      const messages = [
        { role: "user", content: "Look" },
        { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "look", input: {} }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: result }] },
      ];
      const tools = [{ name: "look", input_schema: { type: "object" } }];
      await expectMessage(await ask(server, { body: hello({ messages, tools }) }));
      const output = asArray(lastInput(server).at(-1)?.output).map(asObject);
      assert.deepEqual(
        output.map(({ type }) => type),
        ["input_text", "input_image", "input_file"],
      );
      assert.equal(output[1]?.image_url, `data:image/png;base64,${png}`);
      assert.equal(output[2]?.file_data, `data:application/pdf;base64,${pdf}`);
    },
  },
  {
    name: "messages: a system message inside the conversation stays where it stands",
    run: async (server) => {
      const messages = [
        { role: "user", content: "Hello" },
        { role: "system", content: "Answer in French." },
        { role: "assistant", content: "Bonjour" },
        { role: "user", content: "Go on" },
      ];
      await expectMessage(await ask(server, { body: hello({ messages, system: "Be short." }) }));
      const roles = lastInput(server).map(({ role }) => role);
      assert.deepEqual(roles, ["developer", "user", "developer", "assistant", "user"]);
    },
  },
  {
    name: "messages: structured output keeps to its schema",
    run: async (server) => {
      const schema = {
        type: "object",
        properties: { name: { type: "string" }, age: { type: "integer" } },
        required: ["name", "age"],
        additionalProperties: false,
      };
      const output_config = { format: { type: "json_schema", schema } };
      for (const stream of [false, true]) {
        const response = await ask(server, { body: hello({ stream, output_config }) });
        const said = textOf(stream ? await expectStream(response) : await expectMessage(response));
        const { name, age } = asObject(JSON.parse(said));
        assert.deepEqual([typeof name, typeof age], ["string", "number"]);
        const format = asObject(asObject(server.sent().at(-1)?.body.text).format);
        assert.deepEqual([format.type, format.strict], ["json_schema", true]);
      }
    },
  },
  {
    name: "messages: a web search comes with its results and citations",
    run: async (server) => {
      const cited = { url: "https://example.com/news", title: "News", on: "out now" };
      const tools = [{ type: "web_search_20250305", name: "web_search" }];
      for (const stream of [false, true]) {
        server.upstream.script(webSearch("release", [cited.url], text("It is out now.", { citations: [cited] })));
        const response = await ask(server, { body: hello({ stream, tools }) });
        const blocks = stream
          ? (await expectStream(response)).flatMap(({ type, content_block }) =>
              type === "content_block_start" ? [asObject(content_block)] : [],
            )
          : blocksOf(await expectMessage(response));
        assert.deepEqual(
          blocks.map(({ type }) => type),
          ["server_tool_use", "web_search_tool_result", "text"],
        );
        assert.equal(asObject(asArray(blocks[1]?.content)[0]).url, cited.url);
        if (!stream) assert.equal(asObject(asArray(blocks[2]?.citations)[0]).url, cited.url);
      }
    },
  },
];
