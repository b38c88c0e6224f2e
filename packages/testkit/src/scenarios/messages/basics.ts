import { strict as assert } from "node:assert";
import { asArray, asObject } from "../../json.js";
import { call, stall, text } from "../../reply/builders.js";
import { ask, textOf } from "../ask.js";
import { blocksOf, expectMessage, expectStream } from "../expect-message.js";
import { inPieces } from "../in-pieces.js";
import { readUntil } from "../read-until.js";
import { hello, type Scenario } from "../scenario.js";

const letters = "Grüße aus Kraków, 東京 und 🏔️👨‍👩‍👧 – “ok”\u2028\u0000\u001f";

/** The answer's two forms. */
export const basics: readonly Scenario[] = [
  {
    name: "messages: an answer in JSON is a whole message",
    run: async (server) => {
      server.upstream.script(text("Hello there"));
      const message = await expectMessage(await ask(server));
      const { id, model, content, stop_reason, stop_sequence, usage } = message;
      assert.match(String(id), /^msg_/);
      assert.equal(model, "claude-sonnet-5");
      assert.deepEqual([stop_reason, stop_sequence], ["end_turn", null]);
      assert.deepEqual(
        asArray(content).map((block) => [asObject(block).type, asObject(block).text]),
        [["text", "Hello there"]],
      );
      const { input_tokens, output_tokens } = asObject(usage);
      assert.ok(Number(input_tokens) > 0 && Number(output_tokens) > 0, "usage");
    },
  },
  {
    name: "messages: a stream holds Anthropic's grammar and says the same",
    run: async (server) => {
      server.upstream.script(text("One two three", { chunks: 2 }), call("look", {}));
      const tools = [{ name: "look", input_schema: { type: "object" } }];
      const response = await ask(server, { body: hello({ stream: true, tools }) });
      assert.match(response.headers.get("cache-control") ?? "", /no-transform/);
      assert.equal(response.headers.get("content-encoding"), null);
      const events = await expectStream(response);
      assert.equal(textOf(events), "One two three");
      assert.equal(asObject(events.findLast(({ type }) => type === "message_delta")?.delta).stop_reason, "tool_use");
      assert.ok(events.every((event) => !("content_block" in event) || event.type === "content_block_start"));
    },
  },
  {
    name: "messages: /v1/messages/stream streams whatever the body says, and carries finished blocks",
    run: async (server) => {
      for (const stream of [undefined, false, true]) {
        server.upstream.script(text("Look"), call("look", { at: [1, "ü"] }, { chunks: 3 }));
        const tools = [{ name: "look", input_schema: { type: "object" } }];
        const response = await ask(server, { path: "/v1/messages/stream", body: hello({ stream, tools }) });
        const finished = (await expectStream(response))
          .filter(({ type }) => type === "content_block_stop")
          .map(({ content_block }) => asObject(content_block));
        assert.deepEqual(
          finished.map(({ type }) => type),
          ["text", "tool_use"],
        );
        assert.deepEqual([finished[0]?.text, finished[1]?.input], ["Look", { at: [1, "ü"] }]);
      }
    },
  },
  {
    name: "messages: text comes as the upstream says it, not at the end",
    run: async (server) => {
      for (const path of ["/v1/messages", "/v1/messages/stream"]) {
        server.upstream.script(text("early"), stall());
        const leave = new AbortController();
        const response = await ask(server, { path, body: hello({ stream: true }), signal: leave.signal });
        await readUntil(response, "early");
        leave.abort();
      }
    },
  },
  {
    name: "messages: characters survive any cut, there and back",
    run: async (server) => {
      for (const stream of [false, true]) {
        server.upstream.script(text(letters, { chunks: 1 }));
        const body = hello({ stream, messages: [{ role: "user", content: letters }] });
        // One byte at a time: no character of more than one comes in one piece.
        const headers = { "content-type": "application/json" };
        const response = await ask(server, { body: inPieces(body, 1), headers });
        const said = stream ? await expectStream(response) : await expectMessage(response);
        assert.equal(textOf(said), letters);
        const input = asArray(server.sent().at(-1)?.body.input).map(asObject).at(-1);
        assert.equal(textOf(blocksOf({ content: input?.content }).map((part) => ({ ...part, type: "text" }))), letters);
      }
    },
  },
];
