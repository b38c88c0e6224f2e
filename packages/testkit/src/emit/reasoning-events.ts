import { asObject, type JsonObject } from "../json.js";
import { mintEncryptedReasoning } from "../mint/encrypted-reasoning.js";
import type { ReasoningStep } from "../reply/steps.js";
import { chunksOf } from "./chunks.js";
import type { ItemScript } from "./item-events.js";
import type { Turn, WireEvent } from "./turn.js";

const wantsSummary = ({ reasoning }: JsonObject): boolean => typeof asObject(reasoning).summary === "string";

const partEvents = (text: string, index: number, chunks: number | undefined): readonly WireEvent[] =>
  [
    { type: "response.reasoning_summary_part.added", part: { type: "summary_text", text: "" } },
    ...chunksOf(text, chunks).map((delta) => ({ type: "response.reasoning_summary_text.delta", delta })),
    { type: "response.reasoning_summary_text.done", text },
    { type: "response.reasoning_summary_part.done", part: { type: "summary_text", text } },
  ].map((event) => ({ ...event, summary_index: index }));

/**
 * A reasoning item. The blob on `added`, on `done` and in the final response are three different ones, as recorded;
 * only the first of them is refused when it comes back.
 */
export const reasoningEvents = (step: ReasoningStep, turn: Turn): ItemScript => {
  const { mint, model, secret, organization } = turn;
  const id = mint.id("rs");
  const encrypted = turn.include.has("reasoning.encrypted_content") || turn.body.store === false;
  const blob = (stage: "interim" | "final") =>
    encrypted
      ? {
          encrypted_content: mintEncryptedReasoning(
            secret,
            { id, family: model.family, organization, stage },
            mint.letters(12),
          ),
        }
      : {};
  const summary = wantsSummary(turn.body) ? step.summary : [];
  const parts = summary.map((text) => ({ type: "summary_text", text }));
  const item = (stage: "interim" | "final", shown: readonly JsonObject[]): JsonObject => ({
    id,
    type: "reasoning",
    ...(model.toolSearch ? { content: [] } : {}),
    ...blob(stage),
    summary: shown,
  });
  return {
    added: item("interim", []),
    between: summary
      .flatMap((text, index) => partEvents(text, index, step.chunks))
      .map((event) => ({ ...event, item_id: id })),
    done: item("final", parts),
    final: item("final", parts),
  };
};
