import { countrySpecs, isValidIBAN } from "ibantools";
import { describe, expect, it } from "vitest";
import { iban } from "../../../src/redact/detectors/iban.js";
import { IBAN_STRUCTURES } from "../../../src/redact/detectors/iban-structures.js";
import { textsOf } from "./find-all.js";

/** ibantools as judge: every country of which it knows how an account is built. */
const countries = Object.entries(countrySpecs).flatMap(([country, { chars, bban_regexp }]) =>
  chars && bban_regexp ? [{ country, chars, account: kindsOf(bban_regexp) }] : [],
);

/** One letter a place, of an expression such as `^[A-Z]{4}[0-9]{2}$`: `"aaaann"`. */
function kindsOf(expression: string): string {
  const kinds: Readonly<Record<string, string>> = { "[0-9]": "n", "[A-Z]": "a", "[A-Z0-9]": "c", "[0-9A-Z]": "c" };
  return expression.replace(/[$^]/g, "").replace(/(\[[^\]]+\])(?:\{(\d+)\})?/g, (_, set: string, count = "1") => {
    const kind = kinds[set];
    if (!kind) throw new Error(`Unknown set ${set}.`);
    return kind.repeat(Number(count));
  });
}

const placesOf = (structure: string) =>
  structure.replace(/(\d{1,2})([acn])/g, (_, count: string, kind: string) => kind.repeat(Number(count)));

/** An account of a structure, with check digits by ISO 7064, MOD 97-10: `4a2n` gives `ABCD12`. */
function sample(country: string, structure: string): string {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  let account = "";
  for (const [, count = "", kind] of structure.matchAll(/(\d{1,2})([acn])/g)) {
    for (let place = 0; place < Number(count); place++) {
      const at = account.length;
      account += kind === "n" || (kind === "c" && at % 2 === 0) ? String((at * 7 + 3) % 10) : letters.charAt(at % 24);
    }
  }
  const digits = [...`${account}${country}00`].map((sign) => Number.parseInt(sign, 36)).join("");
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${account}`;
}

describe("accounts of every country of ibantools", () => {
  it("are in the table, with the same length, and no kind of sign less", () => {
    expect(countries.length).toBeGreaterThan(70);
    for (const { country, chars, account } of countries) {
      const places = placesOf(IBAN_STRUCTURES[country] ?? "");
      expect(places.length + 4, country).toBe(chars);
      // Wider than the judge is no harm: the check digits decide.
      const narrower = [...places].filter((kind, place) => kind !== "c" && kind !== account.charAt(place));
      expect(narrower, `${country} ${places} ${account}`).toEqual([]);
    }
  });

  it("are found in one piece, in fours, in small letters and beside text", () => {
    for (const [country, structure] of Object.entries(IBAN_STRUCTURES)) {
      const written = sample(country, structure);
      const fours = written.replace(/.{4}(?=.)/g, "$& ");
      for (const form of [written, fours, written.toLowerCase(), fours.replaceAll(" ", "-")]) {
        expect(textsOf(iban, form), country).toEqual([form]);
        expect(textsOf(iban, `Pay to ${form}, please`), country).toEqual([form]);
      }
    }
  });

  it("are let stand with one digit of the check changed, and so are refused by the judge", () => {
    for (const { country } of countries) {
      const written = sample(country, IBAN_STRUCTURES[country] ?? "");
      const wrong = written.slice(0, 3) + ((Number(written[3]) + 1) % 10) + written.slice(4);
      expect(isValidIBAN(wrong), wrong).toBe(false);
      expect(textsOf(iban, wrong), wrong).toEqual([]);
    }
  });
});
