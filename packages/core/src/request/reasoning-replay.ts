import type { InputTransformation } from "../anthropic/message.js";
import type { ReasoningItem } from "../openai/request.js";
import { decodeReasoningEnvelope, type ReasoningEnvelope } from "../reasoning-envelope.js";
import type { Translation } from "./translation.js";

/** What a signature gives: the item to send, if it may be sent, and the phase of the message that follows. */
export type Replay = { phase: string | undefined } & (
  | { item: ReasoningItem }
  /** Why there is none, in Anthropic's words. */
  | { item: null; reason: InputTransformation["reason"] }
);

/**
 * Rebuilds a reasoning item from the signature of a thinking block. Reasoning of another family or another upstream is
 * never sent, since the upstream would refuse the whole request (K5, K6, F27).
 */
export function replayReasoning(signature: string, thinking: string, t: Translation): Replay {
  const envelope = decodeReasoningEnvelope(signature);
  if (envelope === null) return { item: null, phase: undefined, reason: "model_binding_mismatch" };
  const { id, encryptedContent, phase, family, identity } = envelope;
  const usable =
    encryptedContent !== "" && family === t.family && identity === t.identity && t.capabilities.efforts.length > 0;
  const reason = identity === t.identity ? "model_binding_mismatch" : "organization_binding_mismatch";
  if (!usable) return { item: null, phase, reason };
  const summary = summaryParts(thinking, envelope).map((text) => ({ type: "summary_text" as const, text }));
  return { item: { type: "reasoning", id, encrypted_content: encryptedContent, summary }, phase };
}

/** Cuts the thinking text at the lengths of its parts; a text that was changed meanwhile is one part. */
function summaryParts(thinking: string, { summaryLengths }: ReasoningEnvelope): string[] {
  if (thinking === "" || summaryLengths.length === 0) return [];
  const separators = 2 * (summaryLengths.length - 1);
  const expected = summaryLengths.reduce((sum, length) => sum + length, separators);
  if (expected !== thinking.length) return [thinking];
  let start = 0;
  return summaryLengths.map((length) => {
    const part = thinking.slice(start, start + length);
    start += length + 2;
    return part;
  });
}
