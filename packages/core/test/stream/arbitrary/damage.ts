import fc from "fast-check";
import { arbitraryAnswer } from "./answer.js";
import { arbitraryFailure } from "./failures.js";

/** Something that breaks a stream of events. */
type Damage = (events: readonly unknown[]) => unknown[];

const place = fc.nat({ max: 200 });
/** Chance as plain values, so that a failing case shrinks and repeats. */
const rolls = fc.array(fc.nat({ max: 999 }), { minLength: 12, maxLength: 12 });
const at = (position: number, length: number) => (length === 0 ? 0 : position % length);

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** Values that no server should send anywhere. */
export const hostileValue = fc.oneof(
  {
    arbitrary: fc.constantFrom<unknown>(
      ...[undefined, null, true, "", [], {}, [null], [[]], { length: 3 }, { toString: 1 }],
      ...[-1, -0, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, Number.MAX_SAFE_INTEGER, 1_000_000],
      ...[
        "\ud800",
        "a\udc00",
        "\u0000",
        "\ufeff",
        "__proto__",
        "constructor",
        "toString",
        "{",
        "[1]",
        '{"a":1}',
        "null",
      ],
    ),
    weight: 6,
  },
  {
    arbitrary: fc.constantFrom<unknown>(
      ...["message", "reasoning", "function_call", "custom_tool_call", "web_search_call", "code_interpreter_call"],
      ...[
        "mcp_call",
        "mcp_approval_request",
        "tool_search_output",
        "compaction",
        "output_text",
        "refusal",
        "url_citation",
      ],
      ...["completed", "incomplete", "failed", "cancelled", "in_progress", "bio_policy", "max_output_tokens"],
    ),
    weight: 4,
  },
  {
    arbitrary: fc.constantFrom<unknown>(
      "x".repeat(5_000),
      "🙂".repeat(500),
      nested(300),
      JSON.parse('{"__proto__":{"type":"message"}}'),
    ),
    weight: 1,
  },
  { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
);

/** Every type of event that does something, and some that do nothing. */
const eventTypes = [
  ...["response.created", "response.in_progress", "response.completed", "response.incomplete", "response.failed"],
  ...["response.output_item.added", "response.output_item.done", "response.content_part.added"],
  ...["response.content_part.done", "response.output_text.delta", "response.output_text.done"],
  ...["response.output_text.annotation.added", "response.refusal.delta", "response.refusal.done"],
  ...["response.reasoning_summary_part.added", "response.reasoning_summary_text.delta"],
  ...["response.reasoning_summary_text.done", "response.reasoning_text.delta", "response.reasoning_text.done"],
  ...["response.function_call_arguments.delta", "response.function_call_arguments.done"],
  ...["response.custom_tool_call_input.delta", "response.custom_tool_call_input.done"],
  ...["response.web_search_call.completed", "response.mcp_call.failed", "response.audio.delta"],
  ...["response.some_future.event", "keepalive", "error", "constructor", ""],
];

function fieldsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + fieldsOf(inner), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + 1 + fieldsOf(inner), 0);
}

/** Sets the value of the n-th field, counted through all nested objects; `undefined` takes the field away. */
function setField(value: unknown, target: number, replacement: unknown): unknown {
  let count = 0;
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node)
        .map(([key, inner]) => [key, count++ === target ? replacement : walk(inner)])
        .filter(([, inner]) => inner !== undefined),
    );
  };
  return walk(value);
}

const onEvent =
  (position: number, change: (event: unknown) => unknown[]): Damage =>
  (events) =>
    events.flatMap((event, other) => (other === at(position, events.length) ? change(event) : [event]));

