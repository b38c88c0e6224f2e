import type { AssistantMessage } from "../openai/request.js";
import type { Draft } from "./draft.js";
import type { PlacedItem } from "./input-items.js";
import { derivePhases, type Phase } from "./phases.js";
import type { Translation } from "./translation.js";

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
