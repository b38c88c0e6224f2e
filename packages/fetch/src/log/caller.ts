import { type PseudonymOptions, userPseudonyms } from "@transpond/core/redact";
import type { CallerPseudonyms } from "./log-entry.js";

/** How callers are named in entries. */
export type CallerOptions = {
  /**
   * Secret that pseudonyms are made with (HMAC-SHA-256). Default: a random one for each handler, so that a session can be
   * followed within one process and not beyond.
   */
  key?: string | Uint8Array | undefined;
  /** Whose callers they are: pseudonyms of two tenants have nothing in common. A name, or a function of the principal. */
  tenant?: string | ((principal: unknown) => string) | undefined;
};

export type Callers = { key: string | Uint8Array; tenant: (principal: unknown) => string };

export function callersOf({ key, tenant = "" }: CallerOptions): Callers {
  return {
    key: key ?? crypto.getRandomValues(new Uint8Array(32)),
    tenant: typeof tenant === "function" ? tenant : () => tenant,
  };
}

/** A host's function that throws names nobody. */
export function pseudonymsFor({ key, tenant }: Callers, principal: unknown): PseudonymOptions | undefined {
  try {
    return { key, tenant: tenant(principal) };
  } catch {
    return undefined;
  }
}

export const nobody: CallerPseudonyms = { user: null, device: null, account: null, session: null };

/** Who called, by pseudonyms of the parts of `metadata.user_id`. */
export function callerOf(userId: string | null | undefined, options: PseudonymOptions): CallerPseudonyms {
  return userId ? { ...nobody, ...userPseudonyms(userId, options) } : nobody;
}
