import { hashText } from "./hash.js";

/** What both sides take as a tool name or call id: 1 to 64 letters, digits, `_` or `-`. Source: docs/mapping.md K9. */
const accepted = /^[A-Za-z0-9_-]{1,64}$/;
const maxLength = 64;
const suffixLength = 12;

/**
 * The tool name as sent upstream: unchanged where it is accepted, otherwise its start and 12 hex digits of its SHA-256,
 * so that two long names with one start stay apart. The context maps it back.
 *
 * @example
 * ```ts
 * shortToolName("Read"); // "Read"
 * shortToolName(`mcp__${"x".repeat(80)}`); // 64 characters, the same at every call
 * ```
 */
export function shortToolName(name: string): string {
  if (accepted.test(name)) return name;
  const start = name.slice(0, maxLength - suffixLength - 1).replace(/[^A-Za-z0-9_-]/g, "_");
  return `${start}_${hashText(name).slice(0, suffixLength)}`;
}

/**
 * The `call_id` of a tool use or result id: unchanged where it is accepted, otherwise `call_` and 40 hex digits of its
 * SHA-256, the same for the call and its result.
 *
 * @example
 * ```ts
 * callId("toolu_01A"); // "toolu_01A"
 * callId("functions.read:0"); // "call_5d0e…"
 * ```
 */
export function callId(id: string): string {
  return accepted.test(id) ? id : `call_${hashText(id).slice(0, 40)}`;
}
