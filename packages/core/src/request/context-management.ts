import type * as z from "zod";
import { editSchemas, thinkingKeep, toolNames } from "../anthropic/context-management.js";
import type { AppliedEdit } from "../anthropic/message.js";
import type { MessagesRequest } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { OpenAIRequest } from "../openai/request.js";
import { type ClearedToolUses, clearToolUses } from "./clear-tool-uses.js";
import { estimateTokens } from "./estimate-tokens.js";
import { clearThinking, defaultThinkingTurns } from "./thinking-turns.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { at, check } from "./validate.js";

type Body = Pick<MessagesRequest, "model" | "system" | "tools" | "messages" | "context_management">;

/** What `context_management` does to a request. */
export type ContextPlan = {
  /** Index of the first message whose thinking is kept. */
  keptFrom: number;
  /** Ids of the client tool calls whose result, and whose input, is cleared. */
  clearedResults: ReadonlySet<string>;
  clearedInputs: ReadonlySet<string>;
  /** The upstream's own compaction, where it is asked for. */
  compaction: OpenAIRequest["context_management"];
  /** As the answer reports them; null where the request has no `context_management`. */
  appliedEdits: AppliedEdit[] | null;
};

/** The plan in the making. */
type Draft = {
  keptFrom: number;
  /** Ids of calls. */
  results: Set<string>;
  inputs: Set<string>;
  threshold: number | undefined;
  applied: AppliedEdit[];
  /** Estimated tokens that edits have freed so far. */
  freed: number;
};

/** Where nothing is said. Source: `@anthropic-ai/sdk` `BetaCompact20260112Edit`. */
const defaultThreshold = 150_000;
/** Each edit walks the whole request; there are three kinds of them. */
const maxEdits = 16;

type EditHandler = (edit: unknown, path: string, body: Body, draft: Draft, ledger: LossLedger) => void;

/** One row: the schema of an edit and what is done with what fits it. */
function edit<S extends z.ZodType>(
  type: string,
  schema: S,
  apply: (edit: z.output<S>, path: string, body: Body, draft: Draft, ledger: LossLedger) => void,
): [string, EditHandler] {
  const known = knownKeysOf(schema);
  return [
    type,
    (value, path, body, draft, ledger) => {
      check(schema, value, path, type);
      noteUnknownFields(value, known, path, ledger);
      apply(value, path, body, draft, ledger);
    },
  ];
}

const handlers: ReadonlyMap<unknown, EditHandler> = new Map<unknown, EditHandler>([
  edit("clear_thinking_20251015", editSchemas.clear_thinking_20251015, ({ keep }, path, body, draft) => {
    const turns = thinkingTurns(keep, at(path, "clear_thinking_20251015.keep"), body.model);
    const cleared = clearThinking(body.messages, turns);
    draft.keptFrom = Math.max(draft.keptFrom, cleared.keptFrom);
    draft.freed += cleared.tokens;
    if (cleared.turns === 0) return;
    draft.applied.push({
      type: "clear_thinking_20251015",
      cleared_thinking_turns: cleared.turns,
      cleared_input_tokens: cleared.tokens,
    });
  }),
  edit("clear_tool_uses_20250919", editSchemas.clear_tool_uses_20250919, (value, path, body, draft, ledger) => {
    ledger.add("context_edit_estimated", path);
    const inputsOf = toolInputs(value.clear_tool_inputs, at(path, "clear_tool_uses_20250919.clear_tool_inputs"));
    const { system, tools, messages } = body;
    const total = estimateTokens([system, tools, messages]) - draft.freed;
    const cleared = clearToolUses(value, inputsOf, messages, total, draft.results);
    take(cleared, draft, ledger);
    if (cleared.results.size === 0) return;
    draft.applied.push({
      type: "clear_tool_uses_20250919",
      cleared_tool_uses: cleared.results.size,
      cleared_input_tokens: cleared.tokens,
    });
  }),
  edit("compact_20260112", editSchemas.compact_20260112, (value, path, _body, draft, ledger) => {
    ledger.add("compaction_opaque", path);
    if (value.pause_after_compaction) ledger.add("feature_unsupported", at(path, "pause_after_compaction"));
    if (value.instructions?.trim()) ledger.add("feature_unsupported", at(path, "instructions"));
    const threshold = value.trigger?.value ?? defaultThreshold;
    draft.threshold = Math.min(draft.threshold ?? threshold, threshold);
  }),
]);

/**
 * Applies the edits that can be applied here, to the request as it came, and hands compaction to the upstream. Tokens are
 * estimated, about four characters each. Clearing tool uses, and thinking by a number of turns, changes what was sent
 * before, as it does at Anthropic; keeping all thinking changes nothing. Source: mapping A31 to A33.
 *
 * @throws TranspondError 400 for an edit that is not well formed, and for more of them than anybody needs
 */
export function planContext(body: Body, ledger: LossLedger): ContextPlan {
  const draft: Draft = {
    keptFrom: 0,
    results: new Set(),
    inputs: new Set(),
    threshold: undefined,
    applied: [],
    freed: 0,
  };
  const count = body.context_management?.edits?.length ?? 0;
  if (count > maxEdits) {
    throw invalidRequest("context_management.edits", `List should have at most ${maxEdits} items, not ${count}`);
  }
  body.context_management?.edits?.forEach((value: unknown, index) => {
    const path = `context_management.edits.${index}`;
    const handler = handlers.get(isObject(value) ? value.type : undefined);
    if (handler) handler(value, path, body, draft, ledger);
    else ledger.add("feature_unsupported", path);
  });
  return {
    keptFrom: draft.keptFrom,
    clearedResults: draft.results,
    clearedInputs: draft.inputs,
    compaction:
      draft.threshold === undefined ? undefined : [{ type: "compaction", compact_threshold: draft.threshold }],
    appliedEdits: body.context_management ? draft.applied : null,
  };
}

function take(cleared: ClearedToolUses, draft: Draft, ledger: LossLedger): void {
  for (const [part, paths] of [
    [draft.results, cleared.results],
    [draft.inputs, cleared.inputs],
  ] as const) {
    for (const [id, path] of paths) {
      ledger.add("tool_uses_cleared", path);
      part.add(id);
    }
  }
  draft.freed += cleared.tokens;
}

/** How many turns keep their thinking. */
function thinkingTurns(keep: unknown, path: string, model: string): number {
  if (keep === undefined) return defaultThinkingTurns(model);
  if (keep === "all") return Number.POSITIVE_INFINITY;
  check(thinkingKeep, keep, path);
  return keep.type === "all" ? Number.POSITIVE_INFINITY : keep.value;
}

/** Of which tools the input is cleared beside the result. */
function toolInputs(wanted: unknown, path: string): (tool: string) => boolean {
  if (wanted === undefined || wanted === null) return () => false;
  if (typeof wanted === "boolean") return () => wanted;
  check(toolNames, wanted, path);
  return (tool) => wanted.includes(tool);
}
