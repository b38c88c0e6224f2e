import type { TranslationContext } from "../../src/context.js";
import type { JsonObject } from "../../src/json.js";
import { testContext } from "../support/context.js";
import {
  added,
  argumentsDelta,
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  summaryDelta,
  terminal,
  textDelta,
  toSse,
} from "../support/upstream-events.js";

/** A stream of a given size, as events or as chunks of bytes, and what it is translated for. */
export type Shape = { make: (size: number) => Iterable<Uint8Array | object>; context?: Partial<TranslationContext> };

const range = (size: number) => Array.from({ length: size }, (_, at) => at);
const message = (at: number, text = "word") => messageItem(text, { id: `msg_${at}` });
const call = (at: number, json = "{}") => callItem("Read", json, { id: `fc_${at}`, call_id: `call_${at}` });
const item = (at: number, type: string, fields: JsonObject) => ({
  id: `${type}_${at}`,
  type,
  status: "completed",
  ...fields,
});
const whole = (items: object[]) => [created(), ...items.map((item, at) => done(at, item)), terminal(items)];

/** One message whose parts are told of in this order of their numbers. */
const inParts = (size: number, order: (at: number) => number): object[] => [
  created(),
  added(0, message(0)),
  ...range(size).map((at) => textDelta(0, "word", order(at))),
  terminal([
    { ...message(0), content: range(size).map(() => ({ type: "output_text", text: "word", annotations: [] })) },
  ]),
];

const citation = (at: number) => ({
  type: "url_citation",
  url: `https://example.com/${at}`,
  start_index: 0,
  end_index: 4,
});
const annotated = (size: number) => ({
  ...message(0),
  content: [{ type: "output_text", text: "word".repeat(size), annotations: range(size).map(citation) }],
});

const encoder = new TextEncoder();
const cut = (text: string, size: number): Uint8Array[] => {
  const bytes = encoder.encode(text);
  return range(Math.ceil(bytes.length / size)).map((at) => bytes.subarray(at * size, (at + 1) * size));
};

