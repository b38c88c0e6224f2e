import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { propertyOptions } from "../../../core/test/support/property-options.js";
import { createHandler } from "../../src/index.js";
import { openTelemetry } from "../../src/opentelemetry.js";
import { draws } from "./draws.js";
import { endings } from "./endings.js";
import { leaksIn } from "./leaks.js";
import { type TelemetryMemory, telemetryMemory } from "./telemetry-memory.js";
import { judge } from "./verdict.js";
import { watchOutput } from "./witness.js";

const witness = watchOutput();
const implementation = { createHandler, openTelemetry };
let memory: TelemetryMemory | undefined;
beforeAll(() => {
  memory = telemetryMemory();
});
afterAll(() => memory?.stop());

describe("without content in the log", () => {
  it.each([...endings.keys()])("nothing is written of anybody's words after %s", async (ending) => {
    for (const [start, shape] of ["hello", "history", "settings"].entries()) {
      const draw = { ending, start: start * 331, shape, stream: start !== 1, form: start * 7, choice: 127, spoil: 0 };
      const { complaints } = await judge(draw, "none", { implementation, witness, memory });
      expect(complaints).toEqual([]);
    }
  });

  it("nothing is written of anybody's words, whatever is asked and however it ends", async () => {
    let completed = 0;
    let judged = 0;
    await fc.assert(
      fc.asyncProperty(draws(), fc.boolean(), async (draw, traced) => {
        const { complaints, outcome } = await judge(draw, "none", {
          implementation,
          witness,
          memory: traced ? memory : undefined,
        });
        expect(complaints).toEqual([]);
        judged += 1;
        if (outcome.entries.some((entry) => entry.event === "request" && entry.asks)) completed += 1;
      }),
      { ...propertyOptions, endOnFailure: true },
    );
    // Requests that are refused at once would show nothing.
    expect(completed / judged).toBeGreaterThan(0.3);
    expect(leaksIn((await memory?.readMetrics()) ?? "")).toEqual([]);
  }, 600_000);
});
