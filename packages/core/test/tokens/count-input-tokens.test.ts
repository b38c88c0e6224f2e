import { describe, expect, it } from "vitest";
import { type CountableRequest, countInputTokens } from "../../src/tokens/index.js";

const request = { model: "gpt-5.4", input: "Hello world", store: false, prompt_cache_key: "k", include: [] };

describe("an exact counter", () => {
  it("decides, and gets only what the upstream's counter takes", async () => {
    let got: CountableRequest | undefined;
    const counter = async (body: CountableRequest): Promise<number> => {
      got = body;
      return 4711;
    };
    expect(await countInputTokens(request, { counter })).toBe(4711);
    expect(got).toEqual({ model: "gpt-5.4", input: "Hello world" });
  });

  it.each([
    ["fails", () => Promise.reject(new Error("down"))],
    [
      "throws",
      () => {
        throw new Error("down");
      },
    ],
    ["has no answer", () => Promise.resolve(Number.NaN)],
    ["answers a fraction", () => Promise.resolve(1.5)],
    ["answers less than nothing", () => Promise.resolve(-1)],
  ])("that %s leaves the local count", async (_, counter) => {
    expect(await countInputTokens(request, { counter })).toBe(8);
  });
});

describe("yieldToOthers", () => {
  const pauses = async (input: unknown): Promise<{ tokens: number; pauses: number }> => {
    let pauses = 0;
    const yieldToOthers = async (): Promise<void> => {
      pauses += 1;
    };
    return { tokens: await countInputTokens({ model: "gpt-5.4", input }, { yieldToOthers }), pauses };
  };

  it.each([
    ["one piece", "a".repeat(100_000), 12],
    ["one text", "some words and then more. ".repeat(8000), 20],
    ["many short messages", Array.from({ length: 400 }, () => ({ role: "user", content: "word ".repeat(200) })), 20],
  ])("is awaited again and again within %s, and changes nothing", async (_, input, least) => {
    const counted = await pauses(input);
    expect(counted.pauses).toBeGreaterThanOrEqual(least);
    expect(counted.tokens).toBe(await countInputTokens({ model: "gpt-5.4", input }));
  });

  it("is left alone by a small request", async () => {
    expect((await pauses("Hello world")).pauses).toBe(0);
  });

  it("passes on what it throws", async () => {
    const yieldToOthers = () => Promise.reject(new Error("stop"));
    await expect(countInputTokens({ model: "gpt-5.4", input: "a ".repeat(50_000) }, { yieldToOthers })).rejects.toThrow(
      "stop",
    );
  });
});
