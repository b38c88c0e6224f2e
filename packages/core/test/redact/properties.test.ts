import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detect, redact } from "../../src/redact/index.js";
import { propertyOptions } from "../support/property-options.js";

/** Pieces of which findings are made, and of which they are broken. */
const pieces = fc.constantFrom(
  ..."alice@example.com|4111 1111 1111 1111|203.0.113.7|+14155552671|password: |token=|Bearer |hunter2|[EMAIL]|[SECRET]".split(
    "|",
  ),
  ...'%40|\\u0040|\\n|\\\\|\\"|"|\'|[|]|{|}| |\n|:|=|＠|１|\u200b|\ud83d|-----BEGIN PRIVATE KEY-----|https://a:b@c.org|eyJhbGciOiJIUzI1NiJ9.'.split(
    "|",
  ),
);
const texts = fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 12 }).map((parts) => parts.join(""));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    texts,
    fc.constantFrom(null, true, 4111111111111111, 12n, undefined),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(texts, fc.constantFrom("password", "data", "user_id", "metadata", "type")), tie("tree"), {
      maxKeys: 3,
    }),
  ),
}));

describe("redaction, of any value", () => {
  it("finds spans that are sorted, within the text and apart", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const span of detect(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      propertyOptions,
    );
  });

  it("leaves nothing to find, and is the same the second time", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = redact(text);
        expect(detect(once)).toEqual([]);
        expect(redact(once)).toBe(once);
      }),
      propertyOptions,
    );
  });

  it("changes nothing of its argument, and nothing the second time", () => {
    fc.assert(
      fc.property(tree, (value) => {
        const before = structuredClone(value);
        const once = redact(value);
        expect(value).toEqual(before);
        expect(redact(once)).toEqual(once);
      }),
      propertyOptions,
    );
  });

  it("shows no canary, wherever in a value it is", () => {
    const canary = "zqxwv.canary@example.com";
    const holders: readonly ((inner: unknown) => unknown)[] = [
      (inner) => [1, inner],
      (inner) => ({ text: "x", content: inner }),
      (inner) => ({ [`to ${canary}`]: inner }),
      (inner) => new Map([[inner, canary]]),
      (inner) => new Map([["k", inner]]),
      (inner) => new Set([inner]),
      (inner) => new Error(canary, { cause: inner }),
      (inner) => new AggregateError([inner], "many"),
      (inner) => Object.assign(new TypeError("own"), { body: inner }),
      (inner) => ({ toJSON: () => inner }),
      (inner) => ({ input: JSON.stringify({ said: typeof inner === "string" ? inner : canary }) }),
      (inner) => ({ type: "base64", media_type: "text/plain", data: inner }),
      (inner) => Object.create(null, { a: { enumerable: true, get: () => inner } }),
      (inner) => ({ [Symbol("s")]: inner }),
    ];
    const written = fc.constantFrom(canary, `<${canary}>`, canary.replace("@", "%40"), canary.replace("@", "\\u0040"));
    const value = fc.tuple(written, fc.array(fc.constantFrom(...holders), { minLength: 1, maxLength: 6 }));
    fc.assert(
      fc.property(value, ([leaf, around]) => {
        const whole = around.reduce<unknown>((inner, hold) => hold(inner), leaf);
        const redacted = redact(whole);
        const shown = inspect(redacted, { depth: null, showHidden: true, getters: true }) + JSON.stringify(redacted);
        expect(shown).not.toContain("zqxwv");
      }),
      propertyOptions,
    );
  });
});
