import { isObject, objectsAt, stringAt } from "../json.js";

/** What went wrong with a call, in words. Source: `openai` `McpToolCallError`; once it was a string. */
export function mcpErrorText(error: unknown): string {
  if (typeof error === "string") return error;
  if (!isObject(error)) return "";
  const texts = objectsAt(error, "content").map((part) => stringAt(part, "text"));
  const text = stringAt(error, "message") || texts.filter((part) => part !== "").join("\n");
  return text === "" ? JSON.stringify(error) : text;
}
