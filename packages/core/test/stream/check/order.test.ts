import { describe, expect, it } from "vitest";
import type { StreamEvent } from "../../../src/anthropic/stream-events.js";
import { checkMessageStream } from "../../../src/stream/check-message-stream.js";
import type { Phase } from "../../../src/stream/grammar.js";
import { failure, messageDelta, messageStart, messageStop, ping, text } from "../../support/message-streams.js";
import { delta0, lenient, rulesOf, start0, stop0 } from "./check.js";

const phases: Phase[] = ["before", "between", "block", "tail", "ended"];
const prefixes: Record<Phase, unknown[]> = {
  before: [],
  between: [messageStart],
  block: [messageStart, start0, delta0],
  tail: [messageStart, messageDelta()],
  ended: [messageStart, failure],
};

/** What each event breaks at each place; `-` where it may stand. */
const places: Record<StreamEvent["type"], [event: unknown, Record<Phase, string>]> = {
  message_start: [
    messageStart,
    { before: "-", between: "start_repeated", block: "start_repeated", tail: "start_repeated", ended: "after_end" },
  ],
  content_block_start: [
    start0,
    { before: "start_missing", between: "-", block: "block_open", tail: "after_tail", ended: "after_end" },
  ],
  content_block_delta: [
    delta0,
    { before: "start_missing", between: "no_open_block", block: "-", tail: "after_tail", ended: "after_end" },
  ],
  content_block_stop: [
    stop0,
    { before: "start_missing", between: "no_open_block", block: "-", tail: "after_tail", ended: "after_end" },
  ],
  message_delta: [
    messageDelta(),
    { before: "start_missing", between: "-", block: "block_open", tail: "-", ended: "after_end" },
  ],
  message_stop: [
    messageStop,
    { before: "start_missing", between: "delta_missing", block: "block_open", tail: "-", ended: "after_end" },
  ],
  ping: [ping, { before: "start_missing", between: "-", block: "-", tail: "-", ended: "after_end" }],
  error: [failure, { before: "-", between: "-", block: "-", tail: "after_tail", ended: "after_end" }],
};

describe("order", () => {
  for (const [type, [event, expected]] of Object.entries(places)) {
    it(`of ${type}`, () => {
      for (const phase of phases) {
        const [prefix, rule] = [prefixes[phase], expected[phase]];
        const here = checkMessageStream([...prefix, event]).filter(
          ({ index, rule: broken }) => index === prefix.length && broken !== "block_index",
        );
        expect(rulesOf(here), phase).toEqual(rule === "-" ? [] : [rule]);
      }
    });
  }

  it("is followed behind what broke it", () => {
    const noReason = { ...messageDelta(), delta: {} };
    expect(lenient([noReason, messageStop])).toEqual(["start_missing", "stop_reason"]);
    expect(lenient([messageStart, start0, delta0, noReason, messageStop])).toEqual(["block_open", "stop_reason"]);
    expect(lenient([messageStart, messageDelta(), ...text(1, "Hi"), failure])).toEqual(["after_tail", "block_index"]);
    expect(lenient([failure, { type: "message_start" }, failure])).toEqual(["after_end", "message_shape"]);
  });
});
