import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TranslationContext } from "../../src/context.js";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { isObject } from "../../src/json.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { propertyOptions } from "../support/property-options.js";
import { translateNow } from "../support/translate-now.js";
import { arbitraryContext } from "./arbitrary/contexts.js";
import { hostileEvents } from "./arbitrary/damage.js";

const marker = "Xylophone7";

/** Every field in which an upstream may write what nobody else should read; those of errors are quoted, cleaned. */
const contentFields = [
  ...["text", "delta", "refusal", "arguments", "input", "code", "logs", "output", "query", "queries", "url", "title"],
  ...["encrypted_content", "name", "id", "item_id", "call_id", "type", "namespace", "server_label", "container_id"],
  ...["filename", "file_id", "description", "summary", "content", "phase", "role", "status", "reason", "model"],
];

/** The same value with the marker in these fields, as the end of a text or in the place of it. */
function marked(value: unknown, fields: readonly string[], key = ""): unknown {
  if (Array.isArray(value)) return value.map((inner) => marked(inner, fields, key));
  if (isObject(value)) {
    if (key === "error" || value.type === "error") return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marked(inner, fields, name)]));
  }
  return typeof value === "string" && fields.includes(key) ? `${value}${marker}` : value;
}

/** The words of failures that quote the upstream: its own error, and how it says that it ended. */
const quoted: readonly string[] = ["status", "reason"];

const answers: fc.Arbitrary<[object[], TranslationContext]> = fc
  .tuple(hostileEvents, fc.subarray(contentFields, { minLength: 1, maxLength: 6 }), arbitraryContext)
  .map(([events, fields, context]) => [
    events
      .filter((event): event is object => typeof event === "object" && event !== null && !("error" in event))
      .map((event) =>
        Object(
          marked(
            event,
            fields.filter((field) => !quoted.includes(field)),
          ),
        ),
      ),
    context,
  ]);

describe("content of an answer stays in its message", () => {
  it("no loss and no error of a stream holds any", () => {
    fc.assert(
      fc.property(answers, ([events, context]) => {
        const told: unknown[] = [];
        const translated = translateNow(events, context, { onLoss: (loss) => told.push(loss) });
        expect(JSON.stringify(told)).not.toContain(marker);
        expect(JSON.stringify(translated.losses)).not.toContain(marker);
        expect(JSON.stringify(translated.events.filter(({ type }) => type === "error"))).not.toContain(marker);
      }),
      propertyOptions,
    );
  });

  it("no error of a final Response holds any", () => {
    fc.assert(
      fc.property(answers, ([events, context]) => {
        for (const event of events.slice(-2)) {
          const response = "response" in event && isObject(event.response) ? event.response : event;
          try {
            fromOpenAIResponse(response, context);
          } catch (error) {
            if (!(error instanceof TranspondError)) throw error;
            expect(`${error.message}${JSON.stringify(error)}${JSON.stringify(error.toBody())}`).not.toContain(marker);
          }
        }
      }),
      propertyOptions,
    );
  });

  const secret = fc.constantFrom(
    ...["sk-proj-abcdefghijklmnop1234", "Bearer abcdefgh12345678", "org-AbCdEf123456", "AKIAABCDEFGHIJKLMNOP"],
    ...["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "x".repeat(80)],
  );

  it("no credential that an upstream's error repeats gets through", () => {
    const field = fc.constantFrom("message", "code", "type", "param");
    fc.assert(
      fc.property(secret, field, fc.lorem(), fc.boolean(), (secret, field, words, isNested) => {
        const error = {
          type: "some_error",
          code: "server_error",
          message: "It failed.",
          [field]: `${words} ${secret}`,
        };
        const event = isNested ? { type: "error", error } : { ...error, type: "error" };
        const sent = JSON.stringify(translateNow([event]).events);
        expect(sent).not.toContain(secret.split(" ").at(-1));
      }),
      propertyOptions,
    );
  });
});
