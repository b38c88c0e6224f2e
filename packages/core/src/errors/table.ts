import type { ErrorType } from "../anthropic/errors.js";
import type { TranslationContext } from "../context.js";
import { contextLimitMessage } from "./context-limit.js";
import type { Failure, FailureKind } from "./read-failure.js";

export type Facts = {
  failure: Failure;
  /** What the upstream said, fit to be passed on; empty where it is not. */
  quote: string;
  context: TranslationContext | undefined;
};

export type Outcome = {
  status: number;
  type: ErrorType;
  /** `x-should-retry`; unset leaves it to the client's own rule. */
  retry?: boolean | ((failure: Failure) => boolean | undefined);
  /** Path put before the message: a fixed one, or the one that the upstream's `param` stands for. */
  path?: "param" | "messages" | "thinking";
  message: (facts: Facts) => string;
};

/** A fixed sentence first, since clients match it; what the upstream said follows in brackets. */
const says =
  (sentence: string) =>
  ({ quote }: Facts) =>
    quote === "" ? sentence : `${sentence} (upstream: ${quote})`;

/** What the upstream said, where nothing better is known. */
const quotes =
  (otherwise: string) =>
  ({ quote }: Facts) =>
    quote || otherwise;

const invalid = { status: 400, type: "invalid_request_error", retry: false } as const;
const failed = { status: 500, type: "api_error" } as const;

/** Every answer there is. Numbers are the rows of mapping D.2. */
const outcomes = {
  /* 1 */ contextLimit: {
    ...invalid,
    message: ({ failure, context }) => contextLimitMessage(failure.message, context),
  },
  /* 2 */ reasoningRefused: { ...invalid, path: "messages", message: () => "Invalid `signature` in `thinking` block" },
  /* 3 */ clientKeyRefused: {
    status: 401,
    type: "authentication_error",
    retry: false,
    message: says("invalid x-api-key"),
  },
  serverKeyRefused: { ...failed, retry: false, message: () => "upstream credentials rejected" },
  /* 4 */ billing: {
    status: 402,
    type: "billing_error",
    retry: false,
    message: () => "Your credit balance is too low (upstream quota exhausted)",
  },
  /* 5 */ permission: {
    status: 403,
    type: "permission_error",
    retry: false,
    message: quotes("The upstream does not permit this request"),
  },
  /* 6 */ modelNotFound: {
    status: 404,
    type: "not_found_error",
    retry: false,
    message: ({ failure, context }) => `model: ${context?.model ?? modelIn(failure.message)}`,
  },
  /* 7 */ notFound: {
    status: 404,
    type: "not_found_error",
    retry: false,
    message: quotes("Not found"),
  },
  /* 8 */ conflict: {
    status: 409,
    type: "conflict_error",
    retry: true,
    message: quotes("The upstream reports a conflict"),
  },
  /* 9 */ tooLarge: {
    status: 413,
    type: "request_too_large",
    retry: false,
    path: "param",
    message: says("Request exceeds the maximum size"),
  },
  /* 10 */ imageTooLarge: { ...invalid, path: "param", message: says("image exceeds the maximum size") },
  /* 11 */ imageUnreadable: { ...invalid, path: "param", message: says("Could not process image") },
  /* 12, 14, 23 */ invalid: { ...invalid, path: "param", message: quotes("The upstream refused the request") },
  /* 13 */ thinkingUnsupported: {
    ...invalid,
    path: "thinking",
    message: () => "adaptive thinking is not supported on this model",
  },
  /* 15, 21, 24 */ timeout: { status: 504, type: "timeout_error", message: says("The upstream timed out") },
  retriableTimeout: { status: 504, type: "timeout_error", retry: true, message: says("The upstream timed out") },
  /* 16, 17; K38: a request above the limit by itself never passes */ rateLimit: {
    status: 429,
    type: "rate_limit_error",
    retry: ({ message }) => (/request too large/i.test(message) ? false : undefined),
    message: quotes("This request would exceed the upstream's rate limit"),
  },
  /* 18, 19, 25 */ serverError: { ...failed, message: says("Internal server error") },
  /* 20 */ overloaded: { status: 529, type: "overloaded_error", message: () => "Overloaded" },
  /* 22: nobody reads it; 499 is what proxies log */ aborted: {
    status: 499,
    type: "api_error",
    retry: false,
    message: () => "The request was aborted",
  },
  // Mapping D.3
  connectionFailed: { ...failed, retry: true, message: () => "upstream connection failed" },
  certificateRefused: {
    ...failed,
    retry: false,
    message: () => "upstream connection failed: certificate not accepted",
  },
  redirected: {
    ...failed,
    retry: false,
    message: () => "The upstream answered with a redirect, which is not followed",
  },
  malformed: { ...failed, message: () => "malformed upstream response" },
  internal: { ...failed, message: () => "Internal server error" },
} as const satisfies Record<string, Outcome>;

export type OutcomeName = keyof typeof outcomes;

type Rule = readonly [
  key: { kind: FailureKind } | { code: RegExp; param?: RegExp } | { text: RegExp } | { type: RegExp } | Statuses,
  outcome: OutcomeName | "keyRefused",
];
type Statuses = { from: number; to: number; code?: RegExp };

