export type EmptyValue = "null" | "empty_string";
export type ArgumentRules = Readonly<Record<string, readonly EmptyValue[]>>;

/** A member's separator, name and colon, with the value's first character ahead. */
const memberStart = /^,?\s*("(?:[^"\\]|\\.)*")\s*:\s*(?=\S)/;
const emptyRest = /^,?\s*}$/;
/** A name longer than this, in UTF-16 units, is nobody's property: hands off. */
const maxHeld = 512;

const literals: Record<EmptyValue, string> = { null: "null", empty_string: '""' };

/**
 * Leaves empty optional properties out of the JSON of a tool call while it streams (mapping K32). Everything else passes
 * byte for byte, so numbers keep their digits; at most one property's name and the start of its value are held back.
 */
export class ArgumentFilter {
  readonly #rules: ArgumentRules;
  readonly #onOmit: (property: string) => void;
  /** `start`: before the brace. `member`: between members and in a name, held back. `value`: passing. `raw`: hands off. */
  #state: "start" | "member" | "value" | "raw" = "start";
  /** Text of the member so far that was not passed on. */
  #held = "";
  #passedMember = false;
  /** Within a passing value: nesting below the object's own level, and whether inside a string. */
  #depth = 0;
  #string: "outside" | "inside" | "escaped" = "outside";

  constructor(rules: ArgumentRules, onOmit: (property: string) => void) {
    this.#rules = rules;
    this.#onOmit = onOmit;
  }

  /** Takes a piece of the JSON; returns what may be passed on by now. */
  push(json: string): string {
    let out = "";
    let at = 0;
    while (at < json.length) {
      if (this.#state === "value") {
        const end = this.#endOfValue(json, at);
        out += json.slice(at, end);
        at = end;
        if (at < json.length) this.#state = "member";
      } else if (this.#state === "raw") {
        return out + json.slice(at);
      } else {
        out += this.#hold(json[at] ?? "");
        at++;
      }
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
    if (this.#state === "start") {
      if (char === "{") this.#state = "member";
      else if (char.trim() !== "") this.#state = "raw";
      return this.end();
    }
    if (this.#held.length > maxHeld) return this.#pass("raw");
    const member = memberStart.exec(this.#held);
    if (!member) return emptyRest.test(this.#held) ? this.#pass("raw") : "";
    const value = this.#held.slice(member[0].length);
    const property = nameIn(member[1] ?? "");
    const empties = Object.hasOwn(this.#rules, property) ? (this.#rules[property] ?? []) : [];
    if (empties.some((empty) => literals[empty].startsWith(value))) return "";
    const empty = empties.find((empty) => value.startsWith(literals[empty]));
    const after = empty === undefined ? "value" : value.slice(literals[empty].length).trim();
    if (after === "") return "";
    if (after !== "," && after !== "}") return this.#pass("value");
    this.#onOmit(property);
    // What ended the omitted member begins what follows; there is no comma before the first one.
    this.#held = after === "," && !this.#passedMember ? "" : after;
    return after === "}" ? this.#pass("raw") : "";
  }

  /** Lets go of what was held back and hands over to `state`. */
  #pass(state: "value" | "raw"): string {
    this.#state = state;
    this.#passedMember = true;
    if (state === "raw") return this.end();
    // The value's first character decides about strings and nesting, so it is read again.
    const text = this.end();
    const valueAt = memberStart.exec(text)?.[0].length ?? 0;
    const end = this.#endOfValue(text, valueAt);
    if (end === text.length) return text;
    this.#state = "member";
    return text.slice(0, end) + this.push(text.slice(end));
  }

  /** Where the value ends that `json` is within at `from`: at the comma or brace of the object's own level. */
  #endOfValue(json: string, from: number): number {
    for (let at = from; at < json.length; at++) {
      const char = json[at];
      if (this.#string === "escaped") this.#string = "inside";
      else if (this.#string === "inside") {
        if (char === '"') this.#string = "outside";
        else if (char === "\\") this.#string = "escaped";
      } else if (char === '"') this.#string = "inside";
      else if (char === "{" || char === "[") this.#depth++;
      else if (this.#depth > 0) {
        if (char === "}" || char === "]") this.#depth--;
      } else if (char === "," || char === "}") return at;
    }
    return json.length;
  }
}

function nameIn(json: string): string {
  try {
    const name: unknown = JSON.parse(json);
    return typeof name === "string" ? name : "";
  } catch {
    return "";
  }
}
