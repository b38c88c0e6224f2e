import type { ErrorType } from "../anthropic/errors.js";
import type { TranslationContext } from "../context.js";
import { contextLimitMessage } from "./context-limit.js";
import type { Failure } from "./failure.js";
import { reasoningPath } from "./reasoning-path.js";
import { translateParam } from "./translate-param.js";

export type Facts = {
  failure: Failure;
  /** What the upstream said, fit to be passed on; empty where it is not. */
  quote: string;
  context: TranslationContext | undefined;
};

/** An answer: its status and type are those of Anthropic's API, its words those on which clients act. */
export type Outcome = {
  status: number;
  type: ErrorType;
  /** `x-should-retry`; unset leaves it to the client's own rule. */
  retry?: boolean | ((failure: Failure) => boolean | undefined);
  /** Where in the request; stands before the message. */
  path?: (facts: Facts) => string;
  message: (facts: Facts) => string;
};

/** A fixed sentence, for which clients look. */
const fixed = (sentence: string) => () => sentence;

/** A fixed sentence first; what the upstream said follows in brackets. */
const says =
  (sentence: string) =>
  ({ quote }: Facts) =>
    quote === "" ? sentence : `${sentence} (upstream: ${quote})`;

/** What the upstream said, where nothing better is known. */
const quotes =
  (otherwise: string) =>
  ({ quote }: Facts) =>
    quote || otherwise;

/** The client's own path for the parameter that the upstream names. */
const ofParam = ({ failure, context }: Facts) => translateParam(failure.param, context);

const invalid = { status: 400, type: "invalid_request_error", retry: false } as const;
const failed = { status: 500, type: "api_error" } as const;
const timeout = { status: 504, type: "timeout_error", message: says("The upstream timed out") } as const;

/** Every answer there is. Numbers are the rows of mapping D.2. */
export const outcomes = {
  /* 1 */ contextLimit: {
    ...invalid,
    message: ({ failure, context }) => contextLimitMessage(failure.message, context),
  },
  /* 2 */ reasoningRefused: {
    ...invalid,
    path: ({ failure, context }) => reasoningPath(failure, context),
    message: fixed("Invalid `signature` in `thinking` block"),
  },
  /* 3, K17 */ clientKeyRefused: {
    status: 401,
    type: "authentication_error",
    retry: false,
    message: says("invalid x-api-key"),
  },
  serverKeyRefused: { ...failed, retry: false, message: fixed("upstream credentials rejected") },
  /* 4, K16 */ billing: {
    status: 402,
    type: "billing_error",
    retry: false,
    message: fixed("Your credit balance is too low (upstream quota exhausted)"),
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
    message: ({ quote, context }) => `model: ${context?.model ?? modelIn(quote)}`,
  },
  /* 7 */ notFound: { status: 404, type: "not_found_error", retry: false, message: quotes("Not found") },
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
    path: ofParam,
    message: says("Request exceeds the maximum size"),
  },
  /* 10 */ imageTooLarge: { ...invalid, path: ofParam, message: says("image exceeds the maximum size") },
  /* 11 */ imageUnreadable: { ...invalid, path: ofParam, message: says("Could not process image") },
  /* 12, 14, 23 */ invalid: { ...invalid, path: ofParam, message: quotes("The upstream refused the request") },
  /* 13 */ thinkingUnsupported: {
    ...invalid,
    path: fixed("thinking"),
    message: fixed("adaptive thinking is not supported on this model"),
  },
  /* 15 */ retriableTimeout: { ...timeout, retry: true },
  /* 16, 17; K38: a request above the limit by itself never passes */ rateLimit: {
    status: 429,
    type: "rate_limit_error",
    retry: ({ message }) => (/request too large/i.test(message) ? false : undefined),
    message: quotes("This request would exceed the upstream's rate limit"),
  },
  /* 18, 19, 25 */ serverError: { ...failed, message: says("Internal server error") },
  /* 20, K18 */ overloaded: { status: 529, type: "overloaded_error", message: fixed("Overloaded") },
  /* 21, 24 */ timeout,
  /* 22: nobody reads it; 499 is what proxies log */ aborted: {
    status: 499,
    type: "api_error",
    retry: false,
    message: fixed("The request was aborted"),
  },
  // Mapping D.3
  connectionFailed: { ...failed, retry: true, message: fixed("upstream connection failed") },
  certificateRefused: {
    ...failed,
    retry: false,
    message: fixed("upstream connection failed: certificate not accepted"),
  },
  redirected: {
    ...failed,
    retry: false,
    message: fixed("The upstream answered with a redirect, which is not followed"),
  },
  malformed: { ...failed, message: fixed("malformed upstream response") },
  internal: { ...failed, message: fixed("Internal server error") },
} as const satisfies Record<string, Outcome>;

/** The model that the upstream's sentence names, for answers without a context. */
function modelIn(quote: string): string {
  return /model[: ] ?[`'"]([\w.:@/-]{1,100})[`'"]/i.exec(quote)?.[1] ?? "not found upstream";
}
