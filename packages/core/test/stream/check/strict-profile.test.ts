import { describe, expect, it } from "vitest";
import type { StopReason } from "../../../src/anthropic/message.js";
import {
  block,
  emptyText,
  emptyThinking,
  emptyTool,
  failure,
  finished,
  message,
  messageDelta,
  messageStart,
  messageStop,
  search,
  searchResult,
  text,
  toolUse,
  usage,
} from "../../support/message-streams.js";
import { lenient, startOf, stop0, strict } from "./check.js";

/** Streams that Anthropic might send and Transpond does not, and the rules that they break under the strict profile. */
const broken: Record<string, [events: unknown[], rules: string[]]> = {
  "a message without its nullable fields": [
    [{ type: "message_start", message: { ...message, container: undefined } }, messageDelta(), messageStop],
    ["fields_missing"],
  ],
  "a message that begins with content": [
    [
      { type: "message_start", message: { ...message, content: [{ type: "text", text: "Hi" }] } },
      messageDelta(),
      messageStop,
    ],
    ["fields_missing"],
  ],
  "a message_delta without its nullable fields": [
    [messageStart, { ...messageDelta(), delta: { stop_reason: "end_turn" } }, messageStop],
    ["fields_missing"],
  ],
  "a call without its caller": [
    [
      messageStart,
      startOf({ ...emptyTool("a"), caller: undefined }),
      stop0,
      messageDelta({ stop_reason: "tool_use" }),
      messageStop,
    ],
    ["fields_missing"],
  ],
  "an id that Anthropic would not take back": [finished(toolUse(0, "a b", "{}")), ["fields_missing"]],
  "an id of a server tool that Anthropic would not take back": [
    finished(search(0, "srvtoolu_a-b")),
    ["fields_missing"],
  ],
  "a result for an id that is none of a server tool": [
    finished(block(0, { ...searchResult("call_1") })),
    ["fields_missing", "tool_id"],
  ],
  "a result without content": [
    [
      ...finished(search(0, "srvtoolu_1")).slice(0, 4),
      { type: "content_block_start", index: 1, content_block: { ...searchResult("srvtoolu_1"), content: null } },
      ...finished(search(0, "srvtoolu_1")).slice(5),
    ],
    ["fields_missing"],
  ],
  "a result without its caller": [
    [
      ...finished(search(0, "srvtoolu_1")).slice(0, 4),
      { type: "content_block_start", index: 1, content_block: { ...searchResult("srvtoolu_1"), caller: null } },
      ...finished(search(0, "srvtoolu_1")).slice(5),
    ],
    ["fields_missing"],
  ],
  "an error without request_id": [[messageStart, { ...failure, request_id: undefined }], ["fields_missing"]],
  "an error of a type that is not known": [
    [messageStart, { ...failure, error: { type: "x", message: "" } }],
    ["fields_missing"],
  ],
  "text in the start of its block": [
    finished(block(0, { type: "text", text: "Hi", citations: null }, { type: "text_delta", text: "x" })),
    ["start_not_empty"],
  ],
  "input in the start of its block": [
    [
      messageStart,
      startOf({ ...emptyTool("a"), input: { a: 1 } }),
      stop0,
      messageDelta({ stop_reason: "tool_use" }),
      messageStop,
    ],
    ["start_not_empty"],
  ],
  "a text of nothing": [finished(block(0, emptyText)), ["empty_block"]],
  "a text of nothing but an empty delta": [finished(text(0, "")), ["empty_delta", "empty_block"]],
  "thinking without a signature": [
    finished(block(0, emptyThinking, { type: "thinking_delta", thinking: "x" })),
    ["signature_missing"],
  ],
  "thinking with an empty signature": [
    finished(block(0, emptyThinking, { type: "signature_delta", signature: "" })),
    ["signature_missing"],
  ],
  "the id of a call twice": [finished(toolUse(0, "a", "{}"), toolUse(1, "a", "{}")), ["tool_id"]],
  "a result without its call": [finished(block(0, searchResult("srvtoolu_s"))), ["tool_id"]],
  "a result twice": [finished(search(0, "srvtoolu_s"), block(2, searchResult("srvtoolu_s"))), ["tool_id"]],
  "tool input that was cut": [finished(toolUse(0, "a", '{"a"')), ["tool_input"]],
  "tool input that is an array": [finished(toolUse(0, "a", "[]")), ["tool_input"]],
  "tool_use without a call": [
    [messageStart, messageDelta({ stop_reason: "tool_use" }), messageStop],
    ["tool_stop_reason"],
  ],
  "a call without tool_use": [[messageStart, ...toolUse(0, "a"), messageDelta(), messageStop], ["tool_stop_reason"]],
  "a stop_reason that is not known": [
    [
      messageStart,
      { ...messageDelta(), delta: { stop_reason: "bored", stop_sequence: null, stop_details: null, container: null } },
      messageStop,
    ],
    ["stop_reason"],
  ],
  "a stop sequence that is not named": [
    [messageStart, messageDelta({ stop_reason: "stop_sequence" }), messageStop],
    ["stop_details"],
  ],
  "a stop sequence at the end of a turn": [
    [messageStart, messageDelta({ stop_sequence: "END" }), messageStop],
    ["stop_details"],
  ],
  "details of a refusal at the end of a turn": [
    [messageStart, messageDelta({ stop_details: { type: "refusal", category: null, explanation: null } }), messageStop],
    ["stop_details"],
  ],
  "usage without cache counters": [
    [messageStart, { ...messageDelta(), usage: { output_tokens: 3 } }, messageStop],
    ["usage"],
  ],
  "usage below that of message_start": [
    [
      { type: "message_start", message: { ...message, usage: { ...usage, output_tokens: 9 } } },
      messageDelta(),
      messageStop,
    ],
    ["usage_decreased"],
  ],
  "usage with a negative counter": [
    [messageStart, { ...messageDelta(), usage: { ...usage, input_tokens: -1 } }, messageStop],
    ["usage"],
  ],
};

describe("the strict profile", () => {
  for (const [name, [events, rules]] of Object.entries(broken)) {
    it(name, () => {
      expect(lenient(events)).toEqual([]);
      expect(new Set(strict(events))).toEqual(new Set(rules));
    });
  }
});

/** Whether tool input may be cut, calls may stand, and text may stand alone with each stop_reason. */
const reasons: { reason: StopReason; cut: boolean; calls: boolean; alone: boolean }[] = [
  { reason: "end_turn", cut: false, calls: false, alone: true },
  { reason: "pause_turn", cut: false, calls: false, alone: true },
  { reason: "tool_use", cut: false, calls: true, alone: false },
  { reason: "stop_sequence", cut: false, calls: true, alone: true },
  { reason: "max_tokens", cut: true, calls: true, alone: true },
  { reason: "refusal", cut: true, calls: true, alone: true },
  { reason: "model_context_window_exceeded", cut: true, calls: true, alone: true },
];

describe("stop_reason under the strict profile", () => {
  for (const { reason, cut, calls, alone } of reasons) {
    it(reason, () => {
      const tail = [
        messageDelta({ stop_reason: reason, stop_sequence: reason === "stop_sequence" ? "END" : null }),
        messageStop,
      ];
      expect(strict([messageStart, ...text(0, "Hi"), ...tail])).toEqual(alone ? [] : ["tool_stop_reason"]);
      expect(strict([messageStart, ...toolUse(0, "a", "{}"), ...tail])).toEqual(calls ? [] : ["tool_stop_reason"]);
      expect(strict([messageStart, ...toolUse(0, "a", '{"a'), ...tail]).includes("tool_input")).toBe(!cut);
    });
  }
});
