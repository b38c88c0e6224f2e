import { isObject } from "../json.js";
import { hidden } from "./placeholder.js";
import { type PseudonymOptions, pseudonymOf } from "./pseudonym.js";

/** What a `metadata.user_id` names. */
export type UserPart = "user" | "device" | "account" | "session";
type Part = [name: UserPart, value: string];

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
 * The parts of a client's `metadata.user_id` as pseudonyms, so that a session can be followed without its person. Claude
 * Code's two forms are taken apart; any other id stands for a user as a whole.
 *
 * @param options the key, and whose the pseudonyms are
 * @returns the parts that are there
 * @example
 * ```ts
 * userPseudonyms("user_0123456789abcdef_account__session_9f0c…", { key }); // { user: "u_…", session: "s_…" }
 * ```
 */
export function userPseudonyms(userId: string, options: PseudonymOptions): { [Name in UserPart]?: string } {
  const parts = partsOf(userId).filter(([, value]) => value !== "");
  return Object.fromEntries(
    parts.map(([name, value]) => [name, `${name.charAt(0)}_${pseudonymOf(name.toUpperCase(), value, options)}`]),
  );
}

/** The same as a text, `user=u_… session=s_…`. Without a key nothing of it is shown. */
export function redactUserId(userId: string, pseudonyms: PseudonymOptions | undefined): string {
  if (userId === "" || userId === hidden || REDACTED.test(userId)) return userId;
  if (!pseudonyms) return hidden;
  return Object.entries(userPseudonyms(userId, pseudonyms))
    .map(([name, pseudonym]) => `${name}=${pseudonym}`)
    .join(" ");
}
