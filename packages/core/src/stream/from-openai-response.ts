import type { Message } from "../anthropic/message.js";
import type { TranslationContext } from "../context.js";
import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { isObject, type JsonObject } from "../json.js";
import type { Loss } from "../ledger/loss.js";
import { successOf } from "../response/success.js";
import type { TranslatorOptions } from "./translator-options.js";
import { wholeMessage } from "./whole-message.js";

/**
 * Translates a final Response object into an Anthropic message. Its items go through the same machine as a stream, so
 * both ways give the same message.
 *
 * @param response The body of `POST /v1/responses`, or the `response` of the last event of a stream.
 * @param context What `toOpenAIRequest` returned beside the request.
 * @returns The message, and what of the response could not be carried over.
 * @throws TranspondError when the response failed, is not finished, or is no Response object.
 *
 * @example
 * ```ts
 * const { request, context } = toOpenAIRequest(body, { model: "gpt-5.6-sol" });
 * const { message } = fromOpenAIResponse(await openai.responses.create(request), context);
 * ```
 */
export function fromOpenAIResponse(
  response: object,
  context: TranslationContext,
  options: TranslatorOptions = {},
): { message: Message; losses: Loss[] } {
  const { message, failure, losses } = wholeMessage(context, options, (machine) => {
    if (isResponse(response)) machine.replay(response);
    else machine.fail(tellsOfFailure(response) ? response : notAResponse());
  });
  if (failure) throw failure;
  if (!message) throw notAResponse();
  return { message, losses };
}

/** Some servers leave `object` out; none leaves out `output`. An event may hold an `output` too, but names its type. */
export function isResponse(value: unknown): value is JsonObject {
  return isObject(value) && Array.isArray(value.output) && typeof value.type !== "string";
}

/** An HTTP answer with its status, a body that holds an error, or a Response that failed before it had any output. */
function tellsOfFailure(value: unknown): boolean {
  if (!isObject(value)) return false;
  return (
    typeof value.error === "string" ||
    typeof value.status === "number" ||
    successOf("response.completed", value) === undefined
  );
}

function notAResponse(): TranspondError {
  return upstreamFault("The upstream's answer is not a Response.");
}
