import type { ErrorType } from "../anthropic/errors.js";
import type { BetaContentBlock, Message, StopReason, Usage } from "../anthropic/message.js";
import type { MessageDeltaEvent } from "../anthropic/stream-events.js";
import { isObject } from "../json.js";
import { isString } from "./grammar.js";

/** The fields that Transpond always sends, and what each must be: data of the `strict` profile. Source: the types named. */

export type Is = (value: unknown) => boolean;
export type Fields = Record<string, Is>;

const isNull: Is = (value) => value === null;
export const isText: Is = (value) => typeof value === "string" && value !== "";
export const isTextOrNull: Is = (value) => value === null || typeof value === "string";
const isObjectOrNull: Is = (value) => value === null || isObject(value);
const isBoolean: Is = (value) => typeof value === "boolean";
const isEmptyString: Is = (value) => value === "";
const isEmptyObject: Is = (value) => isObject(value) && Object.keys(value).length === 0;
const isEmptyArray: Is = (value) => Array.isArray(value) && value.length === 0;
const isCaller: Is = (value) => isObject(value) && isText(value.type);
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
export const isLower = (value: unknown, before: unknown) => isCount(value) && isCount(before) && value < before;
const isCountsOrNull: Is = (value) => value === null || (isObject(value) && Object.values(value).every(isCount));

const orAbsent =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);

export const messageFields: Record<keyof Message, Is> = {
  id: isText,
  type: (value) => value === "message",
  role: (value) => value === "assistant",
  model: isText,
  content: isEmptyArray,
  stop_reason: isNull,
  stop_sequence: isNull,
  stop_details: isNull,
  container: isObjectOrNull,
  diagnostics: isObjectOrNull,
  usage: isObject,
  context_management: orAbsent(isObjectOrNull),
  input_transformations: orAbsent(Array.isArray),
};

export const messageDeltaFields: Record<keyof MessageDeltaEvent["delta"], Is> = {
  stop_reason: isText,
  stop_sequence: isTextOrNull,
  stop_details: isObjectOrNull,
  container: isObjectOrNull,
};

/** What clients take from the usage of `message_delta`. Source: `@anthropic-ai/sdk` `MessageDeltaUsage`. */
export const messageDeltaUsageFields = {
  input_tokens: isCount,
  cache_creation_input_tokens: isCount,
  cache_read_input_tokens: isCount,
  output_tokens: isCount,
  output_tokens_details: isCountsOrNull,
  server_tool_use: isCountsOrNull,
} satisfies Fields;

export const usageFields: Record<keyof Usage, Is> = {
  ...messageDeltaUsageFields,
  cache_creation: isCountsOrNull,
  service_tier: isTextOrNull,
  inference_geo: isTextOrNull,
  speed: isTextOrNull,
  fallback_credit: orAbsent(isObjectOrNull),
  iterations: orAbsent(isNull),
};

/** Counters that clients take from `message_delta`, some of them only where it is higher. */
export const counters: (keyof Usage)[] = [
  "input_tokens",
  "cache_creation_input_tokens",
  "cache_read_input_tokens",
  "output_tokens",
];

const matches =
  (pattern: RegExp): Is =>
  (value) =>
    typeof value === "string" && pattern.test(value);
/** What Anthropic takes as the id of a tool use when it comes back; longer ones do not come from us (K9). */
const isToolId = matches(/^[a-zA-Z0-9_-]{1,64}$/);
const isServerToolId = matches(/^srvtoolu_[a-zA-Z0-9_]+$/);
const isMcpToolId = matches(/^mcptoolu_[a-zA-Z0-9_]+$/);

const toolUseFields = { name: isText, input: isObject, caller: isCaller };
export const blockFields: ReadonlyMap<string, Fields> = new Map(
  Object.entries({
    text: { text: isString, citations: (value) => value === null || Array.isArray(value) },
    thinking: { thinking: isString, signature: isString },
    tool_use: { id: isToolId, ...toolUseFields },
    server_tool_use: { id: isServerToolId, ...toolUseFields },
    web_search_tool_result: {
      tool_use_id: isServerToolId,
      content: (value) => Array.isArray(value) || isObject(value),
      caller: isCaller,
    },
    code_execution_tool_result: { tool_use_id: isServerToolId, content: isObject },
    tool_search_tool_result: { tool_use_id: isServerToolId, content: isObject },
    mcp_tool_use: { id: isMcpToolId, name: isText, server_name: isText, input: isObject },
    mcp_tool_result: { tool_use_id: isMcpToolId, is_error: isBoolean, content: Array.isArray },
    compaction: { content: isNull, encrypted_content: isNull },
    mcp_tool_listing: { mcp_server_name: isText, tools: Array.isArray },
  } satisfies Record<BetaContentBlock["type"], Fields>),
);

/** Fields that deltas fill; clients begin with an empty value, whatever `content_block_start` says. */
export const startsEmpty: readonly (readonly [field: string, isEmpty: Is])[] = [
  ["text", isEmptyString],
  ["citations", (value) => value === null || isEmptyArray(value)],
  ["thinking", isEmptyString],
  ["signature", isEmptyString],
  ["input", isEmptyObject],
];

/** `isCut`: the last tool input may be incomplete. `endsCalls`: tool_use blocks may stand, though it is not `tool_use`. */
export const stopReasons: Record<StopReason, { isCut: boolean; endsCalls: boolean }> = {
  end_turn: { isCut: false, endsCalls: false },
  tool_use: { isCut: false, endsCalls: true },
  pause_turn: { isCut: false, endsCalls: false },
  stop_sequence: { isCut: false, endsCalls: true },
  max_tokens: { isCut: true, endsCalls: true },
  refusal: { isCut: true, endsCalls: true },
  model_context_window_exceeded: { isCut: true, endsCalls: true },
};

export const errorTypes: Record<ErrorType, true> = {
  invalid_request_error: true,
  authentication_error: true,
  billing_error: true,
  permission_error: true,
  not_found_error: true,
  conflict_error: true,
  request_too_large: true,
  rate_limit_error: true,
  timeout_error: true,
  api_error: true,
  overloaded_error: true,
};

export function isStopReason(reason: unknown): reason is StopReason {
  return typeof reason === "string" && Object.hasOwn(stopReasons, reason);
}