const outOfOrder: fc.Arbitrary<Damage>[] = [
  rolls.map(
    (rolls): Damage =>
      (events) => {
        const shuffled = [...events];
        for (let last = shuffled.length - 1; last > 0; last--) {
          const other = at((rolls[last % rolls.length] ?? 0) + last, last + 1);
          [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
        }
        return shuffled;
      },
  ),
  fc.tuple(place, place).map(
    ([from, to]): Damage =>
      (events) => {
        const moved = [...events];
        moved.splice(at(to, moved.length), 0, ...moved.splice(at(from, moved.length), 1));
        return moved;
      },
  ),
];

const moreOrLess: fc.Arbitrary<Damage>[] = [
  place.map((position) => onEvent(position, (event) => [event, event])),
  fc.tuple(place, fc.integer({ min: 1, max: 4 })).map(
    ([position, count]): Damage =>
      (events) => {
        const from = at(position, events.length);
        return events.filter((_, other) => other < from || other >= from + count);
      },
  ),
  place.map(
    (length): Damage =>
      (events) =>
        events.slice(0, at(length, events.length + 1)),
  ),
  fc.constant<Damage>((events) => [...events, ...events]),
  place.map((position) => onEvent(position, () => [])),
];

/** Two answers in one, one behind the other or into each other. */
const merged: fc.Arbitrary<Damage>[] = [
  arbitraryAnswer.map(
    ({ events: more }): Damage =>
      (events) => [...events, ...more],
  ),
  fc.tuple(arbitraryAnswer, rolls).map(
    ([other, rolls]): Damage =>
      (events) => {
        const [one, two] = [[...events], [...other.events]];
        const both: unknown[] = [];
        while (one.length > 0 || two.length > 0) {
          const isFirst = two.length === 0 || (one.length > 0 && (rolls[both.length % rolls.length] ?? 0) % 2 === 0);
          both.push((isFirst ? one : two).shift());
        }
        return both;
      },
  ),
];

const wrongFields = fc.constantFrom(
  ...["output_index", "item", "delta", "response", "part", "content_index", "summary_index", "item_id"],
  ...["sequence_number", "annotation", "arguments", "text"],
);

const wrongValues: fc.Arbitrary<Damage>[] = [
  fc
    .tuple(place, place, hostileValue)
    .map(([position, field, value]) =>
      onEvent(position, (event) => [setField(event, at(field, fieldsOf(event)), value)]),
    ),
  fc.tuple(wrongFields, hostileValue).map(
    ([field, value]): Damage =>
      (events) =>
        events.map((event) =>
          typeof event === "object" && event !== null && field in event ? { ...event, [field]: value } : event,
        ),
  ),
  fc
    .tuple(place, fc.constantFrom(...eventTypes))
    .map(([position, type]) => onEvent(position, (event) => [{ ...Object(event), type }])),
  fc.tuple(place, hostileValue).map(([position, value]) => onEvent(position, (event) => [value, event])),
];

const damage = fc.oneof(...outOfOrder, ...moreOrLess, ...merged, ...wrongValues, ...wrongValues);

/** Garbage of the right vocabulary: any events with any fields. */
const madeUp: fc.Arbitrary<unknown[]> = fc.array(
  fc.record(
    {
      type: fc.constantFrom(...eventTypes),
      output_index: fc.oneof(fc.nat({ max: 3 }), hostileValue),
      content_index: fc.nat({ max: 2 }),
      item_id: fc.constantFrom("a", "b", ""),
      delta: fc.oneof(fc.constantFrom("a", "{", '"'), hostileValue),
      item: fc.record(
        {
          type: fc.constantFrom(
            "message",
            "reasoning",
            "function_call",
            "custom_tool_call",
            "web_search_call",
            "mcp_call",
          ),
          id: fc.constantFrom("a", "b", ""),
          call_id: fc.constantFrom("call_1", "call_2"),
          name: fc.constantFrom("Read", "write_sql", ""),
          arguments: fc.constantFrom("", "{}", '{"a', "1"),
          status: fc.constantFrom("completed", "incomplete", "failed"),
          summary: hostileValue,
          content: fc.oneof(
            fc.array(fc.record({ type: fc.constantFrom("output_text", "refusal"), text: fc.constantFrom("a", "ab") })),
            hostileValue,
          ),
        },
        { requiredKeys: [] },
      ),
      response: fc.oneof(
        fc.constantFrom<unknown>({}, { status: "completed" }, { status: "failed", error: {} }),
        hostileValue,
      ),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 12 },
);

/** What a broken, hostile or misunderstood upstream may send, as parsed values of any kind. */
export const hostileEvents: fc.Arbitrary<unknown[]> = fc.oneof(
  {
    arbitrary: fc
      .tuple(
        fc.oneof(arbitraryAnswer, arbitraryAnswer, arbitraryFailure),
        fc.array(damage, { minLength: 1, maxLength: 3 }),
      )
      .map(([{ events }, damages]) => damages.reduce<unknown[]>((broken, apply) => apply(broken), events)),
    weight: 6,
  },
  { arbitrary: madeUp, weight: 1 },
  { arbitrary: fc.array(hostileValue, { maxLength: 5 }), weight: 1 },
);
