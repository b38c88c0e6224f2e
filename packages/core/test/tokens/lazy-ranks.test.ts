import { describe, expect, it, vi } from "vitest";

const loads = vi.hoisted(() => ({ count: 0 }));
vi.mock("js-tiktoken/ranks/o200k_base", async (original) => {
  loads.count += 1;
  return await original();
});

describe("token ranks", () => {
  it("are loaded by the first count, once, and not by an import", async () => {
    const { countInputTokens } = await import("../../src/tokens/count-input-tokens.js");
    await import("../../src/tokens/index.js");
    await import("../../src/index.js");
    expect(loads.count).toBe(0);
    const request = { model: "gpt-5.4", input: "Hello world" };
    await Promise.all([countInputTokens(request), countInputTokens(request)]);
    expect(loads.count).toBe(1);
  });
});
