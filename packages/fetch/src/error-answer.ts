import {
  type AnthropicErrorAnswer,
  HostError,
  type TranslationContext,
  TranspondError,
  toAnthropicError,
} from "@transpond/core";
import { type Answer, jsonAnswer } from "./answer.js";
import { upstreamIdHeader } from "./answer-headers.js";

export type ErrorAnswerOptions = {
  requestId: string;
  context?: TranslationContext;
  now?: () => number;
  clientKey?: boolean;
  headers?: Record<string, string>;
  /** Told how large the body is, in bytes. */
  onBody?: (bytes: number) => void;
};

/** Any failure as Anthropic's error answer. Nothing of the server's inside is told: no stack, no message of its own errors. */
export function errorAnswer(failure: unknown, options: ErrorAnswerOptions): Answer {
  const { status, headers, body } = toAnthropicError(rawFailure(failure), options);
  const answer = jsonAnswer(JSON.stringify(body), status, {
    ...headers,
    ...upstreamId(body),
    ...options.headers,
    "cache-control": "no-cache",
  });
  options.onBody?.(answer.body.byteLength);
  return answer;
}

/**
 * What the upstream said, in its own words, so that it is translated with clock, context and owner of the key; errors of
 * this side are kept as they are.
 */
function rawFailure(failure: unknown): unknown {
  if (!(failure instanceof TranspondError) || failure instanceof HostError) return failure;
  const { cause } = failure;
  return typeof cause === "object" && cause !== null && !(cause instanceof Error) ? cause : failure;
}

function upstreamId(body: AnthropicErrorAnswer["body"]): Record<string, string> {
  const said: unknown = body.type === "error" ? body.error.details?.openai : undefined;
  const id: unknown = typeof said === "object" && said !== null ? Reflect.get(said, "request_id") : undefined;
  return typeof id === "string" ? { [upstreamIdHeader]: id } : {};
}
