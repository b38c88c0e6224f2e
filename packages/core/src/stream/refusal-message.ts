import type { Message } from "../anthropic/message.js";
import type { TranslationContext } from "../context.js";
import { policyRefusal } from "../errors/policy-refusal.js";
import { isResponseObject } from "../errors/read-error-object.js";
import { isObject, type JsonObject, objectAt, stringAt } from "../json.js";
import { wholeMessage } from "./whole-message.js";

/**
 * The message with which Anthropic answers a policy failure of the upstream (mapping B.4 row 2, K14), by the same machine
 * as a stream; `undefined` for any other failure.
 *
 * @param requestId names the message where no Response does
 */
export function refusalMessage(
  failure: unknown,
  context: TranslationContext | undefined,
  requestId: string | undefined,
): Message | undefined {
  if (policyRefusal(failure) === null) return undefined;
  try {
    const response = responseIn(failure);
    const options = { ...(requestId !== undefined && { newId: () => `msg_${requestId.replace(/^req_/, "")}` }) };
    return wholeMessage(context ?? unknownContext(response), options, (machine) => {
      if (response) machine.replay(response);
      else machine.fail(failure);
    }).message;
  } catch {
    return undefined; // The context is none, or a proxy throws; then the failure is answered as an error.
  }
}

/** The Response that failed, where there is one: it has an id, a model, perhaps blocks and usage. */
function responseIn(failure: unknown): JsonObject | undefined {
  if (!isObject(failure)) return undefined;
  const response = stringAt(failure, "type") === "response.failed" ? objectAt(failure, "response") : failure;
  return isResponseObject(response) ? response : undefined;
}

/** Nobody knows what was asked for; the upstream's own name of its model is the nearest. */
function unknownContext(response: JsonObject | undefined): TranslationContext {
  const model = stringAt(response ?? {}, "model") || "unknown";
  return {
    v: 1,
    model,
    upstreamModel: model,
    family: model,
    identity: "",
    toolNames: {},
    omittableArguments: {},
    stopSequences: [],
    format: false,
    showThinking: true,
    serverTools: [],
    maxOutputTokens: null,
    contextWindow: null,
    speed: null,
    betas: [],
    paths: { input: [], tools: [] },
  };
}
