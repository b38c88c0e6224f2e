import { isObject } from "../json.js";
import { hidden } from "./placeholder.js";
import { type PseudonymOptions, pseudonymOf } from "./pseudonym.js";

/** One part of a `metadata.user_id`: what it names, and its value. */
type Part = [name: "user" | "device" | "account" | "session", value: string];

/** How Claude Code wrote the id at first: `user_<hash>_account_<uuid>_session_<uuid>`; the account may be empty. */
const JOINED = /^user_([0-9a-f]{8,128})_account_([0-9a-f-]{0,64})_session_([0-9a-f-]{0,64})$/i;

/** The names of the parts since it writes them as JSON. */
const jsonParts: readonly (readonly [key: string, name: Part[0]])[] = [
  ["user_id", "user"],
  ["device_id", "device"],
  ["account_uuid", "account"],
  ["account_id", "account"],
  ["session_id", "session"],
];

function partsOf(userId: string): Part[] {
  const joined = JOINED.exec(userId);
  if (joined)
    return [
      ["user", joined[1] ?? ""],
      ["account", joined[2] ?? ""],
      ["session", joined[3] ?? ""],
    ];
  try {
    const fields: unknown = JSON.parse(userId);
    if (!isObject(fields)) return [["user", userId]];
    const parts = jsonParts.flatMap(([key, name]): Part[] => {
      const value = fields[key];
      return typeof value === "string" ? [[name, value]] : [];
    });
    return parts.length > 0 ? parts : [["user", userId]];
  } catch {
    return [["user", userId]];
  }
}

const REDACTED = /^(?:(?:user|device|account|session)=[udas]_[A-Z2-7]{16}(?: |$)){1,8}$/;

/**
 * A client's `metadata.user_id` as pseudonyms of its parts, so that a session can be followed without its person:
 * `user=u_… session=s_…`. Without a key nothing of it is shown.
 *
 * @example
 * ```ts
 * redactUserId("user_0123456789abcdef_account__session_9f0c…", { key }); // "user=u_… session=s_…"
 * ```
 */
export function redactUserId(userId: string, pseudonyms: PseudonymOptions | undefined): string {
  if (userId === "" || userId === hidden || REDACTED.test(userId)) return userId;
  if (!pseudonyms) return hidden;
  return partsOf(userId)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${name.charAt(0)}_${pseudonymOf(name.toUpperCase(), value, pseudonyms)}`)
    .join(" ");
}
