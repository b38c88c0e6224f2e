import { hashText } from "./hash.js";

/** What both sides take as a tool name or call id: 1 to 64 letters, digits, `_` or `-`. Source: mapping K9. */
const accepted = /^[A-Za-z0-9_-]{1,64}$/;
const maxLength = 64;
const suffixLength = 16;
/** How shortened names end. A name that ends so by itself is shortened too: it might be the short form of another. */
const shortened = /_[0-9a-f]{16}$/;

/**
 * The tool name as sent upstream: unchanged where it is accepted, otherwise its start and 16 hex digits of its SHA-256.
 * Two names never become one, also where one of them is the short form of the other. The context maps it back.
 *
 * @example
 * ```ts
 * shortToolName("Read"); // "Read"
 * shortToolName(`mcp__${"x".repeat(80)}`); // 64 characters, the same at every call
 * ```
 */
export function shortToolName(name: string): string {
  if (accepted.test(name) && !shortened.test(name)) return name;
  const start = name.slice(0, maxLength - suffixLength - 1).replace(/[^A-Za-z0-9_-]/g, "_");
  return `${start}_${digest(name, suffixLength)}`;
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
  return accepted.test(id) ? id : `call_${digest(id, 40)}`;
}

/** Halves of surrogate pairs have no form in UTF-8 and would all be one; as JSON they stay apart. */
function digest(name: string, digits: number): string {
  return hashText(JSON.stringify(name)).slice(0, digits);
}

/** What OpenAI takes as the label of an MCP server; Anthropic takes any name. */
const acceptedLabel = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/**
 * The `server_label` of an MCP server: its name where that is accepted, otherwise a start of it and 16 hex digits of its
 * SHA-256, as where another server has that label. The context maps it back. Source: mapping T15.
 *
 * @example
 * ```ts
 * mcpLabel("github"); // "github"
 * mcpLabel("AWS docs"); // "AWS_docs_7d2c…"
 * ```
 */
export function mcpLabel(name: string, isTaken: (label: string) => boolean = () => false): string {
  if (acceptedLabel.test(name) && !shortened.test(name) && !isTaken(name)) return name;
  const start = name.slice(0, 40).replace(/[^A-Za-z0-9_-]/g, "_");
  return `${/^[A-Za-z]/.test(start) ? "" : "mcp_"}${start}_${digest(name, suffixLength)}`;
}
