import { type TranslationContext, toAnthropicError } from "@transpond/core";
import { jsonReply, type Reply } from "./call.js";
import type { Entry } from "./log.js";

/**
 * Whatever went wrong, as Anthropic's clients understand it: status, `retry-after`, body. With the context, it speaks of
 * the model and the fields that the client knows.
 */
export function failedReply(error: unknown, entry: Entry, context?: TranslationContext): Reply {
  const { requestId } = entry;
  const { status, headers, body } = toAnthropicError(error, { requestId, now: Date.now, ...(context && { context }) });
  // The upstream may have declined on policy grounds; that is a message.
  if (body.type === "error") entry.onFailure(body.error);
  return jsonReply(body, status, headers);
}
