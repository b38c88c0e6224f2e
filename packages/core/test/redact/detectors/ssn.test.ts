import { describe, expect, it } from "vitest";
import { ssn } from "../../../src/redact/detectors/ssn.js";
import { textsOf } from "./find-all.js";

describe("ssn", () => {
  it.each([
    ["it is 536-22-8726.", "536-22-8726"],
    ["536 22 8726", "536 22 8726"],
    ["536.22.8726", "536.22.8726"],
    ["ssn: 536228726", "536228726"],
    ['{"user_ssn":"536228726"}', "536228726"],
    ["social security number 53622-8726", "53622-8726"],
    ["536-228726", "536-228726"],
  ])("finds in %s", (text, number) => {
    expect(textsOf(ssn, text)).toEqual([number]);
  });

  it.each([
    "000-22-8726",
    "666-22-8726",
    "900-22-8726",
    "536-00-8726",
    "536-22-0000",
    "id 536228726",
    "Trenton NJ 08601-1234",
    "zip: 08601-1234",
    "1-536-22-8726",
    "536-22-8726-1",
    "536-22.8726",
    "(536 22 8726)",
  ])("lets %s stand", (text) => {
    expect(textsOf(ssn, text)).toEqual([]);
  });

  it.each(["+358 18 4366", "+81 823 11 9169", "0081 746 96 7318", "+690-238971"])(
    "leaves %s to the telephone",
    (text) => {
      expect(textsOf(ssn, text)).toEqual([]);
    },
  );
});
