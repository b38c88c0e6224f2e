import type { Usage } from "../anthropic/message.js";
import type { MessageDeltaEvent, MessageStartEvent, MessageStopEvent } from "../anthropic/stream-events.js";
import type { TranslationContext } from "../context.js";
import { type JsonObject, stringAt } from "../json.js";
import type { Stop } from "../response/stop-reason.js";
import { initialUsage } from "../response/usage.js";

/** The events around the content blocks of a message (mapping B.5, C.1): every nullable field is there, as null. */
export function messageStart(
  response: JsonObject | undefined,
  context: TranslationContext,
  newId: () => string,
): MessageStartEvent {
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
      diagnostics: null,
      usage: initialUsage(response, context),
    },
  };
}

export function messageEnd(stop: Stop, usage: Usage): [MessageDeltaEvent, MessageStopEvent] {
  const { reason, sequence, details } = stop;
  const delta = { stop_reason: reason, stop_sequence: sequence, stop_details: details, container: null };
  return [{ type: "message_delta", delta, usage }, { type: "message_stop" }];
}

/** The response's id under Anthropic's prefix, so that it can be found again upstream. */
function messageId(response: JsonObject | undefined): string | undefined {
  const id = response ? stringAt(response, "id") : "";
  return id === "" ? undefined : `msg_${id.replace(/^resp_/, "")}`;
}
