import type { JsonObject } from "../json.js";

/** Where an item holds what it is there for; others may well be done without, as reasoning whose state is not given out. */
const contentOf: ReadonlyMap<string, string> = new Map([
  ["message", "content"],
  ["function_call", "arguments"],
  ["custom_tool_call", "input"],
]);

/**
 * Whether a form with which an item of a type is said to be done says what the item holds. Some forms are of no type, or
 * bare; then what was streamed may be all, or less than what the final response lists.
 */
export function saysContent(type: string, form: JsonObject): boolean {
  if (form.type !== type) return false;
  const key = contentOf.get(type);
  if (key === undefined) return true;
  const content = form[key];
  return Array.isArray(content) ? content.length > 0 : content != null && content !== "";
}
