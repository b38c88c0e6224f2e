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

const FIRST = new Set(OPENINGS.map((opening) => opening.charAt(0)));

/** What was left out or is to be filled in. */
const OMITTED = /\.\.\.|…|\$\{|\{\{/;

/** Words of which examples are made, compared without case. */
const EXAMPLE_WORDS =
  /your[-_ ]|[-_ ]here$|^(?:insert|replace|enter|put)[-_ ]|redacted|scrubbed|placeholder|change[-_ ]?me|^(?:my|the|a|some|fake|dummy|not)[-_](?:fake|real|api|secret|token|key|a)\b|^(?:[a-z]{1,16}[-_]){1,4}(?:key|token|secret|password)(?:[-_]\d{1,3})?$/i;

/**
 * Whether a value stands for a secret without being one: `${TOKEN}`, `<your key>`, `xxxxxxxx`, `****`, `[SECRET]`. What
 * redaction itself writes is among them, so that redacting twice changes nothing.
 *
 * @example
 * isPlaceholder("${API_KEY}"); // true
 */
export function isPlaceholder(value: string): boolean {
  if (FIRST.has(value.charAt(0)) && OPENINGS.some((opening) => value.startsWith(opening))) return true;
  return OMITTED.test(value) || EXAMPLE_WORDS.test(value) || fewDistinct(value);
}

/** One character besides separators, over four or more: `xxxx-xxxx`, `0000000`. */
function fewDistinct(value: string): boolean {
  if (value.length < 4) return false;
  let first = "";
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === "-" || character === "_" || character === ".") continue;
    if (first === "") first = character;
    else if (character !== first && character.toLowerCase() !== first.toLowerCase()) return false;
  }
  return true;
}
