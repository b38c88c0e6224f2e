import { textBefore } from "./context.js";
import { isPlaceholder } from "./placeholder.js";

/** How far before an option the command's name is looked for. */
const REACH = 256;
const SHORT_REACH = 64;

/** `curl -u user:password`, the option's long form, its value in quotes or after `=`. Either half may be empty. */
const CURL_USER =
  /(?:-u|--user|--proxy-user)(?:[ \t]{1,4}|=)?("[^"\n]{4,300}"(?::"[^"\n]{3,200}")?|'[^'\n]{4,300}'|[^\s"':]{1,128}:(?:"[^"\n]{3,200}"|'[^'\n]{3,200}'|[^\s"']{3,256}))/y;

/** A span of a text. */
type Range = readonly [start: number, end: number];

/** The user and password of curl's option at the hyphen `at`, or `null`. */
export function curlUser(text: string, at: number): Range | null {
  CURL_USER.lastIndex = at;
  const match = CURL_USER.exec(text);
  const written = match?.[1];
  if (match === null || written === undefined || !textBefore(text, at, REACH).includes("curl")) return null;
  const colon = written.indexOf(":");
  if (colon === -1 || written.includes(" ")) return null;
  const secret = written.slice(colon + 1).replace(/^["']|["']$/g, "");
  if (isPlaceholder(secret || written.slice(1))) return null;
  const start = at + match[0].length - written.length;
  return [start, start + written.length];
}

/** `mysql -psecret`, without a blank; `sshpass -p secret`, with or without one. */
const PASSWORD_OPTION =
  /-p(?:([^\s"'-][^\s"']{2,128})|[ \t]{0,4}["']([^"'\n]{3,128})["']|[ \t]{1,4}([^\s"'-][^\s"']{2,128}))/y;
const MYSQL = /\b(?:mysql(?:dump|admin|import)?|mariadb(?:-dump)?)[ \t]/;
/** Where the command before ends. */
const COMMAND_END = /[\n;|&]/;
const SSHPASS = /\bsshpass[ \t]{1,4}$/;

/** The password after the option `-p` at the hyphen `at` of a command that takes one there, or `null`. */
export function passwordOption(text: string, at: number): Range | null {
  if (!" \t".includes(text.charAt(at - 1) || "-")) return null;
  PASSWORD_OPTION.lastIndex = at;
  const match = PASSWORD_OPTION.exec(text);
  const secret = match?.[1] ?? match?.[2] ?? match?.[3];
  if (match === null || secret === undefined || isPlaceholder(secret)) return null;
  const before = textBefore(text, at, SHORT_REACH);
  const command = before.split(COMMAND_END).at(-1) ?? "";
  if (!SSHPASS.test(command) && (match[3] !== undefined || !MYSQL.test(command))) return null;
  const start = at + match[0].indexOf(secret, 2);
  return [start, start + secret.length];
}

/** SQL's `IDENTIFIED BY 'secret'`, of MySQL and Oracle, also with a plugin before; anchored at `BY`. */
const BY = /by[ \t]{1,4}(?:password[ \t]{1,4})?(?:'([^'\n]{3,128})'|"([^"\n]{3,128})")/iy;
const IDENTIFIED = /\bidentified[ \t]{1,4}(?:with[ \t]{1,4}[\w'"]{1,40}[ \t]{1,4})?$/i;

/** The password after the word `BY` at `at`, or `null`. */
export function identifiedBy(text: string, at: number): Range | null {
  BY.lastIndex = at;
  const match = BY.exec(text);
  const secret = match?.[1] ?? match?.[2];
  if (match === null || secret === undefined || isPlaceholder(secret)) return null;
  if (!IDENTIFIED.test(textBefore(text, at, SHORT_REACH))) return null;
  const end = at + match[0].length - 1;
  return [end - secret.length, end];
}
