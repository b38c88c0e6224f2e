import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";

/**
 * How much white space in a row is taken for a call's own. Outside of strings: pretty-printed JSON of 64 levels, with four
 * blanks each. Inside: no file has so many blanks and empty lines in a row, while a model that is stuck writes them in
 * about a minute, long before it reaches its limit.
 */
const limits = { outside: 256, inside: 16_384 };

const blank = 0x20;
const quote = 0x22;
const backslash = 0x5c;
/** Tab, line feed and carriage return. */
const isControl = (unit: number) => unit === 0x0a || unit === 0x09 || unit === 0x0d;
/** What stands for one of them behind a backslash. */
const isEscapedControl = (unit: number) => unit === 0x6e || unit === 0x74 || unit === 0x72;

/**
 * Notices when the JSON of a tool call runs into endless white space, as models that are stuck write until they reach
 * their limit (F22). It reads each character once, so chunking does not matter.
 */
export class WhiteSpaceWatch {
  /** Plain text is as if it stood in a string that nothing ends. */
  readonly #isText: boolean;
  #inside: boolean;
  #escaped = false;
  /** White space in a row up to here; an escaped one counts as the one character that it stands for. */
  #run = 0;

  constructor(kind: "json" | "text") {
    this.#isText = kind === "text";
    this.#inside = this.#isText;
  }

  /** Takes a piece; returns whether it holds more white space in a row than any call needs. */
  runsAway(json: string): boolean {
    for (let at = 0; at < json.length; at++) {
      const unit = json.charCodeAt(at);
      if (unit > quote && unit !== backslash && !this.#escaped) {
        this.#run = 0; // Nearly every character: the rest of the rules has nothing to say of it.
        continue;
      }
      this.#step(unit);
      if (this.#run > (this.#inside ? limits.inside : limits.outside)) return true;
    }
    return false;
  }

  #step(unit: number): void {
    if (this.#isText) this.#count(unit === blank || isControl(unit));
    else if (this.#escaped) {
      this.#escaped = false;
      this.#count(isEscapedControl(unit));
    } else if (unit === quote) {
      this.#inside = !this.#inside;
      this.#run = 0;
    } else if (isControl(unit)) {
      // No string holds it unescaped: this JSON is broken, and what follows is no text of a file.
      this.#inside = false;
      this.#count(true);
    } else if (unit === backslash && this.#inside) {
      this.#escaped = true;
    } else this.#count(unit === blank);
  }

  #count(isWhite: boolean): void {
    this.#run = isWhite ? this.#run + 1 : 0;
  }
}

/** What is told of a call that ran away; `path` names its item. */
export function runawayFault(path: string): TranspondError {
  return upstreamFault(`The upstream sent a tool call that runs into endless white space (${path}).`);
}
