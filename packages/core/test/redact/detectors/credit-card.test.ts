import { describe, expect, it } from "vitest";
import { creditCard } from "../../../src/redact/detectors/credit-card.js";
import { textsOf } from "./find-all.js";

describe("credit-card", () => {
  it.each([
    ["4242424242424242", "4242424242424242"],
    ["card 4242 4242 4242 4242 12/27", "4242 4242 4242 4242"],
    ["4242-4242-4242-4242", "4242-4242-4242-4242"],
    ["4242.4242.4242.4242", "4242.4242.4242.4242"],
    ["3714 496353 98431", "3714 496353 98431"],
    ["30569309025904", "30569309025904"],
    ["my card 4222222222222 is lost", "4222222222222"],
    ['"a\\n4242424242424242"', "4242424242424242"],
    ["2223003122003222", "2223003122003222"],
    ["6200000000000005", "6200000000000005"],
  ])("finds in %s", (text, number) => {
    expect(textsOf(creditCard, text)).toEqual([number]);
  });

  it.each([
    ["a wrong check digit", "4242424242424243"],
    ["no issuer", "1042424242424240"],
    ["thirteen digits of a machine", "seq 4222222222222 done"],
    ["a rare length without a word", "so 560400000009 it is"],
    ["the key of an order", '{"order_id":4242424242424242}'],
    ["a piece of a UUID", "57998783-5908-4855-8891-6c95d19ada56"],
    ["a decimal", "4242.424242424242"],
    ["a longer run", "42424242424242424242"],
    ["a row of numbers", "37 4242 4242 4242 4242"],
    ["odd groups", "42 424 24242 424242"],
    ["an identifier", "x4242424242424242"],
  ])("lets %s stand", (_, text) => {
    expect(textsOf(creditCard, text)).toEqual([]);
  });
});
