import type { DetectedType } from "./detector.js";

/** What stands where something was taken out. None of these looks like a finding, so that redaction can be repeated. */
export const unscanned = (length: number) => `[UNSCANNED ${length} chars]`;
export const truncated = (count: number, unit: "chars" | "items") => `[TRUNCATED ${count} ${unit}]`;
export const binary = (kind: string, bytes: number) => `[BINARY ${kind} ${bytes} bytes]`;
export const unreadable = "[UNREADABLE]";
export const tooDeep = "[TOO DEEP]";
export const hidden = "[HIDDEN]";

/** The label of a type: `[EMAIL]`, with a pseudonym `[EMAIL_ABCDEFGHIJKLMNOP]`. */
export const labelled = (label: string, pseudonym?: string) =>
  pseudonym === undefined ? `[${label}]` : `[${label}_${pseudonym}]`;

export const detectedTypes: readonly DetectedType[] = [
  "EMAIL",
  "PHONE",
  "CREDIT_CARD",
  "IBAN",
  "IP",
  "MAC",
  "SSN",
  "CRYPTO",
  "SECRET",
  "NATIONAL_ID",
];
const known: ReadonlySet<string> = new Set(detectedTypes);

const pattern =
  /\[(?:UNSCANNED \d{1,16} chars|TRUNCATED \d{1,16} (?:chars|items)|BINARY [a-z0-9/.+-]{1,80} \d{1,16} bytes|UNREADABLE|TOO DEEP|HIDDEN|([A-Z][A-Z0-9_]{1,60}))\]/g;

/** Where placeholders stand in a text: `[start, end)`, ascending. `labels` are those of the caller's recognisers. */
export function placeholdersIn(text: string, labels: ReadonlySet<string>): [start: number, end: number][] {
  const places: [number, number][] = [];
  for (const match of text.matchAll(pattern)) {
    const label = match[1];
    if (label === undefined || isLabel(label, labels) || isLabel(label.replace(/_[A-Z2-7]{16}$/, ""), labels)) {
      places.push([match.index, match.index + match[0].length]);
    }
  }
  return places;
}

/** Whether a text is nothing but placeholders. */
export function isPlaceholder(text: string, labels: ReadonlySet<string>): boolean {
  if (!text.startsWith("[")) return false;
  let at = 0;
  for (const [start, end] of placeholdersIn(text, labels)) {
    if (start !== at) return false;
    at = end;
  }
  return at === text.length;
}

const isLabel = (label: string, labels: ReadonlySet<string>) => known.has(label) || labels.has(label);

/** The label of a recogniser's type: capital letters, digits and `_` only, so that no text can be smuggled out by it. */
export function labelOf(type: string): string {
  const label = type
    .slice(0, 40)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "_");
  return /^[A-Z][A-Z0-9_]/.test(label) ? label : `X_${label}`;
}
