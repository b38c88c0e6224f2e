import type { StreamEvent } from "../anthropic/stream-events.js";
import { isObject } from "../json.js";

/**
 * Order of the events of a message stream and what each block may hold, as tables. Source: mapping C.1:
 *
 *     stream = head block* tail | head block* partial? error | error
 *     tail   = message_delta+ message_stop
 *
 * with `ping` between any two events after `message_start`.
 */

/** The rules of both profiles, with what breaking each means. The letter is the invariant of mapping C.1. */
export const commonRules = {
  not_an_event: "The value is not an object with a known event type.",
  start_missing: "No message_start came before this event (G3).",
  start_repeated: "A second message_start came before message_stop (G3).",
  block_open: "A content block is still open (G4).",
  no_open_block: "No content block is open (G4).",
  block_index: "Indices count 0, 1, 2… and deltas and stops name the open block (G4).",
  block_shape: "A content block is an object with a type (G5).",
  delta_kind: "This kind of delta does not fit the block (G6).",
  delta_shape: "The delta lacks its value, or it has another type (G6).",
  signature_last: "A thinking block ends with one signature_delta; clients overwrite, they do not append (G6).",
  after_tail: "Only ping, message_delta and message_stop may follow message_delta (C.1).",
  delta_missing: "message_stop came without a message_delta (C.1).",
  stop_reason: "A finished message has a stop_reason (G8).",
  message_shape: "message_start holds a message object, message_delta a delta and a usage object (G3, G8).",
  error_shape: "An error event holds an error with a type and a message (G11).",
  after_end: "Nothing may follow message_stop or error (G9, G11).",
  not_ended: "The stream ended without message_stop or error (G9, G12).",
} as const;

/** The rules of the profile `strict` alone: what Transpond always sends. */
export const strictRules = {
  fields_missing: "Fields that are always sent are missing or hold something else (G3, G5, G8).",
  start_not_empty: "Clients drop content inside content_block_start of this type (G5).",
  block_type: "This type of block is not known (G5).",
  empty_delta: "A delta without content (G14).",
  empty_block: "A content block without content (G14).",
  signature_missing: "A thinking block ends with a signature that is not empty (G6, G14).",
  tool_id: "Ids of tools are unique, and a result names an earlier server tool use (G5).",
  tool_input: "The input of a tool is not one JSON object, and the message was not cut (G7).",
  tool_stop_reason: "stop_reason is tool_use exactly when the message has tool_use blocks and was not cut (G7).",
  stop_details: "stop_sequence and stop_details go with their own stop_reason only (G8).",
  usage: "Usage is incomplete (G3, G8).",
  usage_decreased: "A usage counter is lower than in message_start (G10).",
  delta_repeated: "message_delta is sent once (C.1).",
} as const;

export const rules = { ...commonRules, ...strictRules };

export type Rule = keyof typeof rules;

export type Phase = "before" | "between" | "block" | "tail" | "ended";

/** Where an event leads; with a rule, the event breaks it, and is not looked into unless the following ones need it. */
type Step = Phase | readonly [breaks: Rule, to: Phase, then?: "follow"];

export type EventType = StreamEvent["type"];

export const order: Record<Phase, Record<EventType, Step>> = {
  before: {
    message_start: "between",
    content_block_start: ["start_missing", "block", "follow"],
    content_block_delta: ["start_missing", "before"],
    content_block_stop: ["start_missing", "before"],
    message_delta: ["start_missing", "tail", "follow"],
    message_stop: ["start_missing", "ended"],
    ping: ["start_missing", "before"],
    error: "ended",
  },
  between: {
    message_start: ["start_repeated", "between"],
    content_block_start: "block",
    content_block_delta: ["no_open_block", "between"],
    content_block_stop: ["no_open_block", "between"],
    message_delta: "tail",
    message_stop: ["delta_missing", "ended"],
    ping: "between",
    error: "ended",
  },
  block: {
    message_start: ["start_repeated", "block"],
    content_block_start: ["block_open", "block", "follow"],
    content_block_delta: "block",
    content_block_stop: "between",
    message_delta: ["block_open", "tail", "follow"],
    message_stop: ["block_open", "ended"],
    ping: "block",
    error: "ended",
  },
  tail: {
    message_start: ["start_repeated", "tail"],
    content_block_start: ["after_tail", "block", "follow"],
    content_block_delta: ["after_tail", "tail"],
    content_block_stop: ["after_tail", "tail"],
    message_delta: "tail",
    message_stop: "ended",
    ping: "tail",
    error: ["after_tail", "ended"],
  },
  ended: {
    // Streams that were joined by mistake: one violation, then the second one is checked for itself.
    message_start: ["after_end", "between", "follow"],
    content_block_start: ["after_end", "ended"],
    content_block_delta: ["after_end", "ended"],
    content_block_stop: ["after_end", "ended"],
    message_delta: ["after_end", "ended"],
    message_stop: ["after_end", "ended"],
    ping: ["after_end", "ended"],
    error: ["after_end", "ended"],
  },
};

export const isString = (value: unknown) => typeof value === "string";

/** Kind of delta → the field of its value and what that must be. Source: `@anthropic-ai/sdk` `BetaRawContentBlockDelta`. */
export const deltaFields: ReadonlyMap<string, readonly [field: string, is: (value: unknown) => boolean]> = new Map([
  ["text_delta", ["text", isString]],
  ["citations_delta", ["citation", isObject]],
  ["thinking_delta", ["thinking", isString]],
  ["signature_delta", ["signature", isString]],
  ["input_json_delta", ["partial_json", isString]],
  ["compaction_delta", ["content", (value) => value === null || isString(value)]],
]);

const none: readonly string[] = [];
const toolInput: readonly string[] = ["input_json_delta"];

/**
 * Type of block → the kinds of delta that it takes. Source: `@anthropic-ai/sdk` `BetaContentBlock`. A type that is not
 * here is newer than this table; its deltas are not judged.
 */
export const blockDeltas: ReadonlyMap<string, readonly string[]> = new Map([
  ["text", ["text_delta", "citations_delta"]],
  ["thinking", ["thinking_delta", "signature_delta"]],
  ["redacted_thinking", none],
  ["tool_use", toolInput],
  ["server_tool_use", toolInput],
  ["mcp_tool_use", toolInput],
  ["web_search_tool_result", none],
  ["web_fetch_tool_result", none],
  ["advisor_tool_result", none],
  ["code_execution_tool_result", none],
  ["bash_code_execution_tool_result", none],
  ["text_editor_code_execution_tool_result", none],
  ["tool_search_tool_result", none],
  ["mcp_tool_result", none],
  ["mcp_tool_listing", none],
  ["container_upload", none],
  ["compaction", ["compaction_delta"]],
  ["fallback", none],
]);
