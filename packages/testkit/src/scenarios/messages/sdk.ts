import { strict as assert } from "node:assert";
import Anthropic from "@anthropic-ai/sdk";
import { asArray, asObject, type JsonObject } from "../../json.js";
import { call, failInside, parallel, reasoning, text } from "../../reply/builders.js";
import type { RecordedRequest } from "../../server/recorded-request.js";
import { clientKey, type Scenario, type ServerUnderTest } from "../scenario.js";

const clientOf = ({ url }: ServerUnderTest) => new Anthropic({ apiKey: clientKey, baseURL: url, maxRetries: 0 });

const tools: Anthropic.Tool[] = ["weather", "time"].map((name) => ({
  name,
  input_schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
}));
const question: Anthropic.MessageParam = { role: "user", content: "How is it in Oslo?" };
const base = { model: "claude-sonnet-5", max_tokens: 4096, tools };

/** The results of all calls in a message, as a user would send them. */
const resultsOf = (message: Anthropic.Message): Anthropic.MessageParam => ({
  role: "user",
  content: message.content.flatMap((block) =>
    block.type === "tool_use" ? [{ type: "tool_result" as const, tool_use_id: block.id, content: "4 degrees" }] : [],
  ),
});

const typesOf = ({ content }: Anthropic.Message) => content.map(({ type }) => type);
const itemsOf = (request: RecordedRequest | undefined): JsonObject[] => asArray(request?.body.input).map(asObject);

/** The official client, whose accumulator reads our streams. */
export const sdk: readonly Scenario[] = [
  {
    name: "sdk: creates, streams and counts",
    run: async (server) => {
      const client = clientOf(server);
      server.upstream.script(text("Good day"));
      const created = await client.messages.create({ ...base, messages: [question] });
      assert.deepEqual([typesOf(created), created.stop_reason], [["text"], "end_turn"]);
      server.upstream.script(text("Good day", { chunks: 1 }));
      const stream = client.messages.stream({ ...base, messages: [question] });
      assert.equal(await stream.finalText(), "Good day");
      const { content, usage } = await stream.finalMessage();
      assert.deepEqual(content, created.content);
      assert.ok(usage.output_tokens > 0);
      const { input_tokens } = await client.messages.countTokens({ model: base.model, messages: [question] });
      assert.ok(input_tokens > 0);
    },
  },
  {
    name: "sdk: a streamed tool loop with thinking hands the reasoning back",
    run: async (server) => {
      const client = clientOf(server);
      const thinking: Anthropic.ThinkingConfigParam = { type: "adaptive" };
      server.upstream.script(reasoning("**Plan**\n\nAsk for it.", { chunks: 4 }), call("weather", { city: "Oslo" }));
      const ask = { ...base, thinking };
      const first = await client.messages.stream({ ...ask, messages: [question] }).finalMessage();
      assert.deepEqual([typesOf(first), first.stop_reason], [["thinking", "tool_use"], "tool_use"]);
      const [thought, use] = first.content;
      assert.ok(thought?.type === "thinking" && /Ask for it/.test(thought.thinking) && thought.signature !== "");
      assert.deepEqual(use?.type === "tool_use" && use.input, { city: "Oslo" });
      const messages = [question, { role: "assistant" as const, content: first.content }, resultsOf(first)];
      server.upstream.script(text("It is cold."));
      const last = await client.messages.stream({ ...ask, messages }).finalMessage();
      assert.deepEqual([typesOf(last), last.stop_reason], [["text"], "end_turn"]);
      const [before, after] = server.sent();
      const given = before?.output.find(({ type }) => type === "reasoning")?.encrypted_content;
      const replayed = itemsOf(after).find(({ type }) => type === "reasoning")?.encrypted_content;
      assert.ok(typeof given === "string" && given === replayed, "the reasoning comes back as it was");
      assert.deepEqual(itemsOf(after).at(-1)?.type, "function_call_output");
    },
  },
  {
    name: "sdk: parallel tools are called, and answered, in one turn",
    run: async (server) => {
      const client = clientOf(server);
      const calls = ["weather", "time", "weather"].map((name, at) => call(name, { city: `city ${at}` }));
      server.upstream.script(parallel(...calls));
      const first = await client.messages.stream({ ...base, messages: [question] }).finalMessage();
      const uses = first.content.filter((block) => block.type === "tool_use");
      assert.deepEqual(
        uses.map(({ name, input }) => [name, asObject(input).city]),
        [
          ["weather", "city 0"],
          ["time", "city 1"],
          ["weather", "city 2"],
        ],
      );
      assert.equal(new Set(uses.map(({ id }) => id)).size, 3);
      const messages = [question, { role: "assistant" as const, content: first.content }, resultsOf(first)];
      server.upstream.script(text("All is well."));
      assert.equal((await client.messages.create({ ...base, messages })).stop_reason, "end_turn");
      const answered = itemsOf(server.sent()[1]).filter(({ type }) => type === "function_call_output");
      assert.deepEqual(
        answered.map(({ call_id }) => call_id),
        uses.map(({ id }) => id),
      );
    },
  },
  {
    name: "sdk: errors are its own, before the stream and inside",
    run: async (server) => {
      const client = clientOf(server);
      const failure = failInside({ code: "server_error", message: "Sorry" });
      for (const script of [[failure], [text("It is"), failure]]) {
        server.upstream.script(...script);
        const answer = client.messages.stream({ ...base, messages: [question] }).finalMessage();
        await assert.rejects(answer, Anthropic.APIError);
      }
      const stranger = new Anthropic({ apiKey: "wrong", baseURL: server.url, maxRetries: 0 });
      await assert.rejects(stranger.messages.create({ ...base, messages: [question] }), Anthropic.AuthenticationError);
    },
  },
];