/** The first match wins; codes stand above texts, texts above types, types above statuses. Source: mapping D.2, D.3, K16..K18, K38. */
const rules: readonly Rule[] = [
  [{ kind: "abort" }, "aborted"],
  [{ kind: "timeout" }, "retriableTimeout"],
  [{ kind: "connection" }, "connectionFailed"],
  [{ kind: "certificate" }, "certificateRefused"],
  [{ kind: "redirect" }, "redirected"],
  [{ kind: "malformed" }, "malformed"],
  [{ kind: "internal" }, "internal"],

  [{ code: /^context_length_exceeded$/ }, "contextLimit"],
  [{ code: /^invalid_encrypted_content$/ }, "reasoningRefused"],
  [{ code: /^(?:invalid_api_key|invalid_organization|authentication_error)$/ }, "keyRefused"],
  [{ code: /^(?:insufficient_quota|billing_hard_limit_reached|billing_not_active)$/ }, "billing"],
  [{ code: /^unsupported_country_region_territory$/ }, "permission"],
  [{ code: /^(?:model_not_found|DeploymentNotFound)$/ }, "modelNotFound"],
  [{ code: /^(?:request_too_large|string_above_max_length)$/ }, "tooLarge"],
  [{ code: /^image_(?:file_)?too_large$/ }, "imageTooLarge"],
  [
    {
      code: /^(?:invalid_image\w*|image_parse_error|image_too_small|unsupported_image_media_type|empty_image_file|failed_to_download_image|image_file_not_found|invalid_base64_image)$/,
    },
    "imageUnreadable",
  ],
  [{ code: /^(?:invalid_prompt|data_residency_mismatch|\w*policy\w*)$/ }, "invalid"],
  [{ code: /^unsupported_parameter$/, param: /^reasoning/ }, "thinkingUnsupported"],
  [{ code: /^unsupported_(?:parameter|value)$/, param: /^reasoning(?!\.effort)/ }, "thinkingUnsupported"],
  [{ code: /^(?:rate_limit_exceeded|RateLimitReached|too_many_requests)$/ }, "rateLimit"],
  [{ code: /^vector_store_timeout$/ }, "timeout"],
  [{ code: /^server_is_overloaded$/ }, "overloaded"],

  [{ text: /context window|maximum context length/i }, "contextLimit"],
  [
    {
      text: /encrypted[ _]content\b.*(?:could not|cannot|invalid|verif|decrypt|did not match|different organi[sz]ation)|of type 'reasoning' was provided without|without its required 'reasoning' item/i,
    },
    "reasoningRefused",
  ],

  [{ type: /^authentication_error$/ }, "keyRefused"],
  [{ type: /^(?:insufficient_quota|billing_error)$/ }, "billing"],
  [{ type: /^(?:requests|tokens|rate_limit_error)$/ }, "rateLimit"],
  [{ type: /^overloaded_error$/ }, "overloaded"],

  [{ from: 401, to: 401 }, "keyRefused"],
  [{ from: 402, to: 402 }, "billing"],
  [{ from: 403, to: 403 }, "permission"],
  [{ from: 404, to: 404 }, "notFound"],
  [{ from: 408, to: 408 }, "retriableTimeout"],
  [{ from: 409, to: 409 }, "conflict"],
  [{ from: 413, to: 413 }, "tooLarge"],
  [{ from: 429, to: 429 }, "rateLimit"],
  [{ from: 431, to: 431 }, "tooLarge"],
  [{ from: 499, to: 499 }, "aborted"],
  [{ from: 400, to: 498 }, "invalid"],
  [{ from: 503, to: 503 }, "overloaded"],
  [{ from: 529, to: 529 }, "overloaded"],
  [{ from: 504, to: 504 }, "timeout"],
  [{ from: 524, to: 524 }, "timeout"],
  [{ from: 500, to: 599 }, "serverError"],

  // Inside a stream there is no status; these words are too general to overrule one.
  [{ code: /^slow_down$/ }, "overloaded"],
  [{ code: /^(?:invalid|unsupported|missing_required)_|_(?:below|above)_/ }, "invalid"],
  [{ type: /^invalid_request_error$/ }, "invalid"],
];

/** Finds the answer for a failure. A refused key is the server's fault or the client's, depending on whose it is. */
export function outcomeOf(failure: Failure, keyOwner: "server" | "client"): Outcome {
  const name = rules.find(([key]) => matches(key, failure))?.[1] ?? "serverError";
  if (name === "keyRefused") return outcomes[keyOwner === "client" ? "clientKeyRefused" : "serverKeyRefused"];
  return outcomes[name];
}

function matches(key: Rule[0], { kind, status, code, type, message, param }: Failure): boolean {
  if ("kind" in key) return kind === key.kind;
  if ("from" in key) return status !== null && status >= key.from && status <= key.to;
  if ("text" in key)
    return (status === null || status === 400 || status === 413 || status === 422) && key.text.test(message);
  if ("type" in key) return key.type.test(type);
  return key.code.test(code) && (key.param === undefined || key.param.test(param));
}

/** The model that the upstream's sentence names, for answers without a context. */
function modelIn(message: string): string {
  return /model[:\s]+[`'"]([\w.:@/-]{1,100})[`'"]/i.exec(message)?.[1] ?? "not found upstream";
}
