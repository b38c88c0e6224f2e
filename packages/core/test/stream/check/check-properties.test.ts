import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StreamEvent } from "../../../src/anthropic/stream-events.js";
import { checkMessageStream } from "../../../src/stream/check-message-stream.js";
import { blockDeltas, deltaFields } from "../../../src/stream/grammar.js";
import { arbitraryMessageStream } from "../../support/arbitrary-message-stream.js";
import { propertyOptions } from "../../support/property-options.js";
import { everything, lenient, strict } from "./check.js";

type Loose = { type: string; index?: unknown; delta?: unknown };
const deltaKinds = [...deltaFields.keys()];

/** Changes of a valid stream, each with the events that it breaks the stream by. */
const mutations: Record<
  string,
  { of: (event: StreamEvent, events: StreamEvent[]) => boolean; make: (events: StreamEvent[], at: number) => unknown[] }
> = {
  delete: {
    // An answer that an error ends may stop anywhere, so one without its last event is valid.
    of: (event, events) => {
      const next = events.slice(events.indexOf(event) + 1).find(({ type }) => type !== "ping");
      return !["ping", "content_block_delta"].includes(event.type) && next?.type !== "error";
    },
    make: (events, position) => events.filter((_, other) => other !== position),
  },
  duplicate: {
    of: (event) =>
      event.type === "content_block_delta"
        ? event.delta.type === "signature_delta"
        : event.type !== "ping" && event.type !== "message_delta",
    make: (events, position) => [...events.slice(0, position + 1), ...events.slice(position)],
  },
  swap: {
    of: (event, events) => {
      const next = events[events.indexOf(event) + 1];
      return (
        next !== undefined &&
        event.type !== next.type &&
        event.type !== "ping" &&
        next.type !== "ping" &&
        next.type !== "error"
      );
    },
    make: (events, position) => [
      ...events.slice(0, position),
      ...events.slice(position + 1, position + 2),
      ...events.slice(position, position + 1),
      ...events.slice(position + 2),
    ],
  },
  reindex: {
    of: (event) => "index" in event,
    make: (events, position) =>
      events.map((event, other) =>
        other === position && "index" in event ? { ...event, index: event.index + 1 } : event,
      ),
  },
  change_delta: {
    of: ({ type }) => type === "content_block_delta",
    make: (events, position) => {
      const event: Loose | undefined = events[position];
      const block = events.slice(0, position).findLast((before) => before.type === "content_block_start");
      const takes = block?.type === "content_block_start" ? (blockDeltas.get(block.content_block.type) ?? []) : [];
      const kind = deltaKinds.find((other) => !takes.includes(other));
      return events.map((other, place) => (place === position ? { ...event, delta: { type: kind } } : other));
    },
  },
};

describe("properties", () => {
  it("valid streams are valid under both profiles", () => {
    fc.assert(
      fc.property(arbitraryMessageStream, (events) => {
        expect(lenient(events)).toEqual([]);
        expect(strict(events)).toEqual([]);
      }),
      propertyOptions,
    );
  });

  for (const [name, { of, make }] of Object.entries(mutations)) {
    it(`catches every stream with one event changed: ${name}`, () => {
      let tried = 0;
      fc.assert(
        fc.property(arbitraryMessageStream, (events) => {
          events.forEach((event, position) => {
            if (!of(event, events)) return;
            tried++;
            expect(lenient(make(events, position)), `${name} ${event.type} at ${position}`).not.toEqual([]);
          });
        }),
        propertyOptions,
      );
      expect(tried).toBeGreaterThan(propertyOptions.numRuns);
    });
  }

  it("hostile values never throw, and break a few rules each at most", () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true });
    const type = fc.constantFrom(
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
      "ping",
      "error",
    );
    const hostileField = fc.oneof(
      anything,
      fc.dictionary(fc.constantFrom("type", "index", "text", "stop_reason", "usage"), anything),
    );
    const event = fc.oneof(
      anything,
      fc.constantFrom(...everything),
      fc.record(
        {
          type: fc.oneof({ arbitrary: type, weight: 5 }, { arbitrary: anything, weight: 1 }),
          index: fc.oneof(fc.nat({ max: 3 }), anything),
          message: hostileField,
          content_block: fc.oneof(
            hostileField,
            fc.record({ type: fc.constantFrom("text", "tool_use", "__proto__", "thinking"), id: anything }),
          ),
          delta: fc.oneof(
            hostileField,
            fc.record({ type: fc.constantFrom(...deltaKinds, "toString"), partial_json: anything, text: anything }),
          ),
          usage: hostileField,
          error: hostileField,
        },
        { requiredKeys: ["type"] },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 30 }),
        fc.constantFrom("anthropic" as const, "strict" as const),
        (events, profile) => {
          const perEvent = new Map<number, number>();
          for (const { index } of checkMessageStream(events, { profile }))
            perEvent.set(index, (perEvent.get(index) ?? 0) + 1);
          expect(Math.max(0, ...perEvent.values())).toBeLessThanOrEqual(8);
        },
      ),
      propertyOptions,
    );
  });

  it("what is no stream at all is a violation, too", () => {
    for (const value of [null, undefined, 7, "message_stop", {}]) {
      expect(Reflect.apply(checkMessageStream, undefined, [value])).toHaveLength(2);
    }
  });
});
