import type { AssistantMessage, InputItem } from "../openai/request.js";
import type { InputItems, ItemPath, PlacedItem } from "./input-items.js";
import type { Translation } from "./translation.js";

/** What an assistant block becomes, before the turn is whole: a text's phase depends on what follows it. */
export type Draft =
  | { kind: "text"; text: string; path: string; phase: string | undefined }
  | { kind: "summary"; item: InputItem; path: string }
  | { kind: "item"; item: InputItem; path: ItemPath };

const phases = new Set<unknown>(["commentary", "final_answer"]);

/**
 * Finishes an assistant turn: derives the phases (M4), and leaves out reasoning that nothing follows, which the upstream
 * refuses (M17).
 */
export function finishAssistantTurn(drafts: readonly Draft[], t: Translation): PlacedItem[] {
  const placed: PlacedItem[] = [];
  let somethingFollows = false;
  let callFollows = false;
  for (const draft of drafts.toReversed()) {
    if (draft.kind === "text") {
      placed.push({ item: assistantMessage(draft, callFollows, t), path: draft.path });
      somethingFollows = true;
      continue;
    }
    if (draft.item.type === "reasoning") {
      if (somethingFollows) placed.push(draft);
      else t.ledger.add("orphan_reasoning_dropped", String(draft.path));
      continue;
    }
    placed.push(draft);
    somethingFollows = true;
    callFollows ||= draft.item.type === "function_call" || draft.item.type === "web_search_call";
  }
  return placed.reverse();
}

function assistantMessage(
  draft: Extract<Draft, { kind: "text" }>,
  callFollows: boolean,
  t: Translation,
): AssistantMessage {
  const message: AssistantMessage = { type: "message", role: "assistant", content: draft.text };
  if (!t.capabilities.phase) return message;
  if (isPhase(draft.phase)) return { ...message, phase: draft.phase };
  return { ...message, phase: callFollows ? "commentary" : "final_answer" };
}

function isPhase(phase: string | undefined): phase is "commentary" | "final_answer" {
  return phases.has(phase);
}

/** A compaction block stands for everything before it (B12). */
export function applyCompaction(drafts: readonly Draft[], input: InputItems, head: number, t: Translation): Draft[] {
  const summary = drafts.findLastIndex(({ kind }) => kind === "summary");
  if (summary < 0) return [...drafts];
  if (input.items.length > head || summary > 0) t.ledger.add("compaction_applied", "messages");
  input.truncate(head);
  const { revealed } = t.tools;
  if (revealed.length > 0) {
    input.add({ item: { type: "additional_tools", role: "developer", tools: [...revealed] }, path: "tools" });
  }
  return drafts.slice(summary);
}
