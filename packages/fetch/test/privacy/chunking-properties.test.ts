import fc from "fast-check";
import { expect, it } from "vitest";
import { propertyOptions } from "../../../core/test/support/property-options.js";
import { createHandler } from "../../src/index.js";
import { openTelemetry } from "../../src/opentelemetry.js";
import { draws } from "./draws.js";
import { endings } from "./endings.js";
import { asStream, plantedAnswer } from "./planted-answer.js";
import { run, type Scenario } from "./scenario.js";
import { type Draw, groundOf } from "./verdict.js";
import { watchOutput } from "./witness.js";

const setting = { implementation: { createHandler, openTelemetry }, witness: watchOutput() };
const ends = ["completed", "incomplete", "failed", "error", "cut"] as const;

/** Sizes of chunks; they are gone through again and again. */
const sizes = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 }),
  fc.constantFrom([1], [2, 1], [1_000_000]),
);

function chunked(bytes: Uint8Array, sizes: readonly number[], slowly: boolean): ReadableStream<Uint8Array> {
  let at = 0;
  let turn = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at >= bytes.length) return controller.close();
      if (slowly) await new Promise((resolve) => setImmediate(resolve));
      const size = sizes[turn % sizes.length] ?? 1;
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
      turn += 1;
    },
  });
}

/** What the entries say, apart from ids and times. */
async function entriesOf(scenario: Scenario): Promise<unknown[]> {
  const { entries } = await run(scenario, "info only", setting);
  return entries.map((entry) => ({
    ...entry,
    requestId: "",
    correlationId: "",
    ...(entry.event === "response" && { durationMs: 0, headMs: 0, firstContentMs: entry.firstContentMs === null }),
  }));
}

it.each(["none", "redacted"] as const)(
  "entries do not depend on how a stream is cut (content: %s)",
  async (content) => {
    await fc.assert(
      fc.asyncProperty(
        draws(["an answer, completed"]),
        fc.constantFrom(...ends),
        sizes,
        fc.boolean(),
        async (draw: Draw, end, sizes, slowly) => {
          const scenarioWith = (cut: readonly number[], slowly: boolean): Scenario => {
            const ground = groundOf({ ...draw, spoil: 0 }, content);
            const scenario = endings.get("an answer, completed")?.(ground);
            if (!scenario) throw new Error("There is no such ending.");
            const bytes = new TextEncoder().encode(asStream(plantedAnswer(ground.sowing, end, draw.choice)));
            const upstream = {
              apiKey: "k",
              fetch: async () =>
                new Response(chunked(bytes, cut, slowly), { headers: { "content-type": "text/event-stream" } }),
            };
            return {
              ...scenario,
              options: { ...scenario.options, content, upstream, holdMs: 10_000, pseudonyms: { key: "a key" } },
            };
          };
          expect(await entriesOf(scenarioWith(sizes, slowly))).toEqual(
            await entriesOf(scenarioWith([1_000_000], false)),
          );
        },
      ),
      { ...propertyOptions, endOnFailure: true, numRuns: Math.ceil(propertyOptions.numRuns / 10) },
    );
  },
  600_000,
);
