import { describe, expect, it } from "vitest";
import { testContext } from "../support/context.js";
import { ended, raw, rawDelta, rawDone, summaryDone, summaryPart, thought } from "../support/thinking.js";
import { translateNow } from "../support/translate-now.js";
import {
  added,
  created,
  reasoningItem,
  summaryDelta,
  terminal,
  type UpstreamEvent,
} from "../support/upstream-events.js";

const two = reasoningItem(["One.", "Two."]);

describe("the text of a summary (R3)", () => {
  const inOrder = [summaryDelta(0, "On"), summaryDelta(0, "e."), summaryDelta(0, "Two.", 1)];
  it.each<[string, UpstreamEvent[], string[]]>([
    ["parts as they come", inOrder, ["On", "e.", "\n\nTwo."]],
    ["parts that come only with the item", [], ["One.", "\n\nTwo."]],
    [
      "parts of which an end is missing",
      [summaryDelta(0, "On"), summaryDelta(0, "T", 1)],
      ["On", "e.", "\n\nT", "wo."],
    ],
    ["an end that their text tells", [summaryDelta(0, "On"), summaryDone("One.")], ["On", "e.", "\n\nTwo."]],
    ["an end that the part tells", [summaryDelta(0, "On"), summaryPart("done", 0, "One.")], ["On", "e.", "\n\nTwo."]],
    [
      "interleaved parts",
      [summaryDelta(0, "O"), summaryDelta(0, "Tw", 1), summaryDelta(0, "ne.")],
      ["O", "ne.", "\n\nTw", "o."],
    ],
    [
      "a second part that comes first, when the first one has been announced",
      [summaryPart("added", 0), summaryDelta(0, "Two.", 1), summaryDelta(0, "One.")],
      ["One.", "\n\nTwo."],
    ],
    ["pieces that are none", [summaryDelta(0, ""), { ...summaryDelta(0, ""), delta: 7 }], ["One.", "\n\nTwo."]],
  ])("%s: one block, a blank line between two parts", (_name, events, deltas) => {
    const result = thought([...events, ...ended(two)]);
    expect(result.deltas).toEqual(deltas);
    expect(result.block).toMatchObject({ type: "thinking", thinking: "One.\n\nTwo." });
    expect(result.state?.summaryLengths).toEqual([4, 4]);
    expect(result.losses).toEqual([]);
  });

  it("a part goes out as it comes when the one before is done", () => {
    const open = [summaryDelta(0, "One."), summaryDelta(0, "Tw", 1)];
    expect(thought(open).deltas).toEqual(["One."]);
    expect(thought([...open, summaryDone("One.")]).deltas).toEqual(["One.", "\n\nTw"]);
    const empty = [summaryPart("added", 0), summaryDelta(0, "Tw", 1)];
    expect(thought(empty).deltas).toEqual([]);
    expect(thought([...empty, summaryDone("")]).deltas).toEqual(["Tw"]);
  });

  it("an empty part leaves no line, and is not counted", () => {
    const { block, state } = thought(ended(reasoningItem(["", "One.", "", "Two."])));
    expect(block).toMatchObject({ thinking: "One.\n\nTwo." });
    expect(state?.summaryLengths).toEqual([4, 4]);
  });

  it("lengths are UTF-16 units, without the blank lines", () => {
    const { state } = thought([
      summaryDelta(0, "🙂"),
      summaryDelta(0, "!"),
      ...ended(reasoningItem(["🙂!", "a\n\nb"])),
    ]);
    expect(state?.summaryLengths).toEqual([3, 4]);
  });

  it("what is no part is passed over, but counted", () => {
    const item = { ...two, summary: [null, { type: "summary_text", text: "One." }] };
    const { block, losses } = thought([summaryDelta(0, "On", 1), ...ended(item)]);
    expect(block).toMatchObject({ thinking: "One." });
    expect(losses).toEqual([]);
  });

  it("a final form that differs changes nothing, and is told", () => {
    const { block, losses, state } = thought([summaryDelta(0, "Other"), ...ended(two)]);
    expect(block).toMatchObject({ thinking: "Other\n\nTwo." });
    expect(state?.summaryLengths).toEqual([5, 4]);
    expect(losses).toEqual(["text_diverged@output.0"]);
  });

  it("ends with what it has where the response has no final form of it; then the state names only the item (C.4)", () => {
    const { block, state, losses } = thought([added(0, { ...two, summary: [] }), summaryDelta(0, "On"), terminal([])]);
    expect(block).toMatchObject({ thinking: "On" });
    expect(state).toMatchObject({ id: "rs_1", encryptedContent: "", summaryLengths: [2] });
    expect(losses).toEqual([]);
  });

  it("parts that wait are bounded (C.6)", () => {
    const waiting = Array.from({ length: 9 }, () => summaryDelta(0, "x".repeat(100), 1));
    const run = (maxQueuedLength: number) =>
      translateNow([created(), summaryDelta(0, "a"), ...waiting, terminal([])], testContext(), { maxQueuedLength });
    expect(run(1_000).events.at(-1)).toMatchObject({ type: "error", error: { type: "api_error" } });
    expect(run(2_000).events.at(-1)).toMatchObject({ type: "message_stop" });
  });
});

describe("raw reasoning (R5)", () => {
  const item = reasoningItem([], raw("Hm.", "So."));

  it.each<[string, UpstreamEvent[]]>([
    ["as it comes", [rawDelta("Hm."), rawDelta("So.", 1)]],
    ["of which an end is missing", [rawDelta("H"), rawDone("Hm.")]],
    ["that comes only with the item", []],
    [
      "behind a summary that says nothing",
      [summaryPart("added", 0), summaryDelta(0, ""), summaryDone(""), rawDelta("Hm.")],
    ],
  ])("is shown where there is no summary: %s; and is not sent back", (_name, events) => {
    const { block, state, losses } = thought([...events, ...ended(item)]);
    expect(block).toMatchObject({ thinking: "Hm.\n\nSo." });
    expect(state?.summaryLengths).toEqual([]);
    expect(losses).toEqual([]);
  });

  const both = reasoningItem(["One."], raw("Hm."));
  it.each<[string, UpstreamEvent[]]>([
    ["whole", []],
    ["behind its deltas", [summaryDelta(0, "One."), rawDelta("Hm."), rawDone("Hm.")]],
    ["behind its end", [summaryDone("One."), rawDelta("Hm.")]],
  ])("is not where there is one: %s", (_name, events) => {
    const { block, state, losses } = thought([...events, ...ended(both)]);
    expect(block).toMatchObject({ thinking: "One." });
    expect(state?.summaryLengths).toEqual([4]);
    expect(losses).toEqual(["reasoning_text_dropped@output.0"]);
  });

  it("stays where it came first, and no summary mixes with it", () => {
    const { block, state, losses } = thought([
      ...[rawDelta("Hm."), summaryDelta(0, "One."), summaryDone("One.")],
      ...ended(both),
    ]);
    expect(block).toMatchObject({ thinking: "Hm." });
    expect(state?.summaryLengths).toEqual([]);
    expect(losses).toEqual(["reasoning_text_dropped@output.0"]);
  });

  it("that it is left out is told of a stream alone as well, and not where no thinking is shown", () => {
    const events = [rawDelta("Hm."), summaryDelta(0, "One."), terminal([])];
    expect(thought(events).losses).toEqual(["reasoning_text_dropped@output.0"]);
    const { losses } = translateNow([created(), ...events], testContext({ showThinking: false }));
    expect(losses.map(({ code }) => code)).not.toContain("reasoning_text_dropped");
  });
});