/** What an upstream may send to make an answer costly: much of one thing, or things in an awkward order. */
export const shapes: Record<string, Shape> = {
  "many deltas": { make: (size) => [created(), ...range(size).map(() => textDelta(0, "word ")), terminal([])] },
  "one huge delta": { make: (size) => [created(), textDelta(0, "word ".repeat(size * 20)), terminal([])] },
  "many items": { make: (size) => whole(range(size).map((at) => message(at))) },
  "many items that are open at once": {
    make: (size) => [
      created(),
      ...range(size).map((at) => added(at, { ...message(at), content: [] })),
      ...range(size).map((at) => textDelta(size - 1 - at, "word")),
      terminal(range(size).map((at) => message(at))),
    ],
  },
  "many items that end in the reverse order": {
    make: (size) => [
      created(),
      ...range(size).map((at) => added(at, { ...message(at), content: [] })),
      ...range(size).map((at) => done(size - 1 - at, message(size - 1 - at))),
      terminal([]),
    ],
  },
  "many items that are told of in the reverse order": {
    make: (size) => [created(), ...range(size).map((at) => done(size - 1 - at, message(size - 1 - at))), terminal([])],
  },
  "an item that is announced again and again under new ids": {
    make: (size) => [
      created(),
      ...range(size).map((at) => ({
        type: "response.output_item.added",
        item: { ...call(0, ""), id: `fc_again_${at}` },
      })),
      done(0, call(0)),
      terminal([call(0)]),
    ],
  },
  "many items that are named by id alone": {
    make: (size) => [
      created(),
      ...range(size).map((at) => ({ type: "response.output_item.added", item: message(at) })),
      ...range(size).map((at) => ({
        type: "response.output_text.delta",
        item_id: `msg_${at}`,
        content_index: 0,
        delta: "word",
      })),
      terminal(range(size).map((at) => message(at))),
    ],
  },
  "many events behind the end of their item": {
    make: (size) => [created(), done(0, message(0)), ...range(size).map(() => textDelta(0, "word")), terminal([])],
  },
  "many parts": { make: (size) => inParts(size, (at) => at) },
  "many parts in the reverse order": { make: (size) => inParts(size, (at) => size - 1 - at) },
  "many parts in turns": { make: (size) => inParts(size, (at) => at % Math.ceil(size / 2)) },
  "many annotations": { make: (size) => whole([annotated(size)]) },
  "many annotations, one by one": {
    make: (size) => [
      created(),
      textDelta(0, "word".repeat(size)),
      ...range(size).map((at) => ({
        type: "response.output_text.annotation.added",
        output_index: 0,
        content_index: 0,
        annotation: citation(at),
      })),
      terminal([annotated(size)]),
    ],
  },
  "many refusals": {
    make: (size) => [
      created(),
      ...range(size).map((at) => ({
        type: "response.refusal.delta",
        output_index: at % 7,
        content_index: 0,
        delta: "word",
      })),
      terminal([]),
    ],
  },
  "many thoughts": { make: (size) => whole(range(size).map((at) => reasoningItem(["word"], { id: `rs_${at}` }))) },
  "many parts of one thought": {
    make: (size) => [
      created(),
      ...range(size).map((at) => summaryDelta(0, "word", at)),
      terminal([reasoningItem(range(size).map(() => "word"))]),
    ],
  },
  "many calls": { make: (size) => whole(range(size).map((at) => call(at))) },
  "many deltas of arguments": {
    make: (size) => {
      const json = `{"a":"${"word".repeat(size)}"}`;
      return [
        created(),
        added(0, call(0, "")),
        ...range(size).map((at) => argumentsDelta(0, json.slice(at * 4, at * 4 + 4))),
        done(0, call(0, json)),
        terminal([]),
      ];
    },
  },
  "arguments of many members, some of them left out": {
    make: (size) =>
      whole([
        call(
          0,
          `{${range(size)
            .map((at) => `"m${at}":${at % 2 ? "null" : '""'}`)
            .join(",")}}`,
        ),
      ]),
    context: { omittableArguments: { Read: { m1: ["null"], m2: ["empty_string"] } } },
  },
  "arguments with long names and much space": {
    make: (size) => whole([call(0, `{"${"n".repeat(size)}"${" ".repeat(size)}:1,"m1":null}`)]),
    context: { omittableArguments: { Read: { m1: ["null"] } } },
  },
  "arguments in which much is nested": {
    make: (size) => whole([call(0, `{"a":${"[".repeat(size / 4)}${"]".repeat(size / 4)}}`)]),
  },
  "calls of one id": { make: (size) => whole(range(size).map((at) => ({ ...call(at), call_id: "call_1" }))) },
  "a text that nearly matches a stop sequence all the time": {
    make: (size) => [created(), ...range(size).map(() => textDelta(0, "aaaaaaaa")), terminal([])],
    context: { stopSequences: [`${"a".repeat(500)}b`, "aaab"] },
  },
  "many searches": {
    make: (size) =>
      whole(
        range(size).map((at) =>
          item(at, "web_search_call", {
            action: { type: "search", query: "q", sources: [{ url: "https://example.com" }] },
          }),
        ),
      ),
  },
  "one search with many sources": {
    make: (size) =>
      whole([
        item(0, "web_search_call", {
          action: { type: "search", sources: range(size).map((at) => ({ url: `https://example.com/${at}` })) },
        }),
      ]),
  },
  "much that code printed": {
    make: (size) =>
      whole([
        item(0, "code_interpreter_call", {
          code: "x",
          outputs: range(size).map(() => ({ type: "logs", logs: "word" })),
        }),
      ]),
  },
  "many searches for tools": {
    make: (size) =>
      whole(
        range(size).flatMap((at) => [
          item(at, "tool_search_call", { execution: "server", arguments: {} }),
          item(at, "tool_search_output", { execution: "server", tools: [{ type: "function", name: "Read" }] }),
        ]),
      ),
    context: { serverTools: ["tool_search_tool_bm25"] },
  },
  "many items of no known type": { make: (size) => whole(range(size).map((at) => item(at, "some_future_item", {}))) },
  "many events of no known type": {
    make: (size) => [created(), ...range(size).map((at) => ({ type: `response.future.${at}` })), terminal([])],
  },
  "many keepalives": {
    make: (size) => [created(), textDelta(0, "a"), ...range(size).map(() => ({ type: "keepalive" })), terminal([])],
  },
  "one long frame in short reads": {
    make: (size) => cut(toSse([created(), textDelta(0, "word".repeat(size * 4)), terminal([])]), 16),
  },
  "one frame of many lines": {
    make: (size) =>
      cut(
        `${toSse([created()])}data: {"type":"keepalive","a":[\n${'data: "word",\n'.repeat(size)}data: 1]}\n\n${toSse([terminal([])])}`,
        64,
      ),
  },
  "many comments": {
    make: (size) => cut(`${toSse([created()])}${": word\n\n".repeat(size)}${toSse([terminal([])])}`, 64),
  },
};

export const contextOf = ({ context }: Shape): TranslationContext => testContext(context);
