import { authentication } from "./authenticate.js";
import { upstream } from "./check-upstream.js";
import {
  amount,
  be,
  type Checks,
  either,
  flag,
  func,
  isObject,
  listOf,
  members,
  must,
  need,
  oneOf,
  onlyMembers,
  share,
  string,
  tableOf,
  text,
} from "./checks.js";
import type { CountDriftOptions } from "./count-drift.js";
import type { CallerOptions } from "./log/caller.js";
import type { HandlerOptions, Limits, Timeouts } from "./options.js";
import type { RouteSwitches } from "./routes.js";
import { holdsKey } from "./target.js";

const has = (value: unknown, method: string) => typeof Reflect.get(Object(value), method) === "function";

const timeouts: Checks<keyof Timeouts> = {
  body: amount,
  head: amount,
  idle: amount,
  total: amount,
  stream: amount,
  shutdown: amount,
};
const limits: Checks<keyof Limits> = { bodyBytes: amount, upstreamBytes: amount, concurrency: amount };
const routes: Checks<keyof RouteSwitches> = {
  messages: flag,
  messagesStream: flag,
  countTokens: flag,
  models: flag,
  probe: flag,
  health: flag,
};
const countDrift: Checks<keyof CountDriftOptions> = { share, onDrift: func };
const bytes = be("bytes", (value) => value instanceof Uint8Array && value.length > 0);
const callers: Checks<keyof CallerOptions> = {
  key: either("a string or bytes, and not empty", text, bytes),
  tenant: either("a string or a function", string, func),
};

const required: Checks<"model" | "upstream"> = {
  upstream: (value) => (typeof value === "function" ? null : upstream(value)),
  model: either("a model id, a table of names and model ids, or a function", text, func, tableOf(text)),
};
const optional: Checks<Exclude<keyof HandlerOptions, keyof typeof required>> = {
  authenticate: authentication,
  lossPolicy: either('"report", "reject" or a function', oneOf("report", "reject"), func),
  hashKey: text,
  imageDetail: oneOf("auto", "low", "high", "original"),
  omittableArguments: either(
    'a table of tools, of their arguments, of lists of "null" and "empty_string"',
    tableOf(tableOf(listOf("null", "empty_string"))),
  ),
  onLoss: func,
  onError: func,
  onUpstreamRequest: func,
  logger: must(
    "be false, or have a function `info`, as pino and console have",
    (value) => value === false || has(value, "info"),
  ),
  // Content is never logged as it is.
  content: oneOf("none", "redacted"),
  redaction: be("an object", isObject),
  pseudonyms: (value) => (typeof value === "boolean" ? null : onlyMembers(callers)(value)),
  telemetry: must("have a function `begin`, as openTelemetry() has", (value) => has(value, "begin")),
  countTokens: either('"local", "upstream" or a function', oneOf("local", "upstream"), func),
  countDrift: onlyMembers(countDrift),
  models: be(
    "a list of names, or of objects with an id",
    (value) =>
      Array.isArray(value) && value.every((one) => text(isObject(one) ? Reflect.get(one, "id") : one) === null),
  ),
  holdMs: amount,
  pingMs: amount,
  timeouts: onlyMembers(timeouts),
  limits: onlyMembers(limits),
  routes: onlyMembers(routes),
  now: func,
};

/** Checks what a host set, so that nothing of it fails the first request. @throws TypeError naming the option. */
export function checkOptions(options: HandlerOptions): void {
  need("options", options, members(optional, required));
  const needed = typeof options.upstream === "function" || holdsKey(options.upstream);
  if (needed && options.authenticate === undefined) {
    throw new TypeError(
      "options.authenticate must be given when the server holds the upstream's key: a list of keys, a function, or the literal false to let everybody in.",
    );
  }
}
