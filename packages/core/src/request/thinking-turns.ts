import type { MessagesRequest } from "../anthropic/request.js";
import { isObject } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";

/**
 * How many of the latest assistant turns with thinking keep it, as `context_management` asks; all where it does not.
 * Other edits have no counterpart and are reported. Source: docs/mapping.md A31 to A33.
 */
export function thinkingTurnsToKeep(request: Pick<MessagesRequest, "context_management">, ledger: LossLedger): number {
  let keep = Number.POSITIVE_INFINITY;
  request.context_management?.edits?.forEach((edit: unknown, index) => {
    const path = `context_management.edits.${index}`;
    if (!isObject(edit) || edit.type !== "clear_thinking_20251015") {
      ledger.add("feature_unsupported", path);
      return;
    }
    keep = Math.min(keep, turnsOf(edit.keep));
    for (const key of Object.keys(edit)) {
      if (key !== "type" && key !== "keep") ledger.add("unknown_field", `${path}.${key}`);
    }
  });
  return keep;
}

/** Anthropic keeps the latest turn where nothing is said. */
function turnsOf(keep: unknown): number {
  if (keep === undefined || keep === null) return 1;
  if (isObject(keep) && keep.type === "thinking_turns" && typeof keep.value === "number") return keep.value;
  return Number.POSITIVE_INFINITY;
}

/** Index of the first message whose thinking is kept. */
export function firstKeptMessage(messages: readonly unknown[], keep: number): number {
  if (keep === Number.POSITIVE_INFINITY) return 0;
  let left = keep;
  for (let index = messages.length - 1; index >= 0; index--) {
    if (!hasThinking(messages[index])) continue;
    if (left-- <= 0) return index + 1;
  }
  return 0;
}

function hasThinking(message: unknown): boolean {
  if (!isObject(message) || message.role !== "assistant" || !Array.isArray(message.content)) return false;
  return message.content.some(
    (block) => isObject(block) && (block.type === "thinking" || block.type === "redacted_thinking"),
  );
}
