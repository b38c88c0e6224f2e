import { type Normalised, normalise } from "./normalise.js";
import { type DetectOptions, type Engine, engineOf } from "./options.js";
import { labelOf, placeholdersIn } from "./placeholder.js";
import { scan } from "./scan.js";
import { type Finding, type Says, settle } from "./spans.js";

/**
 * Finds what should not be shown in a text: mail addresses, phone numbers, cards, accounts, network addresses, ids and
 * secrets, also where they are percent-encoded, escaped as in JSON or written with full-width or invisible characters.
 * Names, street addresses and other facts in prose are not found: plug in a recogniser for them.
 *
 * @param text any text; time is linear in its length
 * @param options which types, and the caller's own recognisers
 * @returns spans in UTF-16 units, sorted, none overlapping another
 * @throws what a recogniser throws
 * @example
 * ```ts
 * detect("Write to alice@example.com"); // [{ start: 9, end: 26, type: "EMAIL" }]
 * ```
 */
export function detect(text: string, options?: DetectOptions): Finding[] {
  return findIn(text, engineOf(options));
}

/** Of longer names or values nothing is learned from their being together. */
const NAME = 64;
const VALUE = 400;

/** What stands in the value of a name that gives it context (`phone`, `token`): it is read as beside its name. */
export function findInValue(name: string | undefined, text: string, engine: Engine): Finding[] {
  if (!name || name.length > NAME || text.length > VALUE || text === "") return findIn(text, engine);
  const before = `"${name}":"`;
  return findIn(`${before}${text}"`, engine).flatMap(({ start, end, type }) => {
    const from = Math.max(0, start - before.length);
    const to = Math.min(text.length, end - before.length);
    return to > from ? [{ start: from, end: to, type }] : [];
  });
}

/** What stands in a text, apart from placeholders. */
export function findIn(text: string, engine: Engine): Finding[] {
  const normalised = normalise(text);
  const read = normalised?.text ?? text;
  const { table, types } = engine;
  let findings: Finding[] = [];
  scan(read, table, (start, end, type) => {
    if (end > start && (types === null || types.has(type))) findings.push({ start, end, type });
  });
  if (engine.recognisers.length > 0) findings = findings.concat(recognised(read, engine));
  if (findings.length === 0) return findings;
  if (normalised) findings = findings.map((finding) => inSource(finding, normalised));
  const says = (start: number, end: number) => /[\p{L}\p{N}]/u.test(text.slice(start, end));
  return besidePlaceholders(text, settle(findings, says), engine.labels, says);
}

/** What the caller's recognisers find. */
function recognised(text: string, { recognisers, labels }: Engine): Finding[] {
  const findings: Finding[] = [];
  for (const { label, recogniser } of recognisers) {
    for (const span of recogniser.find(text)) {
      const type = span.type === undefined ? label : labelOf(span.type);
      const [start, end] = [within(span.start, text), within(span.end, text)];
      labels.add(type);
      if (end > start) findings.push({ start, end, type });
    }
  }
  return findings;
}

const inSource = ({ start, end, type }: Finding, { toSource }: Normalised): Finding => ({
  start: toSource(start),
  end: toSource(end),
  type,
});

/** An offset of a recogniser's; what is none is refused, for then it is not known what to take out. */
function within(offset: number, text: string): number {
  if (!Number.isInteger(offset) || offset < 0) throw new RangeError("A recogniser's offsets must be whole numbers.");
  return Math.min(offset, text.length);
}

/** Findings without the placeholders in them: what redaction has written is never redacted again. */
function besidePlaceholders(text: string, findings: Finding[], labels: ReadonlySet<string>, says: Says): Finding[] {
  const placeholders = text.includes("[") ? placeholdersIn(text, labels) : [];
  if (placeholders.length === 0) return findings;
  const beside: Finding[] = [];
  let next = 0;
  for (const { start, end, type } of findings) {
    while ((placeholders[next]?.[1] ?? end) <= start) next += 1;
    let from = start;
    for (let index = next; from < end; index += 1) {
      const [opens, closes] = placeholders[index] ?? [end, end];
      const part = { start: from, end: Math.min(opens, end), type };
      const whole = part.start === start && part.end === end;
      if (whole || says(part.start, part.end)) beside.push(part);
      from = Math.max(from, closes);
    }
  }
  return beside;
}
