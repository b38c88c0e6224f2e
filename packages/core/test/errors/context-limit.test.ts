import { describe, expect, it } from "vitest";
import { contextLimitMessage } from "../../src/errors/context-limit.js";
import { context } from "./context.js";

const tooLong = (tokens: number, maximum: number) => `prompt is too long: ${tokens} tokens > ${maximum} maximum`;

describe("F39, mapping D.2 row 1: the sentence with which Claude Code compacts", () => {
  const maxima = [
    "This model's maximum context length is 4000 tokens.",
    "The maximum context length of 4000 tokens was passed.",
    "Input exceeds the limit of 4000 tokens.",
    "The context window is 4000.",
    "The context window of 4,000 tokens.",
    "The context window size is 4000.",
    "The Context Window Size Of 4000.",
  ];

  it.each(maxima)("the maximum in: %s", (text) => {
    expect(contextLimitMessage(text, context())).toBe(tooLong(4001, 4000));
  });

  it.each([
    ["you requested 5000 tokens", 5000],
    ["4500 in the messages", 4500],
    ["4500 in your prompt", 4500],
    ["4500 in the message, 500 in the functions", 5000],
    ["your messages resulted in 4500 tokens", 4500],
    ["request has 4500 input tokens", 4500],
    ["prompt contains 4500 tokens", 4500],
    ["prompt contains at least 4500 tokens", 4500],
    ["you requested 6000 tokens (4500 in the messages)", 4500],
    ["your messages resulted in 1,234,567 tokens", 1_234_567],
    ["500 in the functions", 4001],
    ["messages of 4500 pages", 4001],
  ])("the input in: %s", (text, tokens) => {
    expect(contextLimitMessage(`maximum context length is 4000. ${text}`, context())).toBe(tooLong(tokens, 4000));
  });

  it.each(["3000 in your prompt; 2000 for the completion", "3000 in the messages, 2000 in the completion"])(
    "input and output in: %s",
    (text) => {
      expect(contextLimitMessage(`maximum context length is 4000. ${text}`, context())).toBe(
        "input length and `max_tokens` exceed context limit: 3000 + 2000 > 4000, decrease input length or `max_tokens` and try again",
      );
    },
  );

  it("'max_tokens' is too large: the prompt is known", () => {
    const text = "'max_tokens' is too large: 2000. maximum context length is 4000, request has 3000 input tokens";
    expect(contextLimitMessage(text, context())).toMatch(/^input length .* 3000 \+ 2000 > 4000,/);
    expect(contextLimitMessage(text.replace("'max_tokens'", "max_output_tokens"), context())).toMatch(/3000 \+ 2000/);
  });

  it("lowering the output would not help where the prompt alone is too long, or where both fit", () => {
    const of = (input: number, output: number) =>
      contextLimitMessage(
        `maximum context length is 4000. ${input} in the prompt; ${output} for the completion`,
        context(),
      );
    expect(of(4000, 1)).toBe(tooLong(4001, 4000));
    expect(of(3000, 1000)).toBe(tooLong(4001, 4000));
    expect(of(3000, 1001)).toMatch(/^input length/);
    expect(of(3999, 2)).toMatch(/^input length/);
  });

  it("takes the window of the model and the count of the host where the text has neither, never a count below", () => {
    expect(contextLimitMessage("Too much.", context({ inputTokens: 500_123 }))).toBe(tooLong(500_123, 400_000));
    expect(contextLimitMessage("Too much.", context({ inputTokens: 399_000 }))).toBe(tooLong(400_001, 400_000));
    expect(contextLimitMessage("you requested 7 tokens", context({ inputTokens: 500_123 }))).toBe(
      tooLong(400_001, 400_000),
    );
  });

  it("needs no context where the text says it all", () => {
    expect(contextLimitMessage("maximum context length is 4000", undefined)).toBe(tooLong(4001, 4000));
  });

  it("invents no limit, and reads none out of what is no number of tokens", () => {
    expect(contextLimitMessage("Too much.", context({ contextWindow: null, inputTokens: 5 }))).toBe(
      "prompt is too long",
    );
    expect(contextLimitMessage("Too much.", undefined)).toBe("prompt is too long");
    for (const text of [
      "context window is 12345678901234",
      "limit of 1234567890123 tokens",
      "maximum context length is 4k",
    ]) {
      expect(contextLimitMessage(text, undefined)).toBe("prompt is too long");
    }
  });
});
