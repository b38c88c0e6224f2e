import type { Failure, FailureKind } from "./failure.js";
import type { Outcome } from "./outcomes.js";
import { outcomes } from "./outcomes.js";

/** What a failure must have: all that a condition names. */
type Condition = {
  kind?: FailureKind;
  code?: RegExp;
  param?: RegExp;
  text?: RegExp;
  type?: RegExp;
  /** From, to: both included. */
  status?: readonly [number, number];
};
type Rule = readonly [condition: Condition, outcome: keyof typeof outcomes | "keyRefused"];

const only = (status: number) => [status, status] as const;

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
  [{ code: /^(?:credit_balance_exhausted|(?:organization|project)_(?:spend|usage)_limit_exceeded)$/ }, "billing"],
  [{ code: /^(?:unsupported_country_region_territory|ip_not_authorized)$/ }, "permission"],
  // The model is there, but not for this project.
  [{ code: /model_not_found/, status: only(403) }, "permission"],
  [{ code: /^(?:model_not_found|DeploymentNotFound)$/ }, "modelNotFound"],
  [{ code: /^(?:request_too_large|string_above_max_length)$/ }, "tooLarge"],
  [{ code: /^image_(?:file_)?too_large$/ }, "imageTooLarge"],
  [{ code: /^(?:image_parse_error|image_too_small|image_file_not_found|empty_image_file)$/ }, "imageUnreadable"],
  [{ code: /^(?:invalid_image(?:_\w+)?|invalid_base64_image)$/ }, "imageUnreadable"],
  [{ code: /^(?:unsupported_image_media_type|failed_to_download_image)$/ }, "imageUnreadable"],
  [{ code: /^(?:invalid_prompt|data_residency_mismatch|moderation_blocked|(?:(?!policy)\w)*policy\w*)$/ }, "invalid"],
  [{ code: /^unsupported_parameter$/, param: /^reasoning/ }, "thinkingUnsupported"],
  [{ code: /^unsupported_value$/, param: /^reasoning(?!\.effort)/ }, "thinkingUnsupported"],
  [{ code: /^(?:rate_limit_exceeded|RateLimitReached|too_many_requests)$/ }, "rateLimit"],
  [{ code: /^vector_store_timeout$/ }, "timeout"],
  [{ code: /^server_is_overloaded$/ }, "overloaded"],

  [{ text: /context window|maximum context length/i }, "contextLimit"],
  [
    {
      text: /encrypted[ _]content\b(?:(?!encrypted[ _]content\b).)*(?:could not|cannot|invalid|verif|decrypt|did not match|different organi[sz]ation)/i,
    },
    "reasoningRefused",
  ],
  [{ text: /of type 'reasoning' was provided without|without its required 'reasoning' item/i }, "reasoningRefused"],

  [{ type: /^authentication_error$/ }, "keyRefused"],
  [{ type: /^(?:insufficient_quota|billing_error)$/ }, "billing"],
  [{ type: /^(?:requests|tokens|rate_limit_error|too_many_requests)$/ }, "rateLimit"],
  [{ type: /^(?:overloaded_error|service_unavailable_error)$/ }, "overloaded"],

  [{ status: only(401) }, "keyRefused"],
  [{ status: only(402) }, "billing"],
  [{ status: only(403) }, "permission"],
  [{ status: only(404) }, "notFound"],
  [{ status: only(408) }, "retriableTimeout"],
  [{ status: only(409) }, "conflict"],
  [{ status: only(413) }, "tooLarge"],
  [{ status: only(429) }, "rateLimit"],
  [{ status: only(431) }, "tooLarge"],
  [{ status: only(499) }, "aborted"],
  [{ status: [400, 498] }, "invalid"],
  [{ status: only(503) }, "overloaded"],
  [{ status: only(529) }, "overloaded"],
  [{ status: only(504) }, "timeout"],
  [{ status: only(524) }, "timeout"],
  [{ status: [500, 599] }, "serverError"],

  // Inside a stream there is no status; these words are too general to overrule one.
  [{ code: /^slow_down$/ }, "overloaded"],
  [{ code: /^(?:invalid|unsupported|missing_required)_|_(?:below|above)_/ }, "invalid"],
  [{ type: /^invalid_request_error$/ }, "invalid"],
];

/** Statuses whose text may say more than they do; inside a stream there is none, or that of the stream. */
const tellingStatuses: readonly (number | null)[] = [null, 200, 400, 413, 422];

/** Finds the answer for a failure. A refused key is the server's fault or the client's, depending on whose it is. */
export function outcomeOf(failure: Failure, keyOwner: "server" | "client"): Outcome {
  const name = rules.find(([condition]) => holds(condition, failure))?.[1] ?? "serverError";
  if (name === "keyRefused") return outcomes[keyOwner === "client" ? "clientKeyRefused" : "serverKeyRefused"];
  return outcomes[name];
}

function holds({ kind, code, param, text, type, status }: Condition, failure: Failure): boolean {
  return (
    (kind === undefined || kind === failure.kind) &&
    (code === undefined || code.test(failure.code)) &&
    (param === undefined || param.test(failure.param)) &&
    (text === undefined || (tellingStatuses.includes(failure.status) && text.test(failure.message))) &&
    (type === undefined || type.test(failure.type)) &&
    (status === undefined || isWithin(status, failure.status))
  );
}

function isWithin([from, to]: readonly [number, number], status: number | null): boolean {
  const given = status ?? 0;
  return given >= from && given <= to;
}
