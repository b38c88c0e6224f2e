import { describe, expect, it, vi } from "vitest";
import { LocalAbort, realSignal } from "../src/local-abort.js";

describe("a local abort", () => {
  it("calls each listener once, with its reason known, and those that were taken back never", () => {
    const abort = new LocalAbort();
    const seen: unknown[] = [];
    const forgotten = vi.fn();
    abort.addEventListener("abort", () => seen.push(abort.aborted, abort.reason));
    abort.addEventListener("abort", forgotten);
    abort.removeEventListener("abort", forgotten);
    abort.abort("first");
    abort.abort("second");
    expect(seen).toEqual([true, "first"]);
    expect(forgotten).not.toHaveBeenCalled();
  });

  it("calls none that another has taken back, and none that come late", () => {
    const abort = new LocalAbort();
    const never = vi.fn();
    abort.addEventListener("abort", () => {
      abort.removeEventListener("abort", never);
      abort.addEventListener("abort", never);
    });
    abort.addEventListener("abort", never);
    abort.abort();
    expect(never).not.toHaveBeenCalled();
  });

  it("calls the others where one throws, and each once however often it was added", async () => {
    const abort = new LocalAbort();
    const other = vi.fn();
    abort.addEventListener("abort", () => {
      throw new Error("a listener's own");
    });
    abort.addEventListener("abort", other);
    abort.addEventListener("abort", other);
    const late = vi.fn();
    vi.stubGlobal("queueMicrotask", late);
    abort.abort();
    vi.unstubAllGlobals();
    expect(other).toHaveBeenCalledTimes(1);
    expect(late.mock.calls[0]?.[0]).toThrow("a listener's own");
  });

  it("has an AbortError for a reason where it is given none, as an AbortController has", () => {
    const abort = new LocalAbort();
    abort.abort();
    expect(abort.reason).toMatchObject({ name: "AbortError" });
  });
});

describe("the real signal for it", () => {
  it("aborts with it, before and after", () => {
    const abort = new LocalAbort();
    const before = realSignal(abort);
    expect(before.aborted).toBe(false);
    abort.abort("left");
    for (const signal of [before, realSignal(abort)]) {
      expect(signal).toBeInstanceOf(AbortSignal);
      expect([signal.aborted, signal.reason]).toEqual([true, "left"]);
    }
  });

  it("is the signal itself where that is real", () => {
    const { signal } = new AbortController();
    expect(realSignal(signal)).toBe(signal);
  });
});
