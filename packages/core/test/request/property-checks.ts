import { isDeepStrictEqual } from "node:util";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { isObject } from "../../src/json.js";
import type { Loss } from "../../src/ledger/loss.js";
import type { LossCode } from "../../src/ledger/loss-codes.js";
import type { RequestOptions } from "../../src/request/options.js";
import { assertMessagesRequest, type TranslatedRequest, toOpenAIRequest } from "../../src/request/to-openai-request.js";
import { numbered } from "./arbitrary/texts.js";

/** Freezes a value and everything in it. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const child of Object.values(value)) freeze(child);
  }
  return value;
}

/** Why a request that Anthropic takes may be refused: it asks for what this upstream cannot give. */
const refusals = [
  /file_id: file not found$/,
  /^container\b/,
  /^inference_geo: /,
  /^compaction\b/,
  /^billing_policy\b/,
  /^fallback_credit_token\b/,
  /^thread\b/,
  /allowed_callers: /,
  /container uploads are not available/,
  /\.configs\.\w+\.enabled: this upstream can leave a tool out only if /,
];

/** @throws TranspondError whenever the request is refused */
export function accept(body: unknown, options: RequestOptions): TranslatedRequest {
  assertMessagesRequest(body);
  return toOpenAIRequest(body, options);
}

/**
 * What a translation gives, or the refusal where it is one of those that are allowed.
 *
 * @throws whatever else goes wrong, the refusal of a request that should be taken included
 */
export function translate(body: unknown, options: RequestOptions): TranslatedRequest | TranspondError {
  try {
    return accept(body, options);
  } catch (error) {
    const allowed = error instanceof TranspondError && refusals.some((pattern) => pattern.test(error.message));
    if (!allowed || error.status !== 400 || error.type !== "invalid_request_error") throw error;
    return error;
  }
}

/** Whether a value comes back from JSON as it was, fields of `undefined` and names such as `__proto__` considered. */
export function survivesJson(value: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
}

/** JSON without `prompt_cache_breakpoint` keys: the one thing that may change in a prefix. */
export function withoutBreakpoints(value: unknown): string {
  return JSON.stringify(value, (key, child: unknown) => (key === "prompt_cache_breakpoint" ? undefined : child));
}

type Leaf = { text: string; path: string };

/** Every numbered text of a value, keys included, with its path. */
export function textsOf(value: unknown, path = ""): Leaf[] {
  if (typeof value === "string") return numbered.test(value) ? [{ text: value, path }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return [...(numbered.test(key) ? [{ text: key, path: at }] : []), ...textsOf(child, at)];
  });
}

/** These losses say that a text is sent in another form: they are no excuse where it is not sent at all. */
const carrying = new Set<LossCode>([
  "cache_ttl_rounded",
  "document_as_text",
  "is_error_textual",
  "browser_state_rendered",
  "input_examples_in_description",
  "client_tool_as_function",
  "max_uses_shared",
  "strict_degraded",
  "schema_not_enforced",
  "search_result_flattened",
  "document_flattened",
]);

/** Texts that neither went upstream, in JSON inside of strings or as they are, nor are named by a loss. */
export function silentlyLost(body: object, { request, losses }: TranslatedRequest): Leaf[] {
  const sent = JSON.stringify(request);
  return textsOf(body).filter(
    ({ text, path }) => !pieces(text, path).every((piece) => occurs(piece, sent)) && !isExcused(path, losses),
  );
}

/** Whether a loss names a path or something that it lies in. */
export function isExcused(path: string, losses: readonly Loss[]): boolean {
  return losses.some(({ code, path: lost }) => !carrying.has(code) && (path === lost || path.startsWith(`${lost}.`)));
}

/** Paths of all cache markers. */
export function markersOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return key === "cache_control" && child !== null ? [at] : markersOf(child, at);
  });
}

/**
 * A thinking text goes back in the parts of the summary that it was made of, and the id of an earlier answer with the
 * prefix of OpenAI's.
 */
function pieces(text: string, path: string): string[] {
  if (path === "diagnostics.previous_message_id") return [text.replace(/^msg_/, "resp_")];
  return path.endsWith(".thinking") ? text.split("\n\n") : [text];
}

function occurs(text: string, sent: string): boolean {
  const once = JSON.stringify(text).slice(1, -1);
  return sent.includes(once) || sent.includes(JSON.stringify(once).slice(1, -1));
}

/** Whether a path such as `messages.0.content.1` leads somewhere. */
export function leadsSomewhere(body: unknown, path: string): boolean {
  let value = body;
  for (const key of path.split(".")) {
    const entry = Object.entries(isObject(value) || Array.isArray(value) ? value : {}).find(([name]) => name === key);
    if (entry === undefined) return false;
    value = entry[1];
  }
  return true;
}
