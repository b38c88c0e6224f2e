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
    ["a security code", "4242 4242 4242 4242 123"],
    ["an end of validity", "4242 4242 4242 4242 12/27 123"],
    ["an end of validity with hyphens", "4242-4242-4242-4242 12-2027"],
    ["a date", "4242 4242 4242 4242 2027-01-31"],
    ["an amount", "4242 4242 4242 4242 1299.50 EUR"],
    ["a bare amount", "4242424242424242 1299 EUR"],
    ["bars", "4242424242424242|12|27|123"],
    ["a hyphen between blanks", "4242 4242 4242 4242 - 12/27"],
  ])("finds a card before %s", (_, text) => {
    const [card = ""] = /^[\d]{16}|^(?:\d{4}.){3}\d{4}/.exec(text) ?? [];
    expect(textsOf(creditCard, text)).toEqual([card]);
  });

  it.each([
    ["a number in a list", "1. 4242 4242 4242 4242", "4242 4242 4242 4242"],
    ["a date", "2027-01-31 4242 4242 4242 4242", "4242 4242 4242 4242"],
    ["a year", "12/2027 4242 4242 4242 4242", "4242 4242 4242 4242"],
    ["a word without a blank", "card4242424242424242", "4242424242424242"],
    ["a word, and hyphens on", "card 4242-4242-4242-4242-123", "4242-4242-4242-4242"],
    ["a word, and a code on", "card 4242424242424242cvv 123", "4242424242424242"],
  ])("finds a card after %s", (_, text, card) => {
    expect(textsOf(creditCard, text)).toEqual([card]);
  });

  it.each([" ", ", ", ",", "\n", "; ", " / ", "\t", "  "])("finds each card of a list with %j between", (between) => {
    const cards = ["4242 4242 4242 4242", "5555 5555 5555 4444", "3714 496353 98431", "6011 1111 1111 1117"];
    const bare = cards.map((card) => card.replaceAll(" ", ""));
    expect(textsOf(creditCard, bare.join(between))).toEqual(bare);
    const fours = [...cards.slice(0, 2), ...cards.slice(3)];
    expect(textsOf(creditCard, fours.join(between))).toEqual(fours);
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
    ["a row of numbers", "3700 4242 4242 4242 4242"],
    ["a longer row of numbers", "4242 4242 4242 4242 1000 2000"],
    ["odd groups", "42 424 24242 424242"],
    ["a telephone number", "+594809589510"],
    ["an identifier", "x4242424242424242"],
  ])("lets %s stand", (_, text) => {
    expect(textsOf(creditCard, text)).toEqual([]);
  });
});

describe("cards that a word makes cards", () => {
  it.each([
    ["points on credit card 060426070011 today", "060426070011"],
    ["card 700000000000003 it is", "700000000000003"],
    ["Number is 8171999900000000021", "8171999900000000021"],
  ])("finds the number in %s", (text, number) => {
    expect(textsOf(creditCard, text)).toEqual([number]);
  });

  it.each([
    "so 060426070011 it is",
    "so 700000000000003",
    "card_id=700000000000003",
    "700000000000003",
    "so: number is 8171999900000000021 and more",
  ])("lets %s stand", (text) => {
    expect(textsOf(creditCard, text)).toEqual([]);
  });
});
