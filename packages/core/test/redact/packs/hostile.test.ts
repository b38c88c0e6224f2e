import { describe, expect, it } from "vitest";
import { nationalIds } from "../../../src/redact/packs/index.js";
import { timeOver } from "../detectors/find-all.js";

const [detector] = nationalIds();
const PIECES = [
  "1",
  "1 ",
  "1-",
  "A1",
  "AB1 ",
  "AA 99 99 99 A ",
  "123-45-6789 ",
  "0123456789 ",
  "4242 4242 ",
  "passport 1 ",
];

describe("hostile texts", () => {
  it.each(PIECES)("of %j are looked at in bounded pieces", (piece) => {
    if (!detector) throw new Error("No detector.");
    timeOver(detector, piece, 20_000);
    const short = timeOver(detector, piece, 40_000);
    // Quadratic work would take sixteen times as long; the rest is room for a busy machine.
    expect(timeOver(detector, piece, 160_000)).toBeLessThan(8 * Math.max(short, 4));
  });
});
