import { type AnthropicLanguageModelOptions, createAnthropic } from "@ai-sdk/anthropic";
import { call, failBefore, failInside, rateLimited, reasoning, stall, text, webSearch } from "@transpond/testkit";
import {
  APICallError,
  generateText,
  type LanguageModelUsage,
  type ModelMessage,
  Output,
  RetryError,
  type StepResult,
  stepCountIs,
  streamText,
  type ToolSet,
  tool,
} from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { png } from "../../e2e/fixtures.js";
import { billed, expectHeld, play, question, timeIn, weather } from "./conversation.js";
import { clientKey, clientModel, type Gateway, lossCodes, sentTo, startGateway, violationsIn } from "./gateway.js";
import { objectsOf } from "./json.js";
import type { Said } from "./said.js";

const modelOf = ({ url }: Gateway) => createAnthropic({ baseURL: `${url}/v1`, apiKey: clientKey })(clientModel);

const city = z.object({ city: z.string() });
const tools = {
  weather: tool({
    description: "Tells the weather",
    inputSchema: city,
    execute: async (input) => weather[input.city] ?? "unknown",
  }),
  time: tool({ description: "Tells the time", inputSchema: city, execute: async (input) => timeIn(input.city) }),
};

const thinking = {
  anthropic: { thinking: { type: "adaptive" } } satisfies AnthropicLanguageModelOptions,
};

const heard = <T extends ToolSet>({ content }: StepResult<T>): Said => ({
  thoughts: content.flatMap((part) => (part.type === "reasoning" ? [part.text] : [])),
  texts: content.flatMap((part) => (part.type === "text" ? [part.text] : [])),
  calls: content.flatMap((part) => (part.type === "tool-call" ? [{ name: part.toolName, input: part.input }] : [])),
});

const expectBilled = ({ inputTokens, inputTokenDetails, outputTokens }: LanguageModelUsage) => {
  expect(inputTokens).toBe(billed.input);
  expect(inputTokenDetails.cacheReadTokens).toBe(billed.cached);
  expect(outputTokens).toBe(billed.output);
};

