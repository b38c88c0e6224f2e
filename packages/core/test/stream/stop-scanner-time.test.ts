import { expect, it } from "vitest";
import { StopScanner } from "../../src/stream/stop-scanner.js";

it("hostile sequences take linear time: a long beginning that is held back again and again", () => {
  const half = 60_000;
  const all = [`${"a".repeat(half)}b`, `${"a".repeat(2 * half)}c`];
  const pieces = [...Array.from({ length: 4 * half }, () => "a"), "b"];
  const shown: number[] = [];
  const target = {
    open() {},
    close() {},
    delta: (delta: object) => shown.push("text" in delta ? String(delta.text).length : 0),
  };
  const scanner = new StopScanner(target, all, () => shown.push(0));
  scanner.open({ type: "text", text: "", citations: null });
  for (const text of pieces) scanner.delta({ type: "text_delta", text });
  // One letter at a time, when the longer sequence is as long as what is held; at the match, what stands before it.
  expect(shown).toEqual([...Array.from({ length: 2 * half }, () => 1), half, 0]);
}, 9_000);
