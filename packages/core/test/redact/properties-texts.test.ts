import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding, Recogniser } from "../../src/redact/index.js";
import { detect, redact } from "../../src/redact/index.js";
import { propertyOptions } from "../support/property-options.js";

/** One finding of each type, and what stands around it where it needs it. */
const samples: readonly (readonly [type: string, text: string])[] = [
  ["EMAIL", "alice@example.com"],
  ["PHONE", "+14155552671"],
  ["CREDIT_CARD", "4111111111111111"],
  ["IBAN", "DE89370400440532013000"],
  ["IP", "203.0.113.7"],
  ["IP", "2001:db8::8a2e:370:7334"],
  ["MAC", "00:1a:2b:3c:4d:5e"],
  ["SSN", "123-45-6789"],
  ["CRYPTO", "0x52908400098527886E0F7030069857D2E4169EE7"],
  ["SECRET", "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"],
];

const hex = (character: string, length: number) => character.charCodeAt(0).toString(16).padStart(length, "0");
/** How a character may be hidden. */
const encodings: Readonly<Record<string, (character: string) => string>> = {
  percent: (character) => `%${hex(character, 2)}`,
  "percent twice": (character) => `%25${hex(character, 2)}`,
  "escapes of JSON": (character) => `\\u${hex(character, 4)}`,
  "escapes of JSON in JSON": (character) => `\\\\u${hex(character, 4)}`,
  "escapes of JavaScript": (character) => `\\x${hex(character, 2)}`,
  "full-width characters": (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0),
  "zero-width characters": (character) => `\u200b${character}\u200d`,
};

describe("encodings of each type", () => {
  it.each(Object.entries(encodings))("are undone, of any of its characters: %s", (_, encode) => {
    const written = fc.tuple(fc.constantFrom(...samples), fc.array(fc.boolean(), { minLength: 64, maxLength: 64 }));
    fc.assert(
      fc.property(written, ([[type, plain], chosen]) => {
        // The first and the last as they are: where an invisible character at an edge belongs is nobody's concern.
        const inside = (index: number) => index > 0 && index < plain.length - 1 && chosen[index];
        const hiding = Array.from(plain, (one, index) => (inside(index) ? encode(one) : one)).join("");
        expect(detect(`so: ${hiding} .`)).toEqual([{ start: 4, end: 4 + hiding.length, type }]);
        expect(redact(`so: ${hiding} .`)).toBe(`so: [${type}] .`);
      }),
      propertyOptions,
    );
  });
});

const mixed = fc
  .array(
    fc.oneof(
      fc.constantFrom(...samples).map(([, text]) => text),
      fc.constantFrom("password: ", "hunter2", " ", ", ", "\n", "[EMAIL]", "é", "\ud83d\ude42", "\udc00"),
      fc.string({ maxLength: 5, unit: "binary" }),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(""));

const covers = (findings: readonly Finding[], at: number) => findings.some(({ start, end }) => start <= at && at < end);

describe("what is asked for", () => {
  const types = fc.subarray(["EMAIL", "PHONE", "CREDIT_CARD", "IBAN", "IP", "MAC", "SSN", "CRYPTO", "SECRET"] as const);

  it("is found and nothing else, and of one type all that any other choice finds of it", () => {
    fc.assert(
      fc.property(mixed, types, (text, chosen) => {
        const found = detect(text, { types: chosen });
        expect(found.every(({ type }) => chosen.some((one) => one === type))).toBe(true);
        for (const { start, type } of detect(text)) {
          if (chosen.some((one) => one === type)) expect(covers(found, start)).toBe(true);
        }
      }),
      propertyOptions,
    );
  });

  it("of a recogniser is taken out, whatever else was found there", () => {
    const places = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 9 })), { maxLength: 6 });
    fc.assert(
      fc.property(mixed, places, (text, spans) => {
        let read = "";
        const recogniser: Recogniser = {
          name: "person",
          find(given) {
            read = given;
            return spans.map(([start, length]) => ({ start, end: start + length }));
          },
        };
        const found = detect(text, { recognisers: [recogniser] });
        let end = 0;
        for (const span of found) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          end = span.end;
        }
        // Where the text was read as it is written, offsets are comparable.
        if (read !== text || text.includes("[")) return;
        for (const [start, length] of spans) {
          for (let at = start; at < Math.min(start + length, text.length); at += 1)
            expect(covers(found, at) || !/[\p{L}\p{N}]/u.test(text.charAt(at))).toBe(true);
        }
      }),
      propertyOptions,
    );
  });
});

describe("placeholders, and what looks like one", () => {
  const labels = "EMAIL SECRET PERSON PHONE NOBODY UNREADABLE HIDDEN EMAIL_ABCDEFGHIJKLMNOP EMAIL_ABC".split(" ");
  const fragments = fc.constantFrom(
    ..."[ ] [[ ]] _ _ABCDEFGHIJKLMNOP (2) UNSCANNED TRUNCATED BINARY chars items bytes base64 12 [TOO".split(" "),
    ...'password: password= \\u005b %5b %5B %5d ＠ @ alice@example.com 203.0.113.7 hunter2 token= : = " \' {" "} DEEP]'.split(
      " ",
    ),
    ...labels,
    ...labels.map((label) => `[${label}]`),
    "[UNSCANNED 12 chars]",
    "[TRUNCATED 3 items]",
    "[BINARY image/png 8 bytes]",
    " ",
    "\n",
    "\u200b",
  );
  const texts = fc.array(fc.oneof(fragments, ...samples.map(([, text]) => fc.constant(text))), { maxLength: 14 });
  const recogniser: Recogniser = {
    name: "person",
    find: (text) => [...text.matchAll(/hunter|NOBODY|chars/g)].map(({ index }) => ({ start: index, end: index + 5 })),
  };
  const options = fc.constantFrom(
    undefined,
    { pseudonyms: { key: "k" } },
    { recognisers: [recogniser] },
    { types: ["EMAIL" as const] },
    { maxLength: 20 },
  );

  it("are the same the second time, in texts and in values", () => {
    fc.assert(
      fc.property(texts, options, fc.constantFrom("note", "password", "token", "phone"), (parts, given, name) => {
        const text = parts.join("");
        const once = redact(text, given);
        expect(redact(once, given)).toBe(once);
        const value = redact({ [name]: text, list: [text], [text]: 1, json: JSON.stringify({ [name]: text }) }, given);
        expect(redact(value, given)).toBe(value);
      }),
      propertyOptions,
    );
  });
});
