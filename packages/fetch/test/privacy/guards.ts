import type { Mutation } from "./mutated.js";

const log = (file: string, search: string, replace: string): Mutation => ({
  file: `fetch/src/log/${file}`,
  search,
  replace,
});
const fetch = (file: string, search: string, replace: string): Mutation => ({
  file: `fetch/src/${file}`,
  search,
  replace,
});
const redact = (file: string, search: string, replace: string): Mutation => ({
  file: `core/src/redact/${file}`,
  search,
  replace,
});

/** What stands between the words of clients and upstreams and a log, and how it looks taken out. */
export const guards: Readonly<Record<string, Mutation>> = {
  "methods of a list": log(
    "new-entries.ts",
    'methods.has(incoming.method) ? incoming.method : "other"',
    "incoming.method",
  ),
  "the client's model by label": log(
    "request-log.ts",
    "{ model: this.#settings.labels.requested(model) }",
    "{ model }",
  ),
  "the asked model by label": log("request-log.ts", "labels.upstream(upstreamModel)", "upstreamModel"),
  "the served model by label": log("request-log.ts", "this.#settings.labels.upstream(model)", "model"),
  "the form of the upstream's id": log("request-log.ts", "upstreamId.test(id) ? id : null", "id"),
  "losses by code": log("request-log.ts", "lost({ code }: Loss)", "lost({ path: code }: Loss)"),
  "retries as a number": log("new-entries.ts", "? Number(said) : null", "? Number(said) : said"),
  "the shape of a request in place of it": log("request-log.ts", "requestShape(body)", "body"),
  "one entry for the end": log("request-log.ts", "if (this.#ended) return;", ""),
  "one entry for the request": log("request-log.ts", "if (this.#accepted) return;", ""),
  "an entry for a request that is refused": log("request-log.ts", "tell();\n    this.accepted();", "tell();"),
  "pseudonyms of a user's id": log("caller.ts", "...userPseudonyms(userId, options)", "user: userId"),
  "characters of a correlation id": log("correlation.ts", "/^[A-Za-z0-9._-]{1,128}$/.test(id) && ", ""),
  "the length of a correlation id": log("correlation.ts", "{1,128}$/.test(id)", "+$/.test(id)"),
  "no finding as correlation id": log("correlation.ts", " && detect(id).length === 0", ""),
  "small letters of a trace": log("correlation.ts", "(-.*)?$/;", "(-.*)?$/i;"),
  "no version ff of a trace": log("correlation.ts", 'version === "ff" || ', ""),
  "no span of zeros": log("correlation.ts", " || zeros.test(spanId)", ""),
  "nothing behind a trace": log("correlation.ts", 'if (version === "00" && rest !== undefined) return null;', ""),
  "names that no table knows": log(
    "model-label.ts",
    'modelKeyOf(name, this.#table) ?? "other"',
    "modelKeyOf(name, this.#table) ?? name",
  ),
  "globs in place of names": log(
    "model-label.ts",
    '/[^*]/.test(key) ? key : "other"',
    '/[^*]/.test(key) ? name : "other"',
  ),
  "the glob that takes everything": log(
    "model-label.ts",
    '/[^*]/.test(key) ? key : "other"',
    "/[^*]/.test(key) ? key : name",
  ),
  "published names": log("model-label.ts", "published.test(undated) ?", "true ?"),
  "loggers that fail": log(
    "logger.ts",
    "tell(() => (logger[level] ? logger[level](entry, message) : logger.info(entry, message)));",
    "void (logger[level] ? logger[level](entry, message) : logger.info(entry, message));",
  ),
  "no content unless asked for": log(
    "log-settings.ts",
    'content === "redacted" && logger !== false ?',
    "logger !== false ?",
  ),
  "no content as it is": fetch("check-options.ts", 'content: oneOf("none", "redacted"),', ""),
  "redacted content": log(
    "log-content.ts",
    "const content = redact(value, ",
    "const content = ((given: unknown, _: unknown) => given)(value, ",
  ),
  "no content that is too long to read": log(
    "log-content.ts",
    "if (length > longest) return unscanned(length);",
    "if (length > longest) return { content: value, redactions: {} };",
  ),
  "no content that cannot be read": log(
    "log-content.ts",
    "fails closed.\n      return unscanned(length);",
    "\n      return { content: value, redactions: {} };",
  ),
  "routes by template": fetch("create-handler.ts", "log.routed(match.route.path)", "log.routed(incoming.url)"),
  "errors by type": fetch(
    "create-handler.ts",
    'failure instanceof TranspondError ? failure.type : "api_error"',
    "Object(failure).message",
  ),
  "the id in the answer": fetch("create-handler.ts", '"x-request-id": correlation.id, ', ""),
  "kind and size of binary content": redact("redact.ts", "if (opaque !== null) return opaque;", ""),
  "redacted names of properties": redact(
    "walk.ts",
    'typeof key === "string" ? walker.name(key) : undefined',
    'typeof key === "string" ? key : undefined',
  ),
  "redacted numbers": redact("redact.ts", "return redacted === digits ? value : redacted;", "return value;"),
  "redacted texts": redact(
    "redact.ts",
    "return redactText(this.jsonDepth > 0 ? this.#json(value) : value, this.text, name);",
    "return value;",
  ),
};
