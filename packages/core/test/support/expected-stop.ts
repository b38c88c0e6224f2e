import type { TranslationContext } from "../../src/context.js";
import { isObject, type JsonObject, objectAt, objectsAt } from "../../src/json.js";
import { isDeclared } from "./expected-words.js";

/** Items whose block is a client's tool call. */
function isShownCall(item: JsonObject, response: JsonObject): boolean {
  if (item.type === "function_call") return true;
  return item.type === "custom_tool_call" && isDeclared(item, response);
}

const refusalOf = (output: readonly JsonObject[]) =>
  output
    .filter(({ type }) => type === "message")
    .flatMap((item) => objectsAt(item, "content"))
    .some(({ type }) => type === "refusal");

/** Server tools that run out of time, by type; other items cannot pause an answer. */
const serverTools = ["web_search_call", "code_interpreter_call", "mcp_call", "tool_search_call", "tool_search_output"];

/**
 * The stop reasons that a final Response allows (mapping B.4, rows 4 to 14), read without the translator. Where rules
 * of server tools decide between two, both are given.
 */
export function allowedStops(response: JsonObject, context: TranslationContext): string[] {
  if (context.prewarm) return ["max_tokens"];
  const output = objectsAt(response, "output");
  if (response.status === "incomplete") return incompleteStops(response, context);
  if (output.some((item) => isShownCall(item, response))) return ["tool_use"];
  if (refusalOf(output)) return ["refusal"];
  return output.some(({ type }) => serverTools.includes(String(type))) ? ["end_turn", "pause_turn"] : ["end_turn"];
}

function incompleteStops(response: JsonObject, { maxOutputTokens, contextWindow }: TranslationContext): string[] {
  const details = response.incomplete_details;
  const reason = isObject(details) ? details.reason : undefined;
  if (reason === "content_filter") return ["refusal"];
  if (reason === "steered")
    return objectsAt(response, "output").some((item) => isShownCall(item, response)) ? ["max_tokens"] : ["end_turn"];
  if (reason !== "max_output_tokens") return ["max_tokens"];
  const { input_tokens, output_tokens } = objectAt(response, "usage");
  const out = Math.max(0, Math.floor(Number(output_tokens)));
  const fillsWindow =
    maxOutputTokens !== null &&
    contextWindow !== null &&
    out < maxOutputTokens - 1 &&
    Math.floor(Number(input_tokens)) + out >= contextWindow * 0.99;
  return [fillsWindow ? "model_context_window_exceeded" : "max_tokens"];
}
