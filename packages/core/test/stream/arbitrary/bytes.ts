import fc from "fast-check";
import { isObject } from "../../../src/json.js";
import { hostileEvents } from "./damage.js";

/** How a server frames its events; all of it is allowed by the format and seen somewhere. */
export type Framing = {
  lineEnd: "\n" | "\r\n" | "\r";
  hasName: boolean;
  hasSpace: boolean;
  /** Puts each field of an event on a line of its own. */
  isMultiLine: boolean;
  /** Stands before each frame. */
  noise: string;
  hasByteOrderMark: boolean;
  isTerminated: boolean;
  /** Whether the last frame has its blank line. */
  isClosed: boolean;
};

export const framing: fc.Arbitrary<Framing> = fc.record({
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  hasName: fc.boolean(),
  hasSpace: fc.boolean(),
  isMultiLine: fc.boolean(),
  noise: fc.constantFrom("", "", ": comment\n", ": comment\n\n", "id: 7\nretry: 100\n", "\n\n", "event: message\n\n"),
  hasByteOrderMark: fc.boolean(),
  isTerminated: fc.boolean(),
  isClosed: fc.constantFrom(true, true, false),
});

/** Events as server-sent events; `undefined`, which is no JSON, as text that is none either. */
export function frame(events: readonly unknown[], how: Framing): Uint8Array {
  const colon = how.hasSpace ? ": " : ":";
  const frames = events.map((event) => {
    const json = JSON.stringify(event, null, how.isMultiLine ? 1 : undefined) ?? "undefined";
    const name = isObject(event) && typeof event.type === "string" ? event.type : "message";
    const lines = [
      ...(how.hasName ? [`event${colon}${name}`] : []),
      ...json.split("\n").map((line) => `data${colon}${line}`),
    ];
    return `${how.noise}${lines.join("\n")}\n\n`;
  });
  const text = [how.hasByteOrderMark ? "\ufeff" : "", ...frames, how.isTerminated ? "data: [DONE]\n\n" : ""].join("");
  const body = how.isClosed ? text : text.replace(/\n+$/, "");
  return new TextEncoder().encode(body.replaceAll("\n", how.lineEnd));
}

/** The bytes in reads that end at these places, or all of one size. */
export type Reads = { size: number } | { ends: number[] };

export const reads: fc.Arbitrary<Reads> = fc.oneof(
  { arbitrary: fc.record({ size: fc.constantFrom(1, 1, 2, 3, 7) }), weight: 1 },
  { arbitrary: fc.record({ size: fc.integer({ min: 10, max: 3_000 }) }), weight: 4 },
  { arbitrary: fc.record({ ends: fc.array(fc.nat(), { maxLength: 6 }) }), weight: 4 },
);

export function cutBytes(bytes: Uint8Array, how: Reads): Uint8Array[] {
  const ends =
    "size" in how
      ? Array.from({ length: Math.ceil(bytes.length / how.size) }, (_, at) => (at + 1) * how.size)
      : [...how.ends.map((end) => end % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
}

/** As OpenAI frames its events. */
export const plain: Framing = {
  lineEnd: "\n",
  hasName: true,
  hasSpace: true,
  isMultiLine: false,
  noise: "",
  hasByteOrderMark: false,
  isTerminated: false,
  isClosed: true,
};

/** Bytes of a hostile upstream: broken events, some of whose bytes are wrong as well, or no events at all. */
export const hostileBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  {
    arbitrary: fc
      .tuple(
        hostileEvents,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.constantFrom("set", "insert", "delete")), {
          maxLength: 4,
        }),
      )
      .map(([events, edits]) => {
        const bytes = [...frame(events, plain)];
        for (const [position, byte, how] of edits) {
          const at = position % (bytes.length + 1);
          bytes.splice(at, how === "insert" ? 0 : 1, ...(how === "delete" ? [] : [byte]));
        }
        return Uint8Array.from(bytes);
      }),
    weight: 6,
  },
  { arbitrary: fc.uint8Array({ maxLength: 60 }), weight: 1 },
  {
    arbitrary: fc
      .array(
        fc.constantFrom(
          ...[
            "data:",
            " ",
            "\n",
            "\r",
            "\n\n",
            "{",
            '"',
            "}",
            "event:",
            ":",
            "[DONE]",
            "\ufeff",
            '{"type":"keepalive"}',
          ],
        ),
        { maxLength: 20 },
      )
      .map((parts) => new TextEncoder().encode(parts.join(""))),
    weight: 1,
  },
);
