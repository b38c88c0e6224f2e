import { isObject, stringAt } from "../json.js";

export type NetworkKind = "connection" | "certificate" | "timeout" | "abort" | "malformed" | "internal";

/** How runtimes name what broke; the first match wins. Sources: Node's `errno` and OpenSSL codes, undici's error codes. */
const causes: readonly [RegExp, NetworkKind][] = [
  [/^(?:ABORT_ERR|UND_ERR_ABORTED)$/, "abort"],
  [/^(?:ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT)$/, "timeout"],
  [/CERT|SIGNATURE|ISSUER|^ERR_(?:TLS|SSL)_|HOSTNAME_MISMATCH/, "certificate"],
  [
    /^(?:E(?:CONN|HOST|NET|AI_|PIPE|ADDR)\w*|ENOTFOUND|EPROTO|UND_ERR_\w+|ConnectionRefused|FailedToOpenSocket)$/,
    "connection",
  ],
];

/** Errors that carry no code: `fetch`'s own and those of the official `openai` client. */
const phrases: readonly [RegExp, NetworkKind][] = [
  [/^Request was aborted/, "abort"],
  [/^Request timed out/, "timeout"],
  [/^Error reading response: malformed/, "malformed"],
  [
    /^(?:fetch failed|terminated|Connection error|network error|Failed to fetch|socket hang up|Unable to connect)/i,
    "connection",
  ],
];

/** Tells from an error and its causes whether the network failed, and under which code. */
export function networkKind(thrown: unknown): { kind: NetworkKind; code: string } {
  let known: NetworkKind | undefined;
  // Causes nest a few levels deep (client, fetch, socket); the bound guards against a circle.
  let error = thrown;
  for (let depth = 0; depth < 5 && isObject(error); depth += 1) {
    const name = stringAt(error, "name");
    if (name === "AbortError") return { kind: "abort", code: "" };
    if (name === "TimeoutError") return { kind: "timeout", code: "" };
    if (name === "APIConnectionError" || error.constructor.name === "APIConnectionError") known ??= "connection";
    const code = stringAt(error, "code");
    const cause = causes.find(([pattern]) => pattern.test(code));
    if (cause) return { kind: cause[1], code };
    const message = stringAt(error, "message");
    known ??= phrases.find(([pattern]) => pattern.test(message))?.[1];
    const errors: unknown = error.errors;
    error = error.cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return { kind: known ?? "internal", code: "" };
}
