import { describe, expect, it } from "vitest";
import type { BetaContentBlockDelta } from "../../src/anthropic/stream-events.js";
import { keptLength } from "../../src/stream/kept-length.js";
import { WaitingBlocks } from "../../src/stream/waiting-blocks.js";

type Operation = Parameters<WaitingBlocks["keep"]>[0];

const text = (text: string): Operation => ({ delta: { type: "text_delta", text } });
const json = (partial_json: string): Operation => ({ delta: { type: "input_json_delta", partial_json } });
const thought: Operation = { delta: { type: "thinking_delta", thinking: "Hm", estimated_tokens: null } };
const open: Operation = { open: { type: "text", text: "", citations: null } };

function written(operations: readonly Operation[]): Operation[] {
  const waiting = new WaitingBlocks();
  for (const operation of operations) waiting.keep(operation);
  const out: Operation[] = [];
  waiting.writeTo({
    open: (block) => out.push({ open: block }),
    delta: (delta: BetaContentBlockDelta) => out.push({ delta }),
    close: () => out.push("close"),
  });
  return out;
}

describe("what waits", () => {
  it("is written as it came", () => {
    const all = [
      open,
      text("a"),
      thought,
      text("b"),
      "close" as const,
      open,
      json("{"),
      text("c"),
      json("}"),
      text(""),
    ];
    expect(written(all)).toEqual(all);
  });

  it.each([
    [63, 63],
    [64, 1],
    [65, 2],
    [200, 3 + 200 - 192],
  ])("%i short deltas in a row are %i", (count, deltas) => {
    const pieces = Array.from({ length: count }, (_, at) => `${at} `);
    const out = written([open, ...pieces.map(text)]).slice(1);
    expect(out).toHaveLength(deltas);
    expect(
      out.map((step) => (step !== "close" && "delta" in step && "text" in step.delta ? step.delta.text : "")).join(""),
    ).toBe(pieces.join(""));
  });

  it("no two blocks, and no two kinds of deltas, become one", () => {
    const block = [open, ...Array.from({ length: 40 }, () => text("x")), "close" as const];
    expect(written([...block, ...block])).toEqual([...block, ...block]);
    const mixed = Array.from({ length: 40 }, () => [text("x"), json("y")]).flat();
    expect(written(mixed)).toEqual(mixed);
  });

  it("costs what its operations cost", () => {
    const waiting = new WaitingBlocks();
    for (const operation of [open, text("abc"), json("{}"), thought, "close" as const]) {
      expect(waiting.keep(operation)).toBe(keptLength(operation));
    }
  });
});
