/** How a value begins that names a secret instead of being one: templates, variables, references, redactions. */
const OPENINGS = [
  "$",
  "{",
  "<",
  "%(",
  "%s",
  "#{",
  "@",
  "[",
  "*",
  "process.env",
  "import.meta",
  "os.environ",
  "env.",
  "ENV[",
];

/** Words of which examples are made, compared without case. */
const EXAMPLE_WORDS =
  /your[-_ ]|[-_ ]here$|^(?:insert|replace|enter|put)[-_ ]|redacted|scrubbed|placeholder|change[-_ ]?me|^(?:my|the|a|some|fake|dummy|not)[-_](?:fake|real|api|secret|token|key|a)\b/i;

/**
 * Whether a value stands for a secret without being one: `${TOKEN}`, `<your key>`, `xxxxxxxx`, `****`, `[SECRET]`. What
 * redaction itself writes is among them, so that redacting twice changes nothing.
 *
 * @example
 * isPlaceholder("${API_KEY}"); // true
 */
export function isPlaceholder(value: string): boolean {
  if (OPENINGS.some((opening) => value.startsWith(opening))) return true;
  if (value.includes("...") || value.includes("…") || value.includes("${") || value.includes("{{")) return true;
  return EXAMPLE_WORDS.test(value) || fewDistinct(value);
}

/** At most two different characters besides separators, over four or more: `xxxx-xxxx`, `0000000`. */
function fewDistinct(value: string): boolean {
  if (value.length < 4) return false;
  const seen = new Set<string>();
  for (const character of value) {
    if (character === "-" || character === "_" || character === ".") continue;
    seen.add(character.toLowerCase());
    if (seen.size > 1) return false;
  }
  return true;
}
