import { describe, expect, it } from "vitest";
import { iban } from "../../../src/redact/detectors/iban.js";
import { textsOf } from "./find-all.js";

describe("iban", () => {
  it.each([
    ["pay DE02 1203 0000 0000 2020 51 today", "DE02 1203 0000 0000 2020 51"],
    ["DE02120300000000202051.", "DE02120300000000202051"],
    ["ibande02120300000000202051", "de02120300000000202051"],
    ["GB33-BUKB-2020-1555-5555-55", "GB33-BUKB-2020-1555-5555-55"],
    ["NO8330001234567,", "NO8330001234567"],
    ["MT31MALT01100000000000000000123", "MT31MALT01100000000000000000123"],
    ['"iban":"FR7630006000011234567890189"', "FR7630006000011234567890189"],
  ])("finds in %s", (text, number) => {
    expect(textsOf(iban, text)).toEqual([number]);
  });

  it.each([
    ["a wrong check digit", "DE03120300000000202051"],
    ["one digit too many", "DE021203000000002020511"],
    ["one digit too few", "DE0212030000000020205"],
    ["letters where the country has digits", "DE02120300000000A02051"],
    ["no country", "XX02120300000000202051"],
    ["the middle of a word", "xDE02120300000000202051"],
  ])("lets %s stand", (_, text) => {
    expect(textsOf(iban, text)).toEqual([]);
  });
});
