import { TranspondError } from "@transpond/core";
import { type Check, need, text, unset } from "./checks.js";
import type { HeaderReader, Incoming } from "./incoming.js";

/**
 * Who may call. A list holds the gateway's own keys; a function returns whatever stands for the caller (handed to
 * `upstream`), or null to refuse; `false` lets everybody in.
 */
export type Authenticate = readonly (string | undefined)[] | ((request: Request) => unknown | Promise<unknown>) | false;

/** The caller of a list is known by the position of its key. */
export type KeyPrincipal = { keyIndex: number };

export type Authenticator = (incoming: Incoming) => Promise<unknown>;

/** What `authenticate` may be. */
export const authentication: Check = (value) => {
  if (value === false || typeof value === "function") return null;
  if (!Array.isArray(value)) return " must be a list of keys, a function, or the literal false to let everybody in";
  if (value.length === 0) return " is an empty list: nobody could call";
  return value.every((key) => text(key) === null) ? null : ` holds a key that${unset}`;
};

/**
 * Prepares the check of a request's credentials.
 *
 * @returns A function that resolves to the principal, null where everybody may call.
 * @throws TypeError for what `authentication` does not take.
 */
export function authenticator(authenticate: Authenticate | undefined): Authenticator {
  if (authenticate === undefined || authenticate === false) return async () => null;
  need("options.authenticate", authenticate, authentication);
  if (typeof authenticate === "function") {
    return async (incoming) => {
      const principal = await authenticate(incoming.request());
      if (principal === null || principal === undefined || principal === false) throw refused();
      return principal;
    };
  }
  const keys = authenticate.map((key = "") => bytesOf(key));
  return async (incoming) => {
    let keyIndex = -1;
    for (const credential of credentials(incoming.headers)) {
      const given = bytesOf(credential);
      // No early exit: how long it takes tells nothing about which key is near.
      for (const [index, key] of keys.entries()) if (equal(key, given)) keyIndex = index;
    }
    if (keyIndex === -1) throw refused();
    return { keyIndex } satisfies KeyPrincipal;
  };
}

/** What the client sent as its key, `x-api-key` first, as the Anthropic API prefers it; both may be there. */
export function credentials(headers: HeaderReader): string[] {
  const bearer = /^Bearer\s+(\S.*)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return [headers.get("x-api-key"), bearer]
    .map((credential) => credential?.trim() ?? "")
    .filter((credential) => credential !== "");
}

const refused = () =>
  new TranspondError({
    status: 401,
    type: "authentication_error",
    message: "invalid x-api-key",
    headers: { "x-should-retry": "false" },
  });

const utf8 = new TextEncoder();
const bytesOf = (key: string) => utf8.encode(key.trim());

/** Compares in a time that depends on nothing but the length of what was given. */
function equal(known: Uint8Array, given: Uint8Array): boolean {
  let difference = known.length ^ given.length;
  for (let at = 0; at < given.length; at += 1) difference |= (given[at] ?? 0) ^ (known[at % known.length] ?? 0);
  return difference === 0;
}
