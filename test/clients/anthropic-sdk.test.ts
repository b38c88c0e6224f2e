import Anthropic from "@anthropic-ai/sdk";
import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { billed, expectHeld, play, question, timeIn, weather } from "./conversation.js";
import { clientKey, clientModel, type Gateway, lossCodes, sentTo, startGateway, violationsIn } from "./gateway.js";
import type { Said } from "./said.js";

const clientOf = ({ url }: Gateway) => new Anthropic({ apiKey: clientKey, baseURL: url, maxRetries: 0 });

const city = z.object({ city: z.string().describe("Name of the city") });
const tools = [
  betaZodTool({
    name: "weather",
    description: "Tells the weather",
    inputSchema: city,
    run: (input) => weather[input.city] ?? "unknown",
  }),
  betaZodTool({ name: "time", description: "Tells the time", inputSchema: city, run: (input) => timeIn(input.city) }),
];

const heard = ({ content }: Anthropic.Beta.BetaMessage): Said => ({
  thoughts: content.flatMap((block) => (block.type === "thinking" ? [block.thinking] : [])),
  texts: content.flatMap((block) => (block.type === "text" ? [block.text] : [])),
  calls: content.flatMap((block) => (block.type === "tool_use" ? [{ name: block.name, input: block.input }] : [])),
});

const ask = {
  model: clientModel,
  max_tokens: 4096,
  thinking: { type: "adaptive" as const },
  messages: [{ role: "user" as const, content: question }],
  tools,
  max_iterations: 5,
};

describe("the official SDK's tool runner", () => {
  it.each([
    ["after each answer", false],
    ["while the answer still streams", true],
  ])("holds a conversation; tools run %s", async (_when, runToolsEagerly) => {
    await using gate = await startGateway();
    play(gate);
    const messages: Anthropic.Beta.BetaMessage[] = [];
    const runner = clientOf(gate).beta.messages.toolRunner({ ...ask, thread: false, stream: true, runToolsEagerly });
    for await (const stream of runner) messages.push(await stream.finalMessage());
    expectHeld(gate, messages.map(heard));
    expect(messages.map(({ stop_reason }) => stop_reason)).toEqual(["tool_use", "tool_use", "end_turn"]);
    for (const { usage } of messages) {
      expect(usage).toMatchObject({
        input_tokens: billed.input - billed.cached,
        cache_read_input_tokens: billed.cached,
        output_tokens: billed.output,
      });
    }
  });

  it("goes on without a thread on the server, which it asks for once by default", async () => {
    await using gate = await startGateway();
    play(gate);
    const runner = clientOf(gate).beta.messages.toolRunner({ ...ask, stream: true });
    const messages: Anthropic.Beta.BetaMessage[] = [];
    for await (const stream of runner) messages.push(await stream.finalMessage());
    const [refused, ...served] = gate.exchanges;
    expect([refused?.status, refused?.body.thread]).toEqual([400, { type: "create" }]);
    expect(refused?.headers.get("anthropic-beta")).toContain("message-threads-");
    expect(served.map(({ status, body }) => [status, body.thread])).toEqual(Array(3).fill([200, undefined]));
    expectHeld(gate, messages.map(heard));
  });
});

describe("the official SDK's parser", () => {
  it("gets what a streamed answer says in the caller's schema", async () => {
    await using gate = await startGateway();
    const schema = z.object({ city: z.string(), degrees: z.number(), clothes: z.array(z.string()) });
    const advice = { city: "Oslo", degrees: 4, clothes: ["coat", "boots"] };
    gate.upstream.script(text(JSON.stringify(advice), { chunks: 4 }));
    const { thinking, messages } = ask;
    const stream = clientOf(gate).messages.stream({
      ...{ model: clientModel, max_tokens: 4096, thinking, messages },
      output_config: { format: zodOutputFormat(schema) },
    });
    expect(await stream.finalMessage()).toMatchObject({ parsed_output: advice, stop_reason: "end_turn" });
    expect(sentTo(gate)[0]?.body.text).toMatchObject({ format: { type: "json_schema", strict: true } });
    expect(violationsIn(gate)).toEqual([]);
    expect(lossCodes(gate, "dropped")).toEqual([]);
  });
});
