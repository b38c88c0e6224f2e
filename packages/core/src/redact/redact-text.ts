import { findInValue } from "./detect.js";
import { normalise } from "./normalise.js";
import type { Engine } from "./options.js";
import { isPlaceholder, labelled, truncated, unscanned } from "./placeholder.js";
import { type PseudonymOptions, pseudonymFor } from "./pseudonym.js";
import type { Finding } from "./spans.js";

/** How texts are redacted: by which engine, with which pseudonyms, up to which length. */
export type TextOptions = { engine: Engine; pseudonyms?: PseudonymOptions | undefined; maxLength?: number | undefined };

/** What is taken out may join what stood around it; so a text is read again until nothing is found, at most so often. */
const ROUNDS = 8;

/**
 * A text with placeholders where something was found; the same string where nothing was. Where a detector throws, or
 * findings do not end, nothing of the text is shown. `name` is what the text is the value of, if it is one.
 */
export function redactText(text: string, options: TextOptions, name?: string): string {
  const { maxLength } = options;
  const redacted = redactAll(text, options, name);
  if (maxLength === undefined || redacted.length <= maxLength) return redacted;
  // What is cut may look like something that the whole did not: `redactAll` again.
  return redactAll(cut(redacted, maxLength), options, name);
}

function redactAll(text: string, { engine, pseudonyms }: TextOptions, name?: string): string {
  try {
    let redacted = text;
    for (let round = 0; round < ROUNDS; round += 1) {
      const findings = findInValue(name, redacted, engine);
      if (findings.length === 0) return redacted;
      redacted = replaced(redacted, findings, pseudonyms);
    }
  } catch {
    // Fails closed: what could not be read is not shown.
  }
  return isPlaceholder(text, engine.labels) ? text : unscanned(text.length);
}

function replaced(text: string, findings: readonly Finding[], pseudonyms: PseudonymOptions | undefined): string {
  // Joined at once: a text of many added parts is slow to read.
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, type } of findings) {
    parts.push(text.slice(from, start), placeholderFor(type, text.slice(start, end), pseudonyms));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

function placeholderFor(type: string, value: string, pseudonyms: PseudonymOptions | undefined): string {
  if (!pseudonyms) return labelled(type);
  return labelled(type, pseudonymFor(type, normalise(value)?.text ?? value, pseudonyms));
}

/** The text's beginning, with what it lost; a text that was cut before, to the same length, stays as it is. */
function cut(text: string, maxLength: number): string {
  const before = /\[TRUNCATED \d{1,16} chars\]$/.exec(text);
  if (before && before.index <= maxLength) return text;
  const open = text.lastIndexOf("[", maxLength - 1);
  const close = open < 0 ? -1 : text.indexOf("]", open);
  // Not within a placeholder, nor within a pair of surrogates.
  let end = close >= maxLength && close - open < 100 ? open : maxLength;
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end) + truncated(text.length - end, "chars");
}
