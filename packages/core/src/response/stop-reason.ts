import type { RefusalDetails, StopReason, Usage } from "../anthropic/message.js";
import { countAt, type JsonObject, objectAt, stringAt } from "../json.js";
import type { Answer } from "./answer.js";

export type Stop = { reason: StopReason; sequence: string | null; details: RefusalDetails | null };

export function refusal(details: Pick<RefusalDetails, "category" | "explanation">): Stop {
  return { reason: "refusal", sequence: null, details: { type: "refusal", ...details } };
}

const stop = (reason: StopReason): Stop => ({ reason, sequence: null, details: null });

/** Why a response that was completed or left incomplete ended (mapping B.4, rows 4 to 14; the first match wins). */
export function stopOf(response: JsonObject, incomplete: boolean, answer: Answer, usage: Usage): Stop {
  answer.toolSearches.end(answer.ledger);
  // Nothing was asked for but to fill the cache, and Anthropic answers that like this (mapping A4).
  if (answer.context.prewarm) return stop("max_tokens");
  if (incomplete) return incompleteStop(response, answer, usage);
  if (answer.toolUses > 0) return stop("tool_use");
  if (answer.refusal !== undefined) return refusal({ category: null, explanation: answer.refusal });
  return stop(answer.serverToolPending ? "pause_turn" : "end_turn");
}

function incompleteStop(response: JsonObject, answer: Answer, usage: Usage): Stop {
  const reason = stringAt(objectAt(response, "incomplete_details"), "reason");
  if (reason === "content_filter") return refusal({ category: null, explanation: null });
  // Behind a tool call nobody may take it for the end of a turn.
  if (reason === "steered" && answer.toolUses === 0 && !answer.callTruncated) return stop("end_turn");
  if (reason !== "max_output_tokens") answer.ledger.add("unknown_incomplete_reason", "incomplete_details.reason");
  else if (windowIsFull(response, answer, usage)) return stop("model_context_window_exceeded");
  return stop("max_tokens");
}

/** OpenAI gives one reason for both limits; the window is the cause where the asked-for limit was not reached. */
function windowIsFull(response: JsonObject, answer: Answer, usage: Usage): boolean {
  const { contextWindow, maxOutputTokens } = answer.context;
  const input = countAt(objectAt(response, "usage"), "input_tokens");
  if (contextWindow === null || maxOutputTokens === null || input === undefined) return false;
  return usage.output_tokens < maxOutputTokens - 1 && input + usage.output_tokens >= contextWindow * 0.99;
}
