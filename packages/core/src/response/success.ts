import { isObject, type JsonObject, stringAt } from "../json.js";

export type Success = "completed" | "incomplete";

/** What a response may say of itself to be a success; whatever else it says is a failure. */
const successes = new Map<string, Success>([
  ["completed", "completed"],
  // One recorded body has it, written by hand.
  ["complete", "completed"],
  ["incomplete", "incomplete"],
]);

/**
 * How a response ended, by its own status and by the name of the event that brought it; `undefined` where it failed or
 * has not ended (mapping B.4 row 1). Where the two differ, the worse counts.
 */
export function successOf(eventType: string, response: JsonObject): Success | undefined {
  const named = eventType.slice("response.".length);
  const both = [named, stringAt(response, "status") || named].map((status) => successes.get(status));
  if (isObject(response.error) || both.includes(undefined)) return undefined;
  return both.includes("incomplete") ? "incomplete" : "completed";
}
