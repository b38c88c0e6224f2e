import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StopScanner } from "../../src/stream/stop-scanner.js";
import { propertyOptions } from "../support/property-options.js";

/** A text block that goes through a scanner piece by piece: what was shown after each piece, and what matched. */
function scanned(pieces: readonly string[], sequences: readonly string[]) {
  const log: string[] = [];
  let shown = "";
  let match: string | undefined;
  const target = {
    open: () => log.push("open"),
    delta: (delta: object) => {
      if ("text" in delta) shown += delta.text;
    },
    close: () => log.push("close"),
  };
  const scanner = new StopScanner(target, sequences, (sequence) => {
    match = sequence;
  });
  scanner.open({ type: "text", text: "", citations: null });
  const after = pieces.map((piece) => {
    scanner.delta({ type: "text_delta", text: piece });
    return shown;
  });
  scanner.close();
  return { shown, match, after, log };
}

/** Few letters, so that sequences overlap, contain one another and begin alike; halves of characters among them. */
const letters = fc.constantFrom("a", "a", "b", "🙂", "\ud83d", "\ude42");
const words = (maxLength: number) => fc.array(letters, { minLength: 1, maxLength }).map((all) => all.join(""));
const sequences = fc.array(words(5), { minLength: 1, maxLength: 6 });
/** Cut anywhere, inside characters as well. */
const pieces = fc.tuple(words(24), fc.array(fc.nat({ max: 40 }), { maxLength: 8 })).map(([text, cuts]) => {
  const borders = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort((a, b) => a - b);
  return borders.slice(1).map((border, at) => text.slice(borders[at], border));
});

const isHigh = (unit: string | undefined) => unit !== undefined && unit >= "\ud800" && unit <= "\udbff";
const isLow = (unit: string | undefined) => unit !== undefined && unit >= "\udc00" && unit <= "\udfff";
/** Those that cut no character. */
const usable = (all: readonly string[]) => all.filter((one) => !isLow(one.at(0)) && !isHigh(one.at(-1)));

/** By trying every end of the text with every sequence. */
function naiveStop(text: string, all: readonly string[]): { before: string; match: string | undefined } {
  for (let end = 1; end <= text.length; end++) {
    const match = usable(all).find((sequence) => text.slice(0, end).endsWith(sequence));
    if (match !== undefined) return { before: text.slice(0, end - match.length), match };
  }
  return { before: text, match: undefined };
}

/** The longest end of the text that begins a sequence; else the first half of a character. */
function naiveHold(text: string, all: readonly string[]): string {
  for (let from = 0; from < text.length; from++) {
    const end = text.slice(from);
    if (usable(all).some((sequence) => sequence.length > end.length && sequence.startsWith(end))) return end;
  }
  return isHigh(text.at(-1)) ? text.slice(-1) : "";
}

describe("stop sequences in one text", () => {
  it("stop where a search through the whole text stops, however it is cut", () => {
    fc.assert(
      fc.property(pieces, sequences, (cut, all) => {
        const { before, match } = naiveStop(cut.join(""), all);
        const result = scanned(cut, all);
        expect([result.shown, result.match]).toEqual([before, match]);
        expect(result.log).toEqual(before === "" ? [] : ["open", "close"]);
      }),
      propertyOptions,
    );
  });

  it("hold back what could become a match or is half a character, and not one unit more", () => {
    fc.assert(
      fc.property(pieces, sequences, (cut, all) => {
        const { after } = scanned(cut, all);
        for (const [at, shown] of after.entries()) {
          const said = cut.slice(0, at + 1).join("");
          const { before, match } = naiveStop(said, all);
          const held = match === undefined ? naiveHold(said, all) : "";
          expect(shown).toBe(before.slice(0, before.length - held.length));
        }
      }),
      propertyOptions,
    );
  });
});
