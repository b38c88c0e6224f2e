import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "../../src/errors/clean-text.js";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";
import { propertyOptions } from "../support/property-options.js";
import { context } from "./context.js";

const letters = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${length}}$`));
/** Some secret, and the part of it that must not be seen again. */
const secret = fc.oneof(
  letters(24).map((key) => ({ shown: `sk-${key}`, key })),
  letters(40).map((key) => ({ shown: `sk-proj-${key}`, key })),
  letters(24).map((key) => ({ shown: `xai-${key}`, key })),
  letters(24).map((key) => ({ shown: `Bearer ${key}`, key })),
  letters(24).map((key) => ({ shown: `org-${key}`, key })),
  letters(24).map((key) => ({ shown: `proj_${key}`, key })),
  letters(12).map((key) => ({ shown: `https://user:${key}@host.example/path`, key })),
  letters(12).map((key) => ({ shown: `https://host.example/path?api-key=${key}&x=1`, key })),
  letters(8).map((key) => ({ shown: `Incorrect API key provided: ${key}`, key })),
  letters(8).map((key) => ({ shown: `${key}******${key}`, key })),
  fc.stringMatching(/^[0-9a-f]{32}$/).map((key) => ({ shown: key, key })),
  letters(24).map((key) => ({ shown: JSON.stringify({ model: "x", input: "y".repeat(60), note: key }), key })),
);
const word = fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.replace(/\s/g, ""));
const sentence = fc.array(word, { maxLength: 200 }).map((words) => words.join(" "));

describe("planted secrets", () => {
  it("are nowhere in the answer, wherever they were planted", () => {
    fc.assert(
      fc.property(
        secret,
        sentence,
        sentence,
        fc.constantFrom(400, 401, 429, 500),
        ({ shown, key }, before, after, status) => {
          const message = `${before} ${shown} ${after}`;
          const body = { error: { message, code: shown, type: shown, param: `tools[0].${shown}` } };
          const headers = { "x-request-id": shown };
          for (const failure of [
            { status, headers, body },
            { status, body: message },
            { type: "error", ...body },
            { type: "response.failed", response: { status: "failed", error: { message, code: "bio_policy" } } },
          ]) {
            const answer = JSON.stringify(toAnthropicError(failure, { context: context() }));
            // Thirty-two hexadecimal digits are a request id there, and nothing else.
            expect(answer.replace(`"request_id":"${key}"`, "")).not.toContain(key);
          }
        },
      ),
      propertyOptions,
    );
  });
});

describe("any text", () => {
  it("becomes one well-formed line of bounded length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), fc.integer({ min: 1, max: 700 }), (text, limit) => {
        const cleaned = cleanText(text, limit);
        expect(cleaned.length).toBeLessThanOrEqual(limit);
        expect(cleaned).not.toMatch(/\p{Cs}/u);
        expect(cleaned).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      propertyOptions,
    );
  });
});

describe("hostile text", () => {
  const pieces = [
    ...[
      "a",
      "1",
      "=",
      "*",
      "-",
      "//",
      "/",
      "?",
      "{'",
      "}",
      "sk-",
      "Bearer ",
      "eyJ-",
      "data:a;base64,",
      "api key provided: ",
    ],
    ...[
      "encrypted content ",
      "1,",
      "token:",
      "api_key",
      "https://a:",
      "try again in 1",
      "model: '",
      "😀",
      "\u0000",
      "\u200b",
    ],
  ];

  it.each(pieces)("of megabytes of %j costs little", (piece) => {
    const text = piece.repeat(Math.ceil(3_000_000 / piece.length));
    const began = performance.now();
    toAnthropicError(
      { status: 400, body: { error: { message: text, code: text, type: text, param: text } } },
      { context: context() },
    );
    toAnthropicError({ status: 429, body: text, headers: { "x-ratelimit-reset-tokens": text, "retry-after": text } });
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
