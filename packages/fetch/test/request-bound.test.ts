import { afterEach, describe, expect, it, vi } from "vitest";
import { type Count, CountCache } from "../src/count-cache.js";
import { yieldToOthers } from "../src/yield-to-others.js";

afterEach(() => vi.unstubAllGlobals());

const workers = () => vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
const never = () => new Promise<Count>(() => {});

describe("where promises belong to the request that made them", () => {
  it("nobody waits for another's count, and counts are remembered still", async () => {
    workers();
    const cache = new CountCache();
    void cache.get("text", never);
    expect(await cache.get("text", async () => ({ tokens: 7, exact: true }))).toBe(7);
    expect(await cache.get("text", never)).toBe(7);
  });

  it("a makeshift is not remembered", async () => {
    workers();
    const cache = new CountCache();
    await cache.get("text", async () => ({ tokens: 1, exact: false }));
    expect(await cache.get("text", async () => ({ tokens: 7, exact: true }))).toBe(7);
  });

  it("each takes its turn itself", async () => {
    workers();
    const calls: (() => void)[] = [];
    vi.stubGlobal("setImmediate", (call: () => void) => calls.push(call));
    const served: string[] = [];
    void yieldToOthers().then(() => served.push("first"));
    const second = yieldToOthers().then(() => served.push("second"));
    calls[1]?.();
    await second;
    expect(served).toEqual(["second"]);
  });
});

it("elsewhere those who ask at the same time share one count", async () => {
  const cache = new CountCache();
  const count = vi.fn(async () => ({ tokens: 7, exact: true }));
  expect(await Promise.all([cache.get("text", count), cache.get("text", count)])).toEqual([7, 7]);
  expect(count).toHaveBeenCalledTimes(1);
});