describe("the AI SDK", () => {
  it("holds a conversation in steps of its own", async () => {
    await using gate = await startGateway();
    play(gate);
    const result = streamText({
      model: modelOf(gate),
      prompt: question,
      tools,
      stopWhen: stepCountIs(5),
      providerOptions: thinking,
      maxRetries: 0,
    });
    const steps = await result.steps;
    expectHeld(gate, steps.map(heard));
    for (const step of steps) expectBilled(step.usage);
    expect(steps.map(({ finishReason }) => finishReason)).toEqual(["tool-calls", "tool-calls", "stop"]);
  });

  it("goes on from the messages of the turn before, its reasoning with them", async () => {
    await using gate = await startGateway();
    play(gate);
    const common = { model: modelOf(gate), tools, providerOptions: thinking, maxRetries: 0 };
    const messages: ModelMessage[] = [{ role: "user", content: question }];
    const turns: Said[] = [];
    while (turns.length < 3) {
      const turn = streamText({ ...common, messages });
      turns.push(...(await turn.steps).map(heard));
      messages.push(...(await turn.response).messages);
    }
    expectHeld(gate, turns);
  });

  it("holds a conversation without streams", async () => {
    await using gate = await startGateway();
    play(gate);
    const { steps } = await generateText({
      model: modelOf(gate),
      prompt: question,
      tools,
      stopWhen: stepCountIs(5),
      providerOptions: thinking,
      maxRetries: 0,
    });
    expect(gate.exchanges.map(({ body }) => body.stream)).toEqual([undefined, undefined, undefined]);
    expectHeld(gate, steps.map(heard));
    for (const { usage } of steps) expectBilled(usage);
  });

  it("gets every piece as it comes, and leaves", async () => {
    await using gate = await startGateway();
    gate.upstream.script(reasoning("Slowly."), text("early"), stall());
    const leave = new AbortController();
    const { fullStream } = streamText({
      model: modelOf(gate),
      prompt: question,
      providerOptions: thinking,
      abortSignal: leave.signal,
    });
    const types: string[] = [];
    for await (const part of fullStream) {
      types.push(part.type);
      if (part.type === "text-delta") leave.abort();
    }
    expect(types).toContain("reasoning-delta");
    expect(types.at(-1)).toBe("abort");
    expect(await sentTo(gate)[0]?.closed).toBe("aborted");
  });

  it("shows the model an image", async () => {
    await using gate = await startGateway();
    gate.upstream.script(text("A red square."));
    const image = png(16, [200, 20, 20]);
    const { text: said } = streamText({
      model: modelOf(gate),
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "What is it?" },
            { type: "image", image },
          ],
        },
      ],
      maxRetries: 0,
    });
    expect(await said).toBe("A red square.");
    const [asked] = objectsOf(sentTo(gate)[0]?.body.input);
    expect(objectsOf(asked?.content)).toMatchObject([
      { type: "input_text", text: "What is it?" },
      { type: "input_image", image_url: `data:image/png;base64,${image.toString("base64")}` },
    ]);
    expect([violationsIn(gate), lossCodes(gate, "dropped")]).toEqual([[], []]);
  });

  it("searches the web upstream, and goes on from what was found", async () => {
    await using gate = await startGateway();
    const cited = { url: "https://weather.example/oslo", title: "Oslo today", on: "4 degrees" };
    gate.upstream.script(webSearch("weather Oslo", [cited.url], text("It has 4 degrees.", { citations: [cited] })));
    gate.upstream.script(text("A coat."));
    const provider = createAnthropic({ baseURL: `${gate.url}/v1`, apiKey: clientKey });
    const common = {
      model: provider(clientModel),
      tools: { web_search: provider.tools.webSearch_20250305({ maxUses: 2 }) },
      maxRetries: 0,
    };
    const messages: ModelMessage[] = [{ role: "user", content: question }];
    const first = streamText({ ...common, messages });
    expect(await first.text).toBe("It has 4 degrees.");
    expect(await first.sources).toMatchObject([
      { url: cited.url },
      { url: cited.url, title: cited.title, providerMetadata: { anthropic: { citedText: cited.on } } },
    ]);
    messages.push(...(await first.response).messages, { role: "user", content: "So?" });
    expect(await streamText({ ...common, messages }).text).toBe("A coat.");
    expect(sentTo(gate).map(({ status }) => status)).toEqual([200, 200]);
    expect(objectsOf(sentTo(gate)[1]?.body.input).map(({ type }) => type)).toContain("web_search_call");
    expect([violationsIn(gate), lossCodes(gate, "dropped")]).toEqual([[], []]);
  });

  it("says what its provider options mean", async () => {
    await using gate = await startGateway({ model: "gpt-5.6-sol" });
    gate.upstream.script(call("time", { city: "Oslo" }));
    const result = streamText({
      model: modelOf(gate),
      system: {
        role: "system",
        content: "Be brief.",
        providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } },
      },
      prompt: question,
      tools: { time: tools.time },
      toolChoice: "required",
      providerOptions: {
        anthropic: {
          effort: "low",
          thinking: { type: "adaptive" },
          disableParallelToolUse: true,
          metadata: { userId: "u1" },
        } satisfies AnthropicLanguageModelOptions,
      },
      maxRetries: 0,
    });
    expect((await result.steps).map(heard)).toMatchObject([{ calls: [{ name: "time", input: { city: "Oslo" } }] }]);
    expect(sentTo(gate)[0]?.body).toMatchObject({ parallel_tool_calls: false, reasoning: { effort: "low" } });
    expect([violationsIn(gate), lossCodes(gate, "dropped")]).toEqual([[], []]);
  });

  describe("structured output", () => {
    const schema = z.object({ city: z.string(), degrees: z.number(), clothes: z.array(z.string()) });
    const advice = { city: "Oslo", degrees: 4, clothes: ["coat", "boots"] };
    const request = (gate: Gateway, structuredOutputMode: "outputFormat" | "jsonTool") => ({
      model: modelOf(gate),
      prompt: question,
      output: Output.object({ schema }),
      providerOptions: { anthropic: { structuredOutputMode } satisfies AnthropicLanguageModelOptions },
      maxRetries: 0,
    });

    it("as a format, streamed", async () => {
      await using gate = await startGateway();
      gate.upstream.script(text(JSON.stringify(advice), { chunks: 4 }));
      const result = streamText(request(gate, "outputFormat"));
      const partial: unknown[] = [];
      for await (const value of result.partialOutputStream) partial.push(value);
      expect(partial.length).toBeGreaterThan(1);
      expect([partial.at(-1), await result.output, await result.finishReason]).toEqual([advice, advice, "stop"]);
      expect(sentTo(gate)[0]?.body.text).toMatchObject({ format: { type: "json_schema" } });
      expect([violationsIn(gate), lossCodes(gate, "dropped")]).toEqual([[], []]);
    });

    it("as a tool that must be called, streamed", async () => {
      await using gate = await startGateway();
      gate.upstream.script(call("json", advice, { chunks: 4 }));
      const result = streamText(request(gate, "jsonTool"));
      expect([await result.output, await result.finishReason]).toEqual([advice, "stop"]);
      expect(sentTo(gate)[0]?.body).toMatchObject({ tool_choice: "required", parallel_tool_calls: false });
      expect([violationsIn(gate), lossCodes(gate, "dropped")]).toEqual([[], []]);
    });
  });

  describe("errors", () => {
    const ask = async (gate: Gateway, maxRetries: number): Promise<string> => {
      let failure: unknown;
      const { textStream } = streamText({
        model: modelOf(gate),
        prompt: question,
        maxRetries,
        onError: ({ error }) => {
          failure = error;
        },
      });
      let said = "";
      for await (const piece of textStream) said += piece;
      if (failure) throw failure;
      return said;
    };

    it("waits as long as it is told, and tries again", async () => {
      await using gate = await startGateway();
      gate.upstream.script(rateLimited(1));
      gate.upstream.script(text("Now."));
      expect(await ask(gate, 1)).toBe("Now.");
      const [first, second] = sentTo(gate);
      expect((second?.when ?? 0) - (first?.when ?? 0)).toBeGreaterThanOrEqual(1000);
    });

    it("are of its own class, and say whether to try again", async () => {
      await using gate = await startGateway();
      gate.upstream.script(rateLimited(0));
      gate.upstream.script(rateLimited(0));
      const exhausted = await ask(gate, 1).catch((error: unknown) => error);
      expect(RetryError.isInstance(exhausted) && exhausted.errors.map(APICallError.isInstance)).toEqual([true, true]);
      gate.upstream.script(rateLimited(1));
      const limited = await ask(gate, 0).catch((error: unknown) => error);
      expect(APICallError.isInstance(limited) && limited).toMatchObject({ statusCode: 429, isRetryable: true });
      gate.upstream.script(failBefore({ status: 400, message: "Too long", code: "context_length_exceeded" }));
      const refused = await ask(gate, 2).catch((error: unknown) => error);
      expect(APICallError.isInstance(refused) && refused).toMatchObject({ statusCode: 400, isRetryable: false });
    });

    it("inside a stream are parts of it", async () => {
      await using gate = await startGateway();
      gate.upstream.script(text("It is"), failInside({ code: "server_error", message: "Sorry" }));
      const failed: unknown[] = [];
      const { fullStream } = streamText({
        model: modelOf(gate),
        prompt: question,
        maxRetries: 0,
        onError: ({ error }) => {
          failed.push(error);
        },
      });
      const types: string[] = [];
      for await (const { type } of fullStream) types.push(type);
      expect(types).toContain("text-delta");
      expect(types).toContain("error");
      expect(failed).toMatchObject([{ type: "api_error", message: expect.stringContaining("Sorry") }]);
    });
  });
});
