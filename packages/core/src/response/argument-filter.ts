export type EmptyValue = "null" | "empty_string";
export type ArgumentRules = Readonly<Record<string, readonly EmptyValue[]>>;

/** What precedes a member, its name and the colon, with the first character of its value ahead. */
const memberStart = /^\s*([{,])\s*("(?:[^"\\]|\\.)*")\s*:\s*(?=\S)/;
/** Where no member begins: the end of the object, or no object at all. */
const noMember = /^\s*(?:[^\s{,]|[{,]\s*[^\s"])/;
/** A name longer than this, in UTF-16 units, is nobody's property: hands off. */
const maxHeld = 512;

const literals: Record<EmptyValue, string> = { null: "null", empty_string: '""' };

/**
 * Leaves empty optional properties out of the JSON of a tool call while it streams (mapping K32). Everything else passes
 * byte for byte, so numbers keep their digits; at most one property's name and the start of its value are held back.
 */
export class ArgumentFilter {
  readonly #rules: ReadonlyMap<string, readonly EmptyValue[]>;
  readonly #onOmit: (property: string) => void;
  /** Text of the member so far that was not passed on. */
  #held = "";
  /** Whether a value is passing, and whether everything is: then nothing can be left out any more. */
  #inValue = false;
  #isRaw = false;
  /** Within a passing value: nesting below the object's own level, whether inside a string, and behind a backslash. */
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(rules: ArgumentRules, onOmit: (property: string) => void) {
    this.#rules = new Map(Object.entries(rules));
    this.#onOmit = onOmit;
  }

  /** Takes a piece of the JSON; returns what may be passed on by now. */
  push(json: string): string {
    let out = "";
    for (let at = 0; at < json.length; ) {
      if (this.#isRaw) return out + json.slice(at);
      if (this.#inValue) {
        const end = this.#endOfValue(json, at);
        this.#inValue = end === json.length;
        out += json.slice(at, end);
        at = end;
      } else out += this.#hold(json.charAt(at++));
    }
    return out;
  }

  /** The rest, for JSON that ended early. */
  end(): string {
    const rest = this.#held;
    this.#held = "";
    return rest;
  }

  #hold(char: string): string {
    this.#held += char;
    if (this.#held.length > maxHeld || noMember.test(this.#held)) return this.#handsOff();
    const member = memberStart.exec(this.#held);
    if (!member) return "";
    const [head, before, name] = member;
    const value = this.#held.slice(head.length);
    const property = nameIn(String(name));
    const empties = this.#rules.get(property) ?? [];
    if (empties.some((empty) => literals[empty].startsWith(value))) return "";
    const empty = empties.find((empty) => value.startsWith(literals[empty]));
    if (empty === undefined) return this.#pass(head.length);
    const after = value.slice(literals[empty].length).trim();
    if (after === "") return "";
    if (after !== "," && after !== "}") return this.#handsOff();
    this.#onOmit(property);
    // What follows takes this member's place, behind the brace or the comma that preceded it.
    if (after === ",") this.#held = String(before);
    else this.#held = before === "{" ? "{}" : "}";
    return after === "," ? "" : this.#handsOff();
  }

  /** Lets go of a member whose value stays; it may end at once only where it is no JSON. */
  #pass(valueAt: number): string {
    this.#inValue = true;
    return this.#endOfValue(this.#held, valueAt) === this.#held.length ? this.end() : this.#handsOff();
  }

  #handsOff(): string {
    this.#isRaw = true;
    return this.end();
  }

  /** Where the value ends that `json` is within at `from`: at the comma or brace of the object's own level. */
  #endOfValue(json: string, from: number): number {
    for (let at = from; at < json.length; at++) {
      const char = json.charAt(at);
      if (this.#escaped) this.#escaped = false;
      else if (char === '"') this.#inString = !this.#inString;
      else if (this.#inString) this.#escaped = char === "\\";
      else if (char === "{" || char === "[") this.#depth++;
      else if (this.#depth > 0) this.#depth -= char === "}" || char === "]" ? 1 : 0;
      else if (char === "," || char === "}") return at;
    }
    return json.length;
  }
}

/** The name that a JSON text stands for; what is none keeps its quotes, and so is no property's. */
function nameIn(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}
