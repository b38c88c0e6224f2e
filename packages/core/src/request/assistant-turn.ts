import type { AssistantMessage, InputItem } from "../openai/request.js";
import type { InputItems, ItemPath, PlacedItem } from "./input-items.js";
import type { Translation } from "./translation.js";

/** What an assistant block becomes, before the turn is whole: a text's phase depends on what follows it. */
export type Draft =
  | { kind: "text"; text: string; path: string; phase: string | undefined }
  /** A text in place of an item of another kind, such as the call of another server; `open`: a call without its result. */
  | { kind: "flattened"; text: string; path: string; open: boolean }
  /** An item that is not sent: what the client sent of it is empty. */
  | { kind: "gone" }
  | { kind: "summary"; item: InputItem; path: string }
  | { kind: "item"; item: InputItem; path: ItemPath };

/** Items before which a text is commentary. */
const calls: ReadonlySet<InputItem["type"]> = new Set([
  "function_call",
  "web_search_call",
  "code_interpreter_call",
  "mcp_call",
  "tool_search_call",
]);
const phases = new Set<unknown>(["commentary", "final_answer"]);

/**
 * Finishes an assistant turn: derives the phases (M4), and leaves out reasoning whose follower is gone, which the upstream
 * refuses (M17): nothing follows it, or what followed is empty or something else by now.
 */
export function finishAssistantTurn(drafts: readonly Draft[], t: Translation): PlacedItem[] {
  const placed: PlacedItem[] = [];
  let followed = false;
  let callFollows = false;
  for (const draft of drafts.toReversed()) {
    if (draft.kind === "gone") {
      followed = false;
      continue;
    }
    if (draft.kind === "text" || draft.kind === "flattened") {
      // The turn goes on after an open call, whether or not it does so in this request (law 4).
      if (draft.kind === "flattened" && draft.open) callFollows = true;
      placed.push({ item: assistantMessage(draft, callFollows, t), path: draft.path });
      followed = draft.kind === "text";
      continue;
    }
    if (draft.item.type === "reasoning") {
      if (followed) placed.push(draft);
      else t.ledger.add("orphan_reasoning_dropped", String(draft.path));
      continue;
    }
    placed.push(draft);
    followed = true;
    callFollows ||= calls.has(draft.item.type);
  }
  return placed.reverse();
}

function assistantMessage(
  draft: Extract<Draft, { kind: "text" | "flattened" }>,
  callFollows: boolean,
  t: Translation,
): AssistantMessage {
  const message: AssistantMessage = { type: "message", role: "assistant", content: draft.text };
  if (!t.capabilities.phase) return message;
  if (draft.kind === "text" && isPhase(draft.phase)) return { ...message, phase: draft.phase };
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
