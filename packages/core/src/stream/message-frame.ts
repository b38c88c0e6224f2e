import type { Container, Message, Usage } from "../anthropic/message.js";
import type { MessageDeltaEvent, MessageStartEvent, MessageStopEvent } from "../anthropic/stream-events.js";
import type { TranslationContext } from "../context.js";
import { type JsonObject, stringAt } from "../json.js";
import type { Answer } from "../response/answer.js";
import { diagnosticsOf } from "../response/diagnostics.js";
import { inputTransformationsOf } from "../response/input-transformations.js";
import type { Stop } from "../response/stop-reason.js";
import { initialUsage } from "../response/usage.js";

/** The events around the content blocks of a message (mapping B.5, C.1): every nullable field is there, as null. */
export function messageStart(response: JsonObject | undefined, answer: Answer, newId: () => string): MessageStartEvent {
  const { context } = answer;
  const transformations = inputTransformationsOf(response, answer);
  answer.inputTransformations = transformations?.length ?? 0;
  return {
    type: "message_start",
    message: {
      id: messageId(response) ?? newId(),
      type: "message",
      role: "assistant",
      model: context.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      container: null,
      diagnostics: diagnosticsOf(response, context, false),
      usage: initialUsage(response, context),
      ...contextManagement(context),
      ...(transformations && { input_transformations: transformations }),
    },
  };
}

/** What the last events tell of an answer. */
type End = {
  stop: Stop;
  usage: Usage;
  container: Container | null;
  /** The response as far as it is known. */
  response: JsonObject | undefined;
};

export function messageEnd(
  { stop, usage, container, response }: End,
  answer: Answer,
): [MessageDeltaEvent, MessageStopEvent] {
  const { reason, sequence, details } = stop;
  const stop_details = details && answer.context.beta ? { ...details, ...betaDetails } : details;
  const delta = { stop_reason: reason, stop_sequence: sequence, stop_details, container };
  const transformations = inputTransformationsOf(response, answer);
  const isNews = transformations !== undefined && transformations.length > answer.inputTransformations;
  return [
    {
      type: "message_delta",
      delta,
      usage,
      ...contextManagement(answer.context),
      ...(isNews && { input_transformations: transformations }),
    },
    { type: "message_stop" },
  ];
}

/** What the official SDK's beta type requires of a refusal's details beside the stable ones (mapping B.4 row 2). */
const betaDetails = { fallback_credit_token: null, fallback_has_prefill_claim: null, recommended_model: null };

/** The edits were made before the request was sent, so they are known from the start. */
function contextManagement({ contextManagement }: TranslationContext): Pick<Message, "context_management"> {
  return contextManagement === undefined ? {} : { context_management: contextManagement };
}

/** The response's id under Anthropic's prefix, so that it can be found again upstream. */
function messageId(response: JsonObject | undefined): string | undefined {
  const id = response ? stringAt(response, "id") : "";
  return id === "" ? undefined : `msg_${id.replace(/^resp_/, "")}`;
}
