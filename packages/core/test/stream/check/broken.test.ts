import { describe, expect, it } from "vitest";
import {
  block,
  emptySearch,
  emptyText,
  emptyThinking,
  emptyTool,
  failure,
  finished,
  messageDelta,
  messageStart,
  messageStop,
  ping,
  searchResult,
  text,
} from "../../support/message-streams.js";
import { delta0, deltaOf, everything, lenient, start0, startOf, stop0, strict } from "./check.js";

const at = (index: number, event: object | undefined) => ({ ...event, index });

/** Stream, the rules that it breaks under both profiles, and those that only the strict one adds. */
const broken: Record<string, [events: unknown[], both: string[], strictOnly?: string[]]> = {
  "nothing at all": [[], ["not_ended"]],
  "no message_start": [everything.slice(1), ["start_missing"]],
  "a ping first": [[ping, ...everything], ["start_missing"]],
  "a ping before a lone error": [[ping, failure], ["start_missing"]],
  "message_start twice": [[messageStart, ...everything], ["start_repeated"]],
  "message_start in a block": [
    [messageStart, start0, messageStart, delta0, stop0, messageDelta(), messageStop],
    ["start_repeated"],
  ],
  "message_start in the tail": [[messageStart, messageDelta(), messageStart, messageStop], ["start_repeated"]],
  "cut after the head": [[messageStart], ["not_ended"]],
  "cut in a block": [[messageStart, start0, delta0], ["not_ended"]],
  "cut before message_delta": [[messageStart, ...text(0, "Hi")], ["not_ended"]],
  "cut before message_stop": [everything.slice(0, -1), ["not_ended"]],
  "two blocks open": [[messageStart, start0, delta0, ...text(1, "Ho"), messageDelta(), messageStop], ["block_open"]],
  "a delta outside of a block": [
    [messageStart, delta0, ...text(0, "Hi"), messageDelta(), messageStop],
    ["no_open_block"],
  ],
  "a block closed twice": [[messageStart, ...text(0, "Hi"), stop0, messageDelta(), messageStop], ["no_open_block"]],
  "message_delta in a block": [[messageStart, start0, delta0, messageDelta(), messageStop], ["block_open"]],
  "message_stop in a block": [[messageStart, start0, delta0, messageStop], ["block_open"]],
  "message_stop without message_delta": [[messageStart, ...text(0, "Hi"), messageStop], ["delta_missing"]],
  "a block after message_delta": [
    [messageStart, messageDelta(), ...text(0, "Hi"), messageStop],
    ["after_tail", "delta_missing"],
  ],
  "a delta after message_delta": [[messageStart, messageDelta(), delta0, messageStop], ["after_tail"]],
  "an error after message_delta": [[messageStart, messageDelta(), failure], ["after_tail"]],
  "a tail after an error": [
    [messageStart, failure, messageDelta(), messageStop],
    ["after_end", "after_end"],
  ],
  "a second error": [[messageStart, failure, failure], ["after_end"]],
  "a ping after the end": [[...everything, ping], ["after_end"]],
  "two streams in one": [[...everything, ...everything], ["after_end"]],
  "a first index of 1": [[messageStart, ...text(1, "Hi"), messageDelta(), messageStop], ["block_index"]],
  "a gap in the indices": [
    [messageStart, ...text(0, "Hi"), ...text(2, "Ho"), messageDelta(), messageStop],
    ["block_index"],
  ],
  "an index twice": [[messageStart, ...text(0, "Hi"), ...text(0, "Ho"), messageDelta(), messageStop], ["block_index"]],
  "a delta of another index": [
    [messageStart, start0, at(1, delta0), stop0, messageDelta(), messageStop],
    ["block_index"],
  ],
  "a stop of another index": [
    [messageStart, start0, delta0, at(1, stop0), messageDelta(), messageStop],
    ["block_index"],
  ],
  "an index that is a string": [
    [messageStart, { ...start0, index: "0" }, delta0, stop0, messageDelta(), messageStop],
    ["block_index"],
  ],
  "a block that is no object": [[messageStart, startOf(null), stop0, messageDelta(), messageStop], ["block_shape"]],
  "a block without a type": [[messageStart, startOf({}), stop0, messageDelta(), messageStop], ["block_shape"]],
  "tool input in a text": [
    finished(block(0, emptyText, { type: "input_json_delta", partial_json: "{}" })),
    ["delta_kind"],
    ["empty_block"],
  ],
  "text in a tool input": [finished(block(0, emptyTool("a"), { type: "text_delta", text: "x" })), ["delta_kind"]],
  "text in thinking": [
    finished(block(0, emptyThinking, { type: "text_delta", text: "x" }, { type: "signature_delta", signature: "s" })),
    ["delta_kind"],
  ],
  "a delta in a result": [
    finished(
      block(0, emptySearch("srvtoolu_s")),
      block(1, searchResult("srvtoolu_s"), { type: "text_delta", text: "x" }),
    ),
    ["delta_kind"],
  ],
  "a kind of delta that is not known": [
    [messageStart, start0, deltaOf({ type: "x" }), delta0, stop0, messageDelta(), messageStop],
    ["delta_kind"],
  ],
  "a delta without its text": [
    [messageStart, start0, deltaOf({ type: "text_delta" }), delta0, stop0, messageDelta(), messageStop],
    ["delta_shape"],
  ],
  "a delta that is a string": [
    [messageStart, start0, deltaOf("Hi"), delta0, stop0, messageDelta(), messageStop],
    ["delta_shape"],
  ],
  "two signatures": [
    finished(
      block(0, emptyThinking, { type: "signature_delta", signature: "a" }, { type: "signature_delta", signature: "b" }),
    ),
    ["signature_last"],
  ],
  "thinking after the signature": [
    finished(
      block(0, emptyThinking, { type: "signature_delta", signature: "a" }, { type: "thinking_delta", thinking: "b" }),
    ),
    ["signature_last"],
  ],
  "no stop_reason": [
    [
      messageStart,
      { ...messageDelta(), delta: { stop_reason: null, stop_sequence: null, stop_details: null, container: null } },
      messageStop,
    ],
    ["stop_reason"],
    ["fields_missing", "stop_reason"],
  ],
  "message_start without a message": [[{ type: "message_start" }, messageDelta(), messageStop], ["message_shape"]],
  "message_delta without usage": [
    [messageStart, { ...messageDelta(), usage: undefined }, messageStop],
    ["message_shape", "stop_reason"],
  ],
  "an error without a message": [[messageStart, { type: "error", error: { type: "api_error" } }], ["error_shape"]],
  "an event that is not known": [[messageStart, { type: "hello" }, messageDelta(), messageStop], ["not_an_event"]],
  "an event named like a method": [
    [messageStart, { type: "constructor" }, messageDelta(), messageStop],
    ["not_an_event"],
  ],
};

describe("broken streams", () => {
  for (const [name, [events, both, strictOnly = []]] of Object.entries(broken)) {
    it(name, () => {
      expect(lenient(events)).toEqual(both);
      expect(new Set(strict(events))).toEqual(new Set([...both, ...strictOnly]));
    });
  }
});
