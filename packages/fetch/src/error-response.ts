import { type AnthropicErrorAnswer, type TranslationContext, TranspondError, toAnthropicError } from "@transpond/core";
import { upstreamIdHeader } from "./answer-headers.js";

export type ErrorResponseOptions = {
  requestId: string;
  context?: TranslationContext;
  now?: () => number;
  clientKey?: boolean;
  headers?: Record<string, string>;
  /** Told how large the body is, in bytes. */
  onBody?: (bytes: number) => void;
};

/** Any failure as Anthropic's error answer. Nothing of the server's inside is told: no stack, no message of its own errors. */
export function errorResponse(failure: unknown, options: ErrorResponseOptions): Response {
  const { status, headers, body } = toAnthropicError(rawFailure(failure), options);
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  options.onBody?.(bytes.byteLength);
  return new Response(bytes, {
    status,
    headers: {
      ...headers,
      ...upstreamId(body),
      ...options.headers,
      "content-type": "application/json",
      "cache-control": "no-cache",
    },
  });
}

/**
 * What the upstream said, in its own words, so that it is translated with clock, context and owner of the key; errors of
 * this side are kept as they are.
 */
function rawFailure(failure: unknown): unknown {
  if (!(failure instanceof TranspondError)) return failure;
  const { cause } = failure;
  return typeof cause === "object" && cause !== null && !(cause instanceof Error) ? cause : failure;
}

function upstreamId(body: AnthropicErrorAnswer["body"]): Record<string, string> {
  const said: unknown = body.type === "error" ? body.error.details?.openai : undefined;
  const id: unknown = typeof said === "object" && said !== null ? Reflect.get(said, "request_id") : undefined;
  return typeof id === "string" ? { [upstreamIdHeader]: id } : {};
}
