import { type BilledModel, modelRules } from "./model-rules.js";
import { isObject, type JsonObject, objectsAt, textAt } from "./read.js";

/** What the items of a request need to know of the rest of it. */
export type Surroundings = {
  rules: BilledModel;
  /** Names of the functions that the request declares. */
  declared: ReadonlySet<string>;
  /** Whether tools are declared, apart from those that arrive in the input. */
  hasTools: boolean;
  /** `call_id` → the call. */
  calls: ReadonlyMap<string, JsonObject>;
  /** Calls that stand next to each other, with one another: they went out together. */
  together: ReadonlyMap<JsonObject, readonly JsonObject[]>;
  /** Messages of the assistant right before a call. */
  announcements: ReadonlySet<JsonObject>;
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

/** Neighbouring calls, each with its whole group. */
function neighbours(items: readonly JsonObject[]): Map<JsonObject, readonly JsonObject[]> {
  const groups = new Map<JsonObject, JsonObject[]>();
  let group: JsonObject[] = [];
  for (const item of items) {
    if (!isCall(item)) {
      group = [];
      continue;
    }
    group.push(item);
    groups.set(item, group);
  }
  return new Map([...groups].filter(([, members]) => members.length > 1));
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
  return {
    rules,
    declared: new Set([request, ...items].flatMap((holder) => functionNames(objectsAt(holder, "tools")))),
    hasTools: objectsAt(request, "tools").length > 0,
    calls: new Map(items.filter((item) => textAt(item, "name") !== "").map((item) => [textAt(item, "call_id"), item])),
    together: neighbours(items),
    announcements: new Set(items.filter((item, at) => item.role === "assistant" && isCall(items[at + 1]))),
    reasoningFrom: keepsReasoning(request.reasoning, rules) ? 0 : currentTurn(items),
  };
}
