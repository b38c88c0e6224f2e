import type { AssistantMessage, InputItem } from "../openai/request.js";
import type { InputItems, ItemPath, PlacedItem } from "./input-items.js";
import type { Pairing } from "./pairing.js";
import { derivePhases, type Phase } from "./phases.js";
import type { Translation } from "./translation.js";

/** What an assistant block becomes, before the message is whole: a text's phase depends on what follows it. */
export type Draft =
  | { kind: "text"; text: string; path: string; phase: string | undefined }
  /** A text in place of an item of another kind, such as the call of another server; `open`: a call without its result. */
  | { kind: "flattened"; text: string; path: string; open: boolean }
  /** An item that is not sent: what the client sent of it is empty. */
  | { kind: "gone" }
  | { kind: "summary"; item: InputItem; path: string }
  | { kind: "item"; item: InputItem; path: ItemPath };

/**
 * Finishes an assistant message: gives its texts their phases (M4), and leaves out reasoning whose follower is gone, which
 * the upstream refuses (M17): nothing follows it, or what followed is empty or something else by now. All is decided
 * within the message, so that a message that comes later changes nothing (law 4).
 */
export function finishAssistantMessage(drafts: readonly Draft[], t: Translation): PlacedItem[] {
  const phases = derivePhases(drafts);
  const placed: PlacedItem[] = [];
  let followed = false;
  for (const [index, draft] of [...drafts.entries()].reverse()) {
    if (draft.kind === "gone") {
      followed = false;
      continue;
    }
    if (draft.kind === "text" || draft.kind === "flattened") {
      placed.push({ item: assistantMessage(draft.text, phases.get(index), t), path: draft.path });
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
  }
  return placed.reverse();
}

function assistantMessage(content: string, phase: Phase | undefined, t: Translation): AssistantMessage {
  const message: AssistantMessage = { type: "message", role: "assistant", content };
  return t.capabilities.phase && phase ? { ...message, phase } : message;
}

/** A compaction block stands for everything before it (B12), but for calls whose results are still to come. */
export function applyCompaction(
  drafts: readonly Draft[],
  input: InputItems,
  head: number,
  pairing: Pairing,
  t: Translation,
): Draft[] {
  const summary = drafts.findLastIndex(({ kind }) => kind === "summary");
  if (summary < 0) return [...drafts];
  if (input.items.length > head || summary > 0) t.ledger.add("compaction_applied", "messages");
  const waiting = pairing.openCalls();
  const earlier = input.truncate(head).map((placed): Draft => ({ kind: "item", ...placed }));
  const open = [...earlier, ...drafts.slice(0, summary)].filter(
    (draft) => draft.kind === "item" && draft.item.type === "function_call" && waiting.has(draft.item.call_id),
  );
  const { revealed } = t.tools;
  if (revealed.length > 0) {
    input.add({ item: { type: "additional_tools", role: "developer", tools: [...revealed] }, path: "tools" });
  }
  const [made, ...rest] = drafts.slice(summary);
  return made ? [made, ...open, ...rest] : [];
}
