import type { TranslationContext } from "../../src/context.js";
import { type JsonObject, objectsAt, stringAt } from "../../src/json.js";
import { decodeReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { expectedWords } from "./expected-words.js";

/** What a later turn needs to know of a thought; null where it cannot be handed back, since it has no id. */
type State = { encryptedContent: string; summaryLengths: readonly number[]; phase: string } | null;

/** What a signature carries. */
export function stateIn(signature: string): State {
  const envelope = decodeReasoningEnvelope(signature);
  if (envelope === null) return null;
  const { encryptedContent, summaryLengths, phase = "" } = envelope;
  return { encryptedContent, summaryLengths, phase };
}

/** The states of the thoughts that are shown, read from the final items without the translator (mapping R3 to R5, K5). */
export function expectedStates(response: JsonObject, context: TranslationContext): State[] {
  const output = objectsAt(response, "output");
  return output.flatMap((item, at): State[] => {
    const isShown = item.type === "reasoning" && expectedWords({ output: [item] }, context).length > 0;
    if (!isShown) return [];
    if (stringAt(item, "id") === "") return [null];
    const next = output[at + 1] ?? {};
    const lengths = objectsAt(item, "summary").map((part) => stringAt(part, "text").length);
    return [
      {
        encryptedContent: stringAt(item, "encrypted_content"),
        summaryLengths: context.showThinking ? lengths.filter((length) => length > 0) : [],
        phase: next.type === "message" ? stringAt(next, "phase") : "",
      },
    ];
  });
}
