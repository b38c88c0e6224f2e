import { describe, expect, it } from "vitest";
import type { StreamEvent } from "../../../src/anthropic/stream-events.js";
import { checkMessageStream } from "../../../src/stream/check-message-stream.js";
import {
  failure,
  finished,
  messageDelta,
  messageStart,
  messageStop,
  ping,
  text,
  thinking,
  toolUse,
} from "../../support/message-streams.js";
import { everything, lenient, strict } from "./check.js";

const valid: Record<string, StreamEvent[]> = {
  "all kinds of block": everything,
  "no block at all": finished(),
  "pings everywhere": everything.flatMap((event) => (event === messageStop ? [event] : [event, ping])),
  "an error before anything else": [failure],
  "an error after the head": [messageStart, failure],
  "an error between blocks": [messageStart, ...text(0, "Hi"), failure],
  "an error inside a block": [messageStart, ...text(0, "Hi").slice(0, -1), ping, failure],
  "thinking with a signature only": finished(thinking(0)),
  "a tool call cut by the limit": [
    messageStart,
    ...toolUse(0, "call_1", '{"pa'),
    messageDelta({ stop_reason: "max_tokens" }),
    messageStop,
  ],
  "a stop sequence after a call": [
    messageStart,
    ...toolUse(0, "call_1", "{}"),
    messageDelta({ stop_reason: "stop_sequence", stop_sequence: "END" }),
    messageStop,
  ],
  "a refusal": [
    messageStart,
    messageDelta({ stop_reason: "refusal", stop_details: { type: "refusal", category: null, explanation: null } }),
    messageStop,
  ],
};

describe("valid streams", () => {
  for (const [name, events] of Object.entries(valid)) {
    it(`passes under both profiles: ${name}`, () => {
      expect(checkMessageStream(events)).toEqual([]);
      expect(checkMessageStream(events, { profile: "strict" })).toEqual([]);
    });
  }

  it("takes several message_delta and unknown blocks as Anthropic's, not as ours", () => {
    const twice = [messageStart, messageDelta(), messageDelta(), messageStop];
    expect(lenient(twice)).toEqual([]);
    expect(strict(twice)).toEqual(["delta_repeated"]);
    const newer = [
      messageStart,
      { type: "content_block_start", index: 0, content_block: { type: "newer" } },
      { type: "content_block_delta", index: 0, delta: { type: "newer_delta" } },
      { type: "content_block_stop", index: 0 },
      messageDelta(),
      messageStop,
    ];
    expect(lenient(newer)).toEqual([]);
    expect(strict(newer)).toEqual(["block_type"]);
  });
});
