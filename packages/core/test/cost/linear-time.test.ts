import { describe, expect, it } from "vitest";
import { MessageAccumulator } from "../../src/stream/accumulate.js";
import { translateNow } from "../support/translate-now.js";
import { contextOf, type Shape, shapes } from "./shapes.js";

/**
 * What eight times as much may cost: as far from eight, which is linear, as from 64, which is quadratic, so that a busy
 * machine does not look like bad code.
 */
const more = 8;
const limit = 22;
/** A size is large enough when its cost, in microseconds, is well above what a clock and a collector of garbage disturb. */
const measurable = 4_000;
const largest = 16_000;
/** The least of several rounds is what the work itself costs; rounds go on until that is plain. */
const rounds = 40;

/** Processor time of one translation, accumulated to a message, in microseconds. */
function costOf(shape: Shape, size: number): number {
  const chunks = [...shape.make(size)];
  const context = contextOf(shape);
  const start = process.cpuUsage();
  const { events } = translateNow(chunks, context);
  const accumulator = new MessageAccumulator();
  for (const event of events) accumulator.accept(event);
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function growth(shape: Shape): number {
  let size = 1_000;
  while (size < largest && costOf(shape, size) < measurable) size *= 2;
  const least = { one: Number.POSITIVE_INFINITY, many: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds && (round < 2 || least.many > least.one * limit); round++) {
    least.one = Math.min(least.one, costOf(shape, size));
    least.many = Math.min(least.many, costOf(shape, size * more));
  }
  return least.many / least.one;
}

describe("cost is linear in what the upstream sends (law 10)", () => {
  it.each(Object.entries(shapes))("%s", (_, shape) => {
    expect(growth(shape)).toBeLessThanOrEqual(limit);
  });

  it("measures: work that is quadratic is found", () => {
    const make = (size: number) => {
      const events = Array.from({ length: size }, (_, at) => ({ type: `response.future.${at}` }));
      return Array.from({ length: size / 100 }, () => events).flat();
    };
    const least = (size: number) => Math.min(...[1, 2, 3].map(() => costOf({ make }, size)));
    expect(least(1_000 * more) / least(1_000)).toBeGreaterThan(limit);
  });
});
