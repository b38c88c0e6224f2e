import { CREDENTIAL_HEADERS } from "./detectors/credential-headers.js";
import { keyStrength } from "./detectors/secret-key-names.js";

/*
 * Names whose values are secrets whatever they look like: `password: "hunter2"` has no pattern. For values of structures
 * only; in a text the detectors read names themselves, and ask more of the value.
 */

/** Names of short numbers that open something. */
const codes: ReadonlySet<string> = new Set(["pin", "otp", "cvv", "cvc", "pincode", "securitycode", "passcode"]);

/** Which values of a name are secrets: all, or short numbers only; `null`: none by its name. */
export type NamedSecret = "any" | "code" | null;

/** What a name of up to 64 characters says of its value; in the plural too. */
export function secretByName(name: string): NamedSecret {
  if (name.length > 64) return null;
  const small = name.toLowerCase();
  if (CREDENTIAL_HEADERS.has(small)) return "any";
  if (codes.has(small.replace(/[^a-z]/g, ""))) return "code";
  return keyStrength(name) === "strong" || keyStrength(name.replace(/s$/i, "")) === "strong" ? "any" : null;
}

/** Whether a value is a secret by its name. */
export const isNamedSecret = (named: NamedSecret, value: string) =>
  named === "any" ? value.trim() !== "" : named === "code" && /^\d{3,10}$/.test(value);
