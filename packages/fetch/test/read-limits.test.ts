import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { withReadLimits } from "../src/read-limits.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const usage = Object.create(null);
const end = { stopReason: "end_turn", usage, diagnostics: null } as const;
const never = () => new Promise<undefined>(() => {});

it("tells the host of the message's end as before", () => {
  const onMessageEnd = vi.fn();
  withReadLimits({ onMessageEnd }, 0).onMessageEnd?.(end);
  expect(onMessageEnd.mock.calls).toEqual([[end]]);
});

it.each([0, 5000])("limits a read of the rest also where its time was up before (idleMs: %d)", async (idleMs) => {
  const { watchRead, onMessageEnd } = withReadLimits({}, idleMs);
  onMessageEnd?.(end);
  await vi.advanceTimersByTimeAsync(2000);
  const late = expect(watchRead(never())).rejects.toMatchObject({ name: "TimeoutError" });
  await vi.advanceTimersByTimeAsync(1);
  await late;
  expect(vi.getTimerCount()).toBe(0);
});
