import { ChatAnthropic, type ChatAnthropicInput } from "@langchain/anthropic";
import { AIMessageChunk, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { call, failInside, rateLimited, stall, text, webSearch } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { billed, expectHeld, play, question, timeIn, weather } from "./conversation.js";
import { clientKey, clientModel, type Gateway, lossCodes, sentTo, startGateway, violationsIn } from "./gateway.js";
import { objectsOf } from "./json.js";
import type { Said } from "./said.js";

const modelOf = ({ url }: Gateway, options: Partial<ChatAnthropicInput> = {}) =>
  new ChatAnthropic({
    model: clientModel,
    apiKey: clientKey,
    anthropicApiUrl: url,
    maxTokens: 4096,
    maxRetries: 0,
    ...options,
  });

const thinking = { thinking: { type: "adaptive" } } as const;
const schema = z.object({ city: z.string() });
const tools = [
  tool(({ city }) => weather[city] ?? "unknown", { name: "weather", description: "Tells the weather", schema }),
  tool(({ city }) => timeIn(city), { name: "time", description: "Tells the time", schema }),
];

/** All chunks of a stream, put together as the library does. */
const gathered = async (stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> => {
  let whole: AIMessageChunk | undefined;
  for await (const chunk of stream) whole = whole?.concat(chunk) ?? chunk;
  return whole ?? new AIMessageChunk("");
};

const heard = ({ content, tool_calls = [] }: AIMessageChunk): Said => {
  const blocks = typeof content === "string" ? [{ type: "text", text: content }] : objectsOf(content);
  return {
    thoughts: blocks.filter(({ type }) => type === "thinking").map(({ thinking }) => String(thinking)),
    texts: blocks.filter(({ type }) => type === "text").map(({ text }) => String(text)),
    calls: tool_calls.map(({ name, args }) => ({ name, input: args })),
  };
};

/** Holds a conversation until no more tools are called. */
const converse = async (ask: (messages: BaseMessage[]) => Promise<AIMessageChunk>): Promise<AIMessageChunk[]> => {
  const messages: BaseMessage[] = [new HumanMessage(question)];
  const answers: AIMessageChunk[] = [];
  for (;;) {
    const answer = await ask(messages);
    answers.push(answer);
    messages.push(answer);
    if (!answer.tool_calls?.length) return answers;
    for (const made of answer.tool_calls) {
      const called = tools.find(({ name }) => name === made.name);
      const result: unknown = await called?.invoke({ ...made, type: "tool_call" });
      if (result instanceof ToolMessage) messages.push(result);
    }
  }
};

const stops = ["tool_use", "tool_use", "end_turn"].map((stop_reason) => ({ stop_reason }));

describe("LangChain", () => {
  it("holds a conversation from the chunks of its streams", async () => {
    await using gate = await startGateway();
    play(gate);
    const model = modelOf(gate, thinking).bindTools(tools);
    const answers = await converse(async (messages) => gathered(await model.stream(messages)));
    expectHeld(gate, answers.map(heard));
    expect(answers.map(({ additional_kwargs }) => additional_kwargs)).toMatchObject(stops);
    // Of streams it takes the input from `message_start`, where nobody knows it yet (mapping K2).
    const bill = { input_tokens: 0, output_tokens: billed.output };
    expect(answers.map(({ usage_metadata }) => usage_metadata)).toMatchObject([bill, bill, bill]);
  });

  it("holds one whose answers it streams by itself", async () => {
    await using gate = await startGateway();
    play(gate);
    const model = modelOf(gate, { ...thinking, streaming: true }).bindTools(tools);
    const answers = await converse((messages) => model.invoke(messages));
    expect(gate.exchanges.map(({ body }) => body.stream)).toEqual([true, true, true]);
    expectHeld(gate, answers.map(heard));
    expect(answers.map(({ additional_kwargs }) => additional_kwargs)).toMatchObject(stops);
  });

  it("holds one without streams, and is told the whole bill", async () => {
    await using gate = await startGateway();
    play(gate);
    const model = modelOf(gate, thinking).bindTools(tools);
    const answers = await converse((messages) => model.invoke(messages));
    expectHeld(gate, answers.map(heard));
    for (const { usage_metadata } of answers) {
      expect(usage_metadata).toMatchObject({
        input_tokens: billed.input,
        output_tokens: billed.output,
        total_tokens: billed.input + billed.output,
        input_token_details: { cache_read: billed.cached },
      });
    }
  });

  it("searches the web upstream, and goes on from what was found", async () => {
    await using gate = await startGateway();
    const cited = { url: "https://weather.example/oslo", title: "Oslo today", on: "4 degrees" };
    gate.upstream.script(webSearch("weather Oslo", [cited.url], text("It has 4 degrees.", { citations: [cited] })));
    gate.upstream.script(text("A coat."));
    const model = modelOf(gate).bindTools([{ type: "web_search_20250305", name: "web_search", max_uses: 2 }]);
    const found = await gathered(await model.stream(question));
    expect(found.text).toBe("It has 4 degrees.");
    const last = await gathered(await model.stream([new HumanMessage(question), found, new HumanMessage("So?")]));
    expect(last.text).toBe("A coat.");
    expect(objectsOf(sentTo(gate)[1]?.body.input).map(({ type }) => type)).toContain("web_search_call");
    expect([violationsIn(gate), lossCodes(gate, "dropped")]).toEqual([[], []]);
  });

  describe("structured output", () => {
    const shape = z.object({ city: z.string(), degrees: z.number(), clothes: z.array(z.string()) });
    const advice = { city: "Oslo", degrees: 4, clothes: ["coat", "boots"] };

    // Not streamed: of streamed calls its parser for this takes the input of `content_block_start`, whoever serves it.
    it("as a tool that must be called", async () => {
      await using gate = await startGateway();
      gate.upstream.script(call("extract", advice, { chunks: 4 }));
      const model = modelOf(gate).withStructuredOutput(shape);
      expect(await model.invoke(question)).toEqual(advice);
      expect(sentTo(gate)[0]?.body.tool_choice).toEqual({ type: "function", name: "extract" });
      expect([violationsIn(gate), lossCodes(gate, "dropped")]).toEqual([[], []]);
    });

    it("as a format", async () => {
      await using gate = await startGateway();
      gate.upstream.script(text(JSON.stringify(advice), { chunks: 4 }));
      const model = modelOf(gate, { streaming: true }).withStructuredOutput(shape, { method: "jsonSchema" });
      expect(await model.invoke(question)).toEqual(advice);
      expect(sentTo(gate)[0]?.body.text).toMatchObject({ format: { type: "json_schema" } });
      expect([violationsIn(gate), lossCodes(gate, "dropped")]).toEqual([[], []]);
    });
  });

  it("gets every piece as it comes, and leaves", async () => {
    await using gate = await startGateway();
    gate.upstream.script(text("early"), stall());
    const leave = new AbortController();
    const read = async () => {
      for await (const { text: piece } of await modelOf(gate).stream(question, { signal: leave.signal })) {
        if (piece !== "") leave.abort();
      }
    };
    await expect(read()).rejects.toThrow(/abort/i);
    expect(await sentTo(gate)[0]?.closed).toBe("aborted");
  });

  it("tries again after a rate limit, and else throws what it names so", async () => {
    await using gate = await startGateway();
    gate.upstream.script(rateLimited(1));
    gate.upstream.script(text("Now."));
    expect((await modelOf(gate, { maxRetries: 1 }).invoke(question)).text).toBe("Now.");
    gate.upstream.script(rateLimited(1));
    await expect(modelOf(gate).invoke(question)).rejects.toMatchObject({
      status: 429,
      lc_error_code: "MODEL_RATE_LIMIT",
    });
  });

  it("throws where an answer ends in an error", async () => {
    await using gate = await startGateway();
    gate.upstream.script(text("It is"), failInside({ code: "server_error", message: "Sorry" }));
    await expect(gathered(await modelOf(gate).stream(question))).rejects.toThrow("Sorry");
  });
});
