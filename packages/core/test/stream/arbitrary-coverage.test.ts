import fc from "fast-check";
import { expect, test } from "vitest";
import { isObject, type JsonObject, objectAt, objectsAt } from "../../src/json.js";
import { outputItems } from "../../src/response/renderers.js";
import { eventRoles } from "../../src/stream/event-table.js";
import { startsOf } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import { verdictOf } from "../support/verdict.js";
import { arbitraryAnswer } from "./arbitrary/answer.js";
import { arbitraryContext } from "./arbitrary/contexts.js";
import { hostileEvents } from "./arbitrary/damage.js";
import { arbitraryFailure } from "./arbitrary/failures.js";

/** What properties prove is worth as much as the streams that they are tried on. */
const sample = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.sample(arbitrary, { numRuns: 2000, seed: 20261122 });
const answers = sample(fc.tuple(arbitraryAnswer, arbitraryContext));
const failures = sample(arbitraryFailure);
const items = answers.flatMap(([{ final }]) => objectsAt(final, "output"));

const share = (count: number, of: number) => count / of;
const shareOf = (holds: (answer: { events: JsonObject[]; final: JsonObject }) => boolean) =>
  share(answers.filter(([answer]) => holds(answer)).length, answers.length);

/** Every object inside a value. */
function objectsIn(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

const valuesOf = (objects: readonly JsonObject[], key: string) => new Set(objects.map((object) => object[key]));

test("every output item is generated, but the one that is an error", () => {
  const seen = valuesOf(items, "type");
  expect(Object.keys(outputItems).filter((type) => !seen.has(type))).toEqual(["mcp_approval_request"]);
});

/** Endings that are failures, and events that say nothing of a kind that the others do not. */
const unseen = [
  ...["response.failed", "response.cancelled", "error", "response.image_generation_call.generating"],
  ...["response.image_generation_call.completed", "response.audio.delta", "response.audio.done"],
  ...["response.audio.transcript.delta", "response.audio.transcript.done"],
];

test("every event is generated", () => {
  const seen = valuesOf(
    answers.flatMap(([{ events }]) => events),
    "type",
  );
  expect(
    Object.keys(eventRoles)
      .filter((type) => !seen.has(type))
      .sort(),
  ).toEqual([...unseen].sort());
  const ends = valuesOf(
    failures.flatMap(({ events }) => events),
    "type",
  );
  for (const type of ["response.failed", "response.cancelled", "error", undefined]) expect(ends).toContain(type);
});

test.each([
  ["url_citation", 0.01],
  ["file_citation", 0.003],
  ["container_file_citation", 0.003],
  ["file_path", 0.003],
])("annotations: %s", (type, least) => {
  const seen = objectsIn(items).filter((object) => object.type === type);
  expect(share(seen.length, items.length)).toBeGreaterThan(least);
});

const lengthOf = (item: JsonObject, key: string) => objectsAt(item, key).length;
const endsIn = (reason: string | undefined) => (answer: { final: JsonObject }) =>
  answer.final.status === "incomplete" && objectAt(answer.final, "incomplete_details").reason === reason;

test.each<[string, number, (answer: { events: JsonObject[]; final: JsonObject }) => boolean]>([
  ["no items", 0.05, ({ final }) => lengthOf(final, "output") === 0],
  ["three items or more", 0.2, ({ final }) => lengthOf(final, "output") >= 3],
  [
    "two calls or more",
    0.05,
    ({ final }) => objectsAt(final, "output").filter(({ type }) => type === "function_call").length >= 2,
  ],
  [
    "messages of several parts",
    0.1,
    ({ final }) => objectsAt(final, "output").some((item) => item.type === "message" && lengthOf(item, "content") > 1),
  ],
  [
    "thoughts of several parts",
    0.05,
    ({ final }) => objectsAt(final, "output").some((item) => lengthOf(item, "summary") > 1),
  ],
  [
    "phases that the final form alone tells",
    0.02,
    ({ events }) => {
      const isFirst = ({ type, item }: JsonObject) =>
        type === "response.output_item.added" && isObject(item) && !("phase" in item);
      const isLast = ({ type, item }: JsonObject) =>
        type === "response.output_item.done" && isObject(item) && "phase" in item;
      return events.some(
        (last) => isLast(last) && events.some((first) => isFirst(first) && first.output_index === last.output_index),
      );
    },
  ],
  ["refusals", 0.03, ({ final }) => objectsIn(final).some(({ type }) => type === "refusal")],
  ["raw reasoning", 0.03, ({ final }) => objectsIn(final).some(({ type }) => type === "reasoning_text")],
  ["no created", 0.1, ({ events }) => events[0]?.type !== "response.created"],
  ["no items added", 0.1, ({ events }) => !events.some(({ type }) => type === "response.output_item.added")],
  ["no deltas", 0.1, ({ events }) => !events.some((event) => "delta" in event)],
  [
    "items in the terminal event alone",
    0.05,
    ({ events, final }) =>
      lengthOf(final, "output") > 0 && !events.some(({ type }) => String(type).startsWith("response.output_item")),
  ],
  [
    "a terminal event without items",
    0.05,
    ({ events, final }) =>
      lengthOf(final, "output") > 0 && lengthOf(objectAt(events.at(-1) ?? {}, "response"), "output") === 0,
  ],
  ["no sequence numbers", 0.3, ({ events }) => !events.some((event) => "sequence_number" in event)],
  ["no indices", 0.05, ({ events }) => events.length > 3 && !events.some((event) => "output_index" in event)],
  ["keepalives", 0.1, ({ events }) => events.some(({ type }) => type === "keepalive")],
  ["unknown events", 0.1, ({ events }) => events.some(({ type }) => type === "response.some_future.event")],
  ["obfuscation", 0.1, ({ events }) => events.some((event) => "obfuscation" in event)],
  ["items that overlap", 0.05, ({ events }) => overlaps(events)],
  ["no usage", 0.05, ({ final }) => !isObject(final.usage)],
  ["max_output_tokens", 0.05, endsIn("max_output_tokens")],
  ["content_filter", 0.02, endsIn("content_filter")],
  ["steered", 0.02, endsIn("steered")],
  ["incomplete without a reason", 0.02, endsIn(undefined)],
])("deliveries and endings: %s", (_, least, holds) => {
  expect(shareOf(holds)).toBeGreaterThan(least);
});

/** Whether an item goes on after a later one has begun. */
function overlaps(events: readonly JsonObject[]): boolean {
  const indices = events.flatMap(({ output_index }) => (typeof output_index === "number" ? [output_index] : []));
  return indices.some((index, at) => index < Math.max(...indices.slice(0, at)));
}

test("every block that there is comes out", () => {
  const blocks = answers.flatMap(([{ events }, context]) => startsOf(translateNow(events, context).events));
  const seen = new Set(blocks.map(({ type }) => String(type)));
  expect([...seen].sort()).toEqual([
    ...["code_execution_tool_result", "compaction", "mcp_tool_listing", "mcp_tool_result", "mcp_tool_use"],
    ...["server_tool_use", "text", "thinking", "tool_search_tool_result", "tool_use", "web_search_tool_result"],
  ]);
});

test("hostile streams succeed, fail, and break off", () => {
  const verdicts = sample(hostileEvents).map((events) =>
    verdictOf(events.filter((event) => typeof event === "object" && event !== null)),
  );
  for (const verdict of ["success", "failure", "nothing"]) {
    expect(share(verdicts.filter((other) => other === verdict).length, verdicts.length)).toBeGreaterThan(0.1);
  }
});
