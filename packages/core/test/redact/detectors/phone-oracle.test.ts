import { type CountryCode, getCountries, getCountryCallingCode, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { callingCode } from "../../../src/redact/detectors/calling-codes.js";
import { phone } from "../../../src/redact/detectors/phone.js";
import { textsOf } from "./find-all.js";

/** libphonenumber as judge: the example number of every country that it knows, as people write it. */
const numbers = getCountries().map((country) => {
  const number = getExampleNumber(country, examples);
  if (!number) throw new Error(`No example for ${country}.`);
  return [country, number] as const;
});

/** Numbers of five digits or fewer are too short to be told from other numbers by a word alone. */
const tooShort: ReadonlySet<CountryCode> = new Set(["AC", "FK", "KI", "NU", "SH", "TA", "TK"]);

type Written = (typeof numbers)[number][1];
const forms: Readonly<
  Record<string, readonly [text: (number: Written) => string, number: (number: Written) => string]>
> = {
  "E.164": [(number) => number.number, (number) => number.number],
  "E.164 in a sentence": [(number) => `Call ${number.number}.`, (number) => number.number],
  "RFC 3966": [(number) => number.getURI(), (number) => number.getURI()],
  international: [(number) => `so ${number.formatInternational()}, ok`, (number) => number.formatInternational()],
  "international with hyphens": [
    (number) => `"${number.formatInternational().replaceAll(" ", "-")}"`,
    (number) => number.formatInternational().replaceAll(" ", "-"),
  ],
  "international with 00": [
    (number) => `00${number.formatInternational().slice(1)}`,
    (number) => `00${number.formatInternational().slice(1)}`,
  ],
  "national under a key": [
    (number) => JSON.stringify({ phone_number: number.formatNational() }),
    (number) => number.formatNational(),
  ],
  "national beside a word": [
    (number) => `My phone number is ${number.formatNational()}, call me`,
    (number) => number.formatNational(),
  ],
};

describe("phone numbers of every country of libphonenumber", () => {
  it("are of calling codes that the table has, with room for their digits", () => {
    for (const [country, { nationalNumber }] of numbers) {
      const calling = getCountryCallingCode(country);
      expect(callingCode(calling + nationalNumber), country).toMatchObject({ code: calling });
      expect(callingCode(calling)?.most, country).toBeGreaterThanOrEqual(nationalNumber.length);
    }
  });

  it.each(Object.entries(forms))("are found: %s", (form, [textOf, numberOf]) => {
    const missed = numbers.filter(([country, number]) => {
      const found = textsOf(phone, textOf(number));
      return !(found.includes(numberOf(number)) || (form.startsWith("national") && tooShort.has(country)));
    });
    expect(missed.map(([country, number]) => `${country} ${textOf(number)}`)).toEqual([]);
  });
});
