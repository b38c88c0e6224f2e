import { isObject, type JsonObject, stringAt } from "../json.js";

export type NetworkKind = "connection" | "certificate" | "timeout" | "abort" | "malformed" | "internal";

/** How runtimes name what broke; the first match wins. Sources: Node's `errno` and OpenSSL codes, undici's error codes. */
const causes: readonly (readonly [RegExp, NetworkKind])[] = [
  [/^(?:ABORT_ERR|UND_ERR_ABORTED)$/, "abort"],
  [/^(?:ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_[A-Z_]*TIMEOUT)$/, "timeout"],
  [/^(?:CERT|CRL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERROR_IN|ERR_TLS|ERR_SSL)_[A-Z_]+$/, "certificate"],
  [/^(?:INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/, "certificate"],
  [/^(?:ECONN|EHOST|ENET|EAI_|EADDR)[A-Z]+$/, "connection"],
  [/^(?:EPIPE|ENOTFOUND|EPROTO|UND_ERR_[A-Z_]+|ConnectionRefused|ConnectionClosed|FailedToOpenSocket)$/, "connection"],
];

/** Classes of errors that carry no code: those of the web, and those of the official `openai` client. */
const names: ReadonlyMap<string, NetworkKind> = new Map([
  ["AbortError", "abort"],
  ["APIUserAbortError", "abort"],
  ["TimeoutError", "timeout"],
  ["APIConnectionTimeoutError", "timeout"],
]);

/** What such errors say where a bundler has renamed the class, or the runtime gives no code. A code below them knows more. */
const phrases: readonly (readonly [RegExp, NetworkKind])[] = [
  [/^Request was aborted/, "abort"],
  [/^Request timed out/, "timeout"],
  [/^Error reading response: malformed/, "malformed"],
  [/^(?:fetch failed|terminated|Connection error|network error|Failed to fetch|Load failed)/i, "connection"],
  [/^(?:Network connection lost|socket hang up|Unable to connect|error sending request)/i, "connection"],
];

/** Causes nest a few levels deep (client, fetch, socket); the bound guards against a circle. */
const maxDepth = 5;

/** Tells from an error and its causes whether the network failed, and under which code. */
export function networkKind(thrown: unknown): { kind: NetworkKind; code: string } {
  let known: NetworkKind | undefined;
  let error = thrown;
  for (let depth = 0; depth < maxDepth && isObject(error); depth += 1) {
    const named = names.get(stringAt(error, "name")) ?? names.get(className(error));
    if (named) return { kind: named, code: "" };
    const code = stringAt(error, "code");
    const cause = causes.find(([pattern]) => pattern.test(code));
    if (cause) return { kind: cause[1], code };
    known ??= saidBy(error);
    error = error.cause ?? (Array.isArray(error.errors) ? error.errors[0] : undefined);
  }
  return { kind: known ?? "internal", code: "" };
}

function saidBy(error: JsonObject): NetworkKind | undefined {
  if (className(error) === "APIConnectionError") return "connection";
  const message = stringAt(error, "message");
  return phrases.find(([pattern]) => pattern.test(message))?.[1];
}

/** The client's errors all have the name `Error`; only their classes tell them apart. */
function className(error: JsonObject): string {
  return typeof error.constructor === "function" ? error.constructor.name : "";
}
