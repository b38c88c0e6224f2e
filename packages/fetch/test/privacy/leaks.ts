import { createHash } from "node:crypto";
import { detectableCanaries, plainCanaries } from "./canaries.js";

/** Characters that must not be found together. */
const size = 6;

/** Everything that a canary could look like in a text: as it is, encoded, hashed. Letter case is compared away. */
function formsOf(value: string): Record<string, string> {
  const bytes = Buffer.from(value);
  const hex = bytes.toString("hex");
  return {
    hex,
    percent: hex.replace(/../g, "%$&"),
    "percent where needed": encodeURIComponent(value),
    escaped: [...value].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
    ...base64Forms(bytes),
    sha256: createHash("sha256").update(value).digest("hex"),
    "sha256 in base64": createHash("sha256").update(value).digest("base64url"),
    md5: createHash("md5").update(value).digest("hex"),
    // What is said of a window is the last that is true of it.
    "as it is": value,
  };
}

/** Base64 of a part of a text depends on where it begins: the characters that neighbours have no part in, for each place. */
function base64Forms(bytes: Buffer): Record<string, string> {
  return Object.fromEntries(
    [0, 1, 2].flatMap((offset) => {
      const padded = Buffer.concat([Buffer.alloc(offset), bytes, Buffer.alloc(3)]);
      const own = (text: string) =>
        text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
      return [
        [`base64 at ${offset}`, own(padded.toString("base64"))],
        [`base64url at ${offset}`, own(padded.toString("base64url"))],
      ];
    }),
  );
}

/** Forms of which six digits in a row are no evidence: sizes and times are numbers too. */
const hexadecimal: ReadonlySet<string> = new Set(["hex", "sha256", "md5"]);

/** Where each window of six characters comes from. */
const windows: ReadonlyMap<string, string> = new Map(
  [...detectableCanaries, ...plainCanaries].flatMap(({ kind, value }) =>
    Object.entries(formsOf(value)).flatMap(([form, text]) =>
      windowsOf(text.toLowerCase())
        .filter((window) => !(hexadecimal.has(form) && /^\d+$/.test(window)))
        .map((window): [string, string] => [window, `${kind}, ${form}`]),
    ),
  ),
);

function windowsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - size + 1) }, (_, at) => text.slice(at, at + size));
}

/**
 * The canaries of which something stands in a text: what it is a part of, and where.
 *
 * @param except values that may stand there, such as ids of our own making
 */
export function leaksIn(text: string, except: readonly string[] = []): string[] {
  const lower = except.reduce((rest, value) => rest.replaceAll(value, "§"), text).toLowerCase();
  const leaks: string[] = [];
  for (let at = 0; at + size <= lower.length; at += 1) {
    const source = windows.get(lower.slice(at, at + size));
    if (source === undefined) continue;
    leaks.push(`${source}: …${lower.slice(Math.max(0, at - 50), at + 30)}…`);
    at += 40;
  }
  return leaks;
}
