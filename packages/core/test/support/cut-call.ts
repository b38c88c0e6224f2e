import { type JsonObject, objectsAt } from "../../src/json.js";

/** Whether an answer ends in the middle of a tool call's arguments. */
export function isCutCall(response: JsonObject): boolean {
  const last = objectsAt(response, "output").at(-1);
  const isCall = last?.type === "function_call" || last?.type === "custom_tool_call";
  return response.status === "incomplete" && isCall && last?.status === "incomplete";
}
