import { createSdkMcpServer, tool } from "@anthropic-ai/claude-agent-sdk";
import { checkMessageStream } from "@transpond/core";
import { agent, call, countInput, parallel, reasoning, text } from "@transpond/testkit";
import { expect, it } from "vitest";
import { z } from "zod";
import { runAgent } from "./agent-sdk.js";
import { answeredBlocks, type JsonObject, member, toolResults } from "./client-messages.js";
import { itemsOf, outputText } from "./session.js";
import { expectSound } from "./sound.js";
import { expectGrowing } from "./threads.js";

/** Cuts the events of several messages where each begins. */
const streamsIn = <E extends { readonly type: string }>(events: readonly E[]): E[][] => {
  const streams: E[][] = [];
  for (const event of events) {
    if (event.type === "message_start") streams.push([]);
    streams.at(-1)?.push(event);
  }
  return streams;
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const weather: Readonly<Record<string, string>> = { Oslo: "4 °C, sleet", Rome: "31 °C, sun", Nuuk: "-9 °C, snow" };

it("the Claude Agent SDK holds a conversation with a tool of its own", async () => {
  const asked: string[] = [];
  const forecast = tool("forecast", "Tells the weather", { city: z.string() }, async ({ city }) => {
    asked.push(city);
    return { content: [{ type: "text", text: weather[city] ?? "unknown" }] };
  });
  const ask = (city: string) => call("mcp__weather__forecast", { city }, { chunks: 5 });
  const session = await runAgent({
    model: "gpt-5.4",
    prompts: ["What should I wear in Oslo?", "And in Rome, or in Nuuk?"],
    respond: agent([
      [reasoning("**Plan**\n\nAsk for Oslo.", { chunks: 5 }), text("Let me look."), ask("Oslo")],
      text("A coat – and boots ☂."),
      [reasoning("**Plan**\n\nAsk for both.", { chunks: 5 }), ...parallel(ask("Rome"), ask("Nuuk"))],
      text("A T-shirt, or all you have."),
    ]),
    options: {
      mcpServers: { weather: createSdkMcpServer({ name: "weather", tools: [forecast], alwaysLoad: true }) },
      allowedTools: ["mcp__weather__forecast"],
    },
  });
  expectSound(session);
  expect(asked).toEqual(["Oslo", "Rome", "Nuuk"]);
  const { messages, yielded, sent } = session;
  expect(sent).toHaveLength(4);
  expectGrowing(sent);

  // What it yields, whole and in pieces, is what the model said.
  const events = yielded.flatMap((message) => (message.type === "stream_event" ? [message.event] : []));
  expect(streamsIn(events).map((stream) => checkMessageStream(stream, { profile: "strict" }))).toEqual([
    [],
    [],
    [],
    [],
  ]);
  const texts = ["Let me look.", "A coat – and boots ☂.", "A T-shirt, or all you have."];
  const thoughts = ["**Plan**\n\nAsk for Oslo.", "**Plan**\n\nAsk for both."];
  const calls = Object.keys(weather).map((city) => ({ name: "mcp__weather__forecast", input: { city } }));
  expect(answeredBlocks(messages, "text").map(({ text }) => text)).toEqual(texts);
  expect(answeredBlocks(messages, "thinking").map(({ thinking }) => thinking)).toEqual(thoughts);
  expect(answeredBlocks(messages, "tool_use").map(({ name, input }) => ({ name, input }))).toEqual(calls);
  const pieces = (key: string) => events.map((event) => member(event, "delta", key) ?? "").join("");
  expect(pieces("text")).toBe(texts.join(""));
  expect(pieces("thinking")).toBe(thoughts.join(""));
  expect(pieces("partial_json")).toBe(calls.map(({ input }) => JSON.stringify(input)).join(""));

  // What the tool answered, and the model's reasoning, went back to it.
  expect(toolResults(messages)).toHaveLength(3);
  const last = sent.at(-1);
  expect(itemsOf(last, "function_call_output").map(({ output }) => outputText(output))).toEqual(Object.values(weather));
  const given = sent.flatMap(({ output }) => output.filter(({ type }) => type === "reasoning"));
  const states = (items: readonly JsonObject[]) => items.map(({ encrypted_content }) => encrypted_content);
  expect(states(itemsOf(last, "reasoning"))).toEqual(states(given));

  // The bills of the two prompts are together the upstream's.
  const results = messages.filter(({ type }) => type === "result");
  expect(results.map(({ result }) => result)).toEqual(texts.slice(1));
  const counters = ["input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"];
  const told = results.flatMap((result) => counters.map((key) => Number(member(result, "usage", key))));
  expect(sum(told)).toBe(sum(sent.map(({ body }) => countInput(body))));
});
