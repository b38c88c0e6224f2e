import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyOptions } from "../../../core/test/support/property-options.js";
import { createHandler } from "../../src/index.js";
import { openTelemetry } from "../../src/opentelemetry.js";
import { Canaries } from "./canaries.js";
import { draws } from "./draws.js";
import { endings } from "./endings.js";
import { leaksIn } from "./leaks.js";
import { anywhere } from "./plant.js";
import { run } from "./scenario.js";
import { type Draw, groundOf, judge } from "./verdict.js";
import { watchOutput } from "./witness.js";

const witness = watchOutput();
/** Reading content takes several times as long as not reading it. */
const runs = Math.ceil(propertyOptions.numRuns / 4);
const setting = { implementation: { createHandler, openTelemetry }, witness };
const answered = [...endings.keys()].filter((name) => name.startsWith("an answer"));

describe("with redacted content in the log", () => {
  it("nothing that detectors find is written, and nothing of headers or binary content", async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(draws(), async (draw) => {
        const { complaints, outcome } = await judge(draw, "redacted", setting);
        expect(complaints).toEqual([]);
        if (outcome.entries.some(({ event, content }) => event === "request" && content !== undefined)) shown += 1;
      }),
      { ...propertyOptions, endOnFailure: true, numRuns: runs },
    );
    expect(shown).toBeGreaterThan(runs / 5);
  }, 600_000);

  it("contents of requests and of answers are shown", async () => {
    const draw: Draw = {
      ending: "an answer, completed",
      start: 1,
      shape: "history",
      stream: true,
      form: 1,
      choice: 127,
      spoil: 0,
    };
    const { outcome } = await judge(draw, "redacted", setting);
    const [request, response] = outcome.entries.map(({ content }) => JSON.stringify(content));
    expect(request).toMatch(/\[EMAIL\]|\[PHONE\]|\[CREDIT_CARD\]/);
    for (const part of ["Schreibe an [", "[BINARY image/png", "[BINARY signature", '"tool_result"'])
      expect(request).toContain(part);
    for (const part of ["Schreibe an [", "[BINARY signature", '"tool_use"']) expect(response).toContain(part);
  });

  const throwing = {
    name: "broken",
    find: (text: string): never => {
      throw new Error(text);
    },
  };
  const long = "x".repeat(1_100_000);

  it.each(["requests", "answers"])(
    "what cannot be read is not shown at all, of %s",
    async (where) => {
      await fc.assert(
        fc.asyncProperty(draws(answered), fc.boolean(), async (draw, broken) => {
          const ground = { ...groundOf(draw, "none"), sowing: anywhere(new Canaries(draw.start)) };
          const scenario = endings.get(draw.ending)?.(ground);
          if (!scenario) throw new Error("There is no such ending.");
          const body = String(scenario.body);
          const outcome = await run(
            {
              ...scenario,
              ...(!broken && { body: body.replace(/^\{/, `{"${where}":"${long}",`) }),
              options: {
                ...scenario.options,
                content: "redacted",
                redaction: broken ? { recognisers: [throwing] } : {},
              },
            },
            "info only",
            setting,
          );
          const entries = outcome.entries.filter(({ event }) => broken || event === "request");
          const own = entries.map(({ requestId }) => requestId);
          expect(
            entries.flatMap((entry) =>
              leaksIn(JSON.stringify({ ...entry, user: null, session: null, device: null, account: null }), own),
            ),
          ).toEqual([]);
          for (const entry of entries) {
            if ("content" in entry && entry.content !== undefined && JSON.stringify(entry.content) !== "[]") {
              expect(JSON.stringify(entry)).toContain("[UNSCANNED");
            }
          }
        }),
        { ...propertyOptions, endOnFailure: true, numRuns: Math.ceil(propertyOptions.numRuns / 20) },
      );
    },
    600_000,
  );
});
