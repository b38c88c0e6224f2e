import OpenAI from "openai";
import type { ErrorType } from "../../src/anthropic/errors.js";
import type { TranslationContext } from "../../src/context.js";

/** What the upstream says of a failure. */
type Said = {
  status?: number;
  type?: string | null;
  code?: string | null;
  message?: string;
  param?: string | null;
};

/** One case of a row of mapping D.2: what the upstream says, what decides, and the whole answer. */
export type GoldenCase = {
  row: number;
  name: string;
  /** What decides: a code does so at any status and inside streams, a text and a type inside streams too. */
  by: "code" | "text" | "type" | "status";
  upstream: Said;
  answer: { status: number; type: ErrorType; message: string; headers: Record<string, string> };
  context?: Partial<TranslationContext>;
  clientKey?: boolean;
  /** What is passed on of the upstream's text where it is not the whole. */
  quote?: string | null;
};

export const final = { "x-should-retry": "false" };
const again = { "x-should-retry": "true" };

type Answer = GoldenCase["answer"];
type Maker = (message: string) => Answer;
const maker =
  (status: number, type: ErrorType, headers: Record<string, string> = {}): Maker =>
  (message) => ({ status, type, message, headers });

/** The answers that Anthropic's API knows, with the headers that stand on each. */
export const answers = {
  invalid: maker(400, "invalid_request_error", final),
  unauthenticated: maker(401, "authentication_error", final),
  billing: maker(402, "billing_error", final),
  forbidden: maker(403, "permission_error", final),
  notFound: maker(404, "not_found_error", final),
  conflict: maker(409, "conflict_error", again),
  tooLarge: maker(413, "request_too_large", final),
  limited: maker(429, "rate_limit_error"),
  neverAllowed: maker(429, "rate_limit_error", final),
  aborted: maker(499, "api_error", final),
  failed: maker(500, "api_error"),
  brokenForGood: maker(500, "api_error", final),
  unreachable: maker(500, "api_error", again),
  timedOut: maker(504, "timeout_error"),
  timedOutOnTheWay: maker(504, "timeout_error", again),
  overloaded: maker(529, "overloaded_error"),
};

export const compact = (tokens: number, maximum: number) =>
  answers.invalid(`prompt is too long: ${tokens} tokens > ${maximum} maximum`);

type Variant = { form: string; failure: unknown; seen: Said & { request_id?: string } };

/** Every form in which a failure arrives, and what of it can be seen there. */
export function variants({ by, upstream }: GoldenCase): Variant[] {
  const { status, ...error } = upstream;
  const forms: Variant[] = status === undefined ? [] : answersWith(status, error);
  if (by === "code") forms.push(...[418, 429, 500, 503].flatMap((other) => answersWith(other, error).slice(0, 1)));
  if (by === "status") return forms;
  forms.push(
    { form: "nested event", failure: { type: "error", sequence_number: 2, error }, seen: error },
    {
      form: "stream error of the official client",
      failure: new OpenAI.APIError(undefined, error, undefined, new Headers({ "x-request-id": "req_up" })),
      seen: { ...error, request_id: "req_up" },
    },
  );
  if (by === "type") return forms;
  forms.push({ form: "flat event", failure: { ...error, type: "error" }, seen: { ...error, type: null } });
  // A Response tells neither type nor parameter.
  const { type: _type, param, ...seen } = error;
  if (param != null) return forms;
  const response = { object: "response", status: "failed", error: seen, output: [] };
  forms.push(
    { form: "failed Response", failure: response, seen },
    { form: "response.failed", failure: { type: "response.failed", response }, seen },
    {
      form: "failed Response as the body of an answer",
      failure: { status: 200, body: response },
      seen: { ...seen, status: 200 },
    },
  );
  return forms;
}

function answersWith(status: number, error: Said): Variant[] {
  const headers = { "x-request-id": "req_up" };
  const seen = { ...error, status, request_id: "req_up" };
  const text = JSON.stringify({ error });
  return [
    { form: `HTTP ${status}, body as text`, failure: { status, headers, body: text }, seen },
    { form: `HTTP ${status}, body as bytes`, failure: { status, headers, body: new TextEncoder().encode(text) }, seen },
    { form: `HTTP ${status}, body parsed`, failure: { status, headers: new Headers(headers), body: { error } }, seen },
    {
      form: `HTTP ${status}, error of the official client`,
      failure: OpenAI.APIError.generate(status, { error }, undefined, new Headers(headers)),
      seen,
    },
  ];
}

/** The whole answer to one form. */
export function expected({ answer, quote }: GoldenCase, seen: Variant["seen"]) {
  const { status, type, message, headers } = answer;
  const openai = {
    status: seen.status ?? null,
    type: seen.type ?? null,
    code: seen.code ?? null,
    param: seen.param ?? null,
    message: quote === undefined ? (seen.message ?? null) : quote,
    request_id: seen.request_id ?? null,
  };
  return {
    status,
    headers: { ...headers, "request-id": "req_1" },
    body: { type: "error", error: { type, message, details: { openai } }, request_id: "req_1" },
  };
}
