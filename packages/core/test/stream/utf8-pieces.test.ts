import { describe, expect, it } from "vitest";
import { Utf8Pieces } from "../../src/stream/utf8-pieces.js";

const bytes = (text: string) => new TextEncoder().encode(text);

function decoded(pieces: Iterable<Uint8Array>): string {
  const utf8 = new Utf8Pieces();
  return [...Array.from(pieces, (piece) => utf8.decode(piece)), utf8.end()].join("");
}

describe("UTF-8 in pieces", () => {
  // Each mark but the first is a character like any other.
  const whole = bytes("\ufeffGrüße, 漢字 👋\n\ufeffend\n");
  const broken = Uint8Array.of(0x61, 0xe2, 0x82, 0x0a, 0xf0, 0x9f, 0x91, 0x62, 0xff, 0xc3);

  it.each([["sound", whole] as const, ["broken", broken] as const])(
    "gives the same wherever it is cut: %s",
    (_, all) => {
      const expected = new TextDecoder("utf-8", { ignoreBOM: true }).decode(all);
      for (let first = 0; first <= all.length; first++) {
        for (let second = first; second <= all.length; second++) {
          expect(decoded([all.subarray(0, first), all.subarray(first, second), all.subarray(second)])).toBe(expected);
        }
      }
    },
  );
});
