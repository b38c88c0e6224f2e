import { type JsonObject, stringAt } from "../json.js";

/** Statuses of server tool calls that came to an end; some servers give none. */
const ended: ReadonlySet<string> = new Set(["completed", "failed", ""]);

/** Whether a server tool call came to an end, well or not. */
export function hasEnded(item: JsonObject): boolean {
  return ended.has(stringAt(item, "status"));
}
