import { isObject, type JsonObject, objectsAt, textAt } from "./read.js";
import { type BilledModel, modelRules } from "./rules.js";

/** What the items of a request need to know of the rest of it. */
export type Surroundings = {
  rules: BilledModel;
  /** Names of the functions that the request declares. */
  declared: ReadonlySet<string>;
  /** `call_id` → how the call names its function. */
  calls: ReadonlyMap<string, string>;
  /** Calls that do not stand next to another one. */
  alone: ReadonlySet<JsonObject>;
  /** From this item on, reasoning is in the prompt. */
  reasoningFrom: number;
};

/** How a call names its function. */
export function recipient(call: JsonObject): string {
  return `${textAt(call, "namespace") || "functions"}.${textAt(call, "name")}`;
}

const isCall = (item: JsonObject | undefined): boolean => item?.type === "function_call";

function functionNames(tools: readonly JsonObject[]): string[] {
  return tools.flatMap((tool) =>
    tool.type === "namespace" ? functionNames(objectsAt(tool, "tools")) : [textAt(tool, "name")],
  );
}

/** The item after the last message of a user: earlier reasoning is another turn's. */
function currentTurn(items: readonly JsonObject[]): number {
  return items.findLastIndex((item) => item.role === "user") + 1;
}

function keepsReasoning(reasoning: unknown, rules: BilledModel): boolean {
  const context = isObject(reasoning) ? textAt(reasoning, "context") : "";
  return context === "all_turns" || (context !== "current_turn" && rules.keepsReasoning);
}

/** Reads a request once, so that each of its items is billed in one look. */
export function surroundingsOf(request: JsonObject, items: readonly JsonObject[]): Surroundings {
  const rules = modelRules(textAt(request, "model"));
  const calls = items.filter(isCall);
  return {
    rules,
    declared: new Set([request, ...items].flatMap((holder) => functionNames(objectsAt(holder, "tools")))),
    calls: new Map(calls.map((call) => [textAt(call, "call_id"), recipient(call)])),
    alone: new Set(items.filter((item, at) => isCall(item) && !isCall(items[at - 1]) && !isCall(items[at + 1]))),
    reasoningFrom: keepsReasoning(request.reasoning, rules) ? 0 : currentTurn(items),
  };
}
