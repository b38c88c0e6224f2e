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

const ended = ["completed", "failed", ""];
const hasEnded = ({ status }: JsonObject) => ended.includes(String(status ?? ""));
const isOwnSearch = (item: JsonObject, { serverTools }: TranslationContext) =>
  item.execution !== "client" && serverTools.some((name) => name.startsWith("tool_search_tool"));

/** Whether a server tool call still runs, by type: the result of a search for tools is an item of its own. */
const stillRuns: Record<string, (item: JsonObject, context: TranslationContext) => boolean> = {
  web_search_call: (item) => !hasEnded(item),
  code_interpreter_call: (item) => !hasEnded(item),
  mcp_call: (item) => !hasEnded(item),
  tool_search_call: isOwnSearch,
  tool_search_output: (item, context) => isOwnSearch(item, context) && item.status !== "completed",
};

/** Items that may be shown; what stands behind the last one of them does not end an answer. */
function isShownKind(item: JsonObject, response: JsonObject, { betas }: TranslationContext): boolean {
  if (item.type === "custom_tool_call") return isDeclared(item, response);
  if (item.type === "mcp_list_tools") return betas.includes("mcp-tool-listing");
  return ["message", "reasoning", "function_call", "compaction", ...Object.keys(stillRuns)].includes(String(item.type));
}

/** The stop reason that a final Response has (mapping B.4, rows 4 to 14), read without the translator. */
export function expectedStop(response: JsonObject, context: TranslationContext): string {
  if (context.prewarm) return "max_tokens";
  const output = objectsAt(response, "output");
  if (response.status === "incomplete") return incompleteStop(response, context);
  if (output.some((item) => isShownCall(item, response))) return "tool_use";
  if (refusalOf(output)) return "refusal";
  const last = output.findLast((item) => isShownKind(item, response, context));
  return last && stillRuns[String(last.type)]?.(last, context) ? "pause_turn" : "end_turn";
}

function incompleteStop(response: JsonObject, { maxOutputTokens, contextWindow }: TranslationContext): string {
  const details = response.incomplete_details;
  const reason = isObject(details) ? details.reason : undefined;
  if (reason === "content_filter") return "refusal";
  if (reason === "steered")
    return objectsAt(response, "output").some((item) => isShownCall(item, response)) ? "max_tokens" : "end_turn";
  if (reason !== "max_output_tokens") return "max_tokens";
  const { input_tokens, output_tokens } = objectAt(response, "usage");
  const out = Math.max(0, Math.floor(Number(output_tokens)));
  const fillsWindow =
    maxOutputTokens !== null &&
    contextWindow !== null &&
    out < maxOutputTokens - 1 &&
    Math.floor(Number(input_tokens)) + out >= contextWindow * 0.99;
  return fillsWindow ? "model_context_window_exceeded" : "max_tokens";
}
