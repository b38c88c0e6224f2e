import { createTranslator, type StreamEvent, streamTranslator } from "@transpond/core";
import { describe, expect, it } from "vitest";
import { respondWithStream } from "../src/index.js";
import { context } from "./context.js";
import { added, completed, created, delta, finished, whole } from "./upstream-words.js";

const call = { type: "function_call", id: "fc_1", call_id: "call_1", name: "Read", status: "completed" };
const called = [
  { type: "response.output_item.added", output_index: 1, item: { ...call, arguments: "" } },
  { type: "response.function_call_arguments.delta", output_index: 1, delta: '{"file_path":' },
  { type: "response.function_call_arguments.delta", output_index: 1, delta: '"/a"}' },
  { type: "response.output_item.done", output_index: 1, item: { ...call, arguments: '{"file_path":"/a"}' } },
];
const interleaved = [created, added, called[0] ?? {}, called[1] ?? {}, delta("Hi"), ...called.slice(2), completed];
const refused = {
  type: "response.failed",
  response: { status: "failed", error: { code: "bio_policy", message: "No" } },
};
const incomplete = {
  type: "response.incomplete",
  response: { ...completed.response, status: "incomplete", incomplete_details: { reason: "max_output_tokens" } },
};
const failure = { type: "error", error: { code: "rate_limit_exceeded", message: "Slow down", type: "tokens" } };

const streams: [string, object[]][] = [
  ["a text", whole],
  ["items that interleave", interleaved],
  ["only the end", [completed]],
  ["an incomplete response", [...whole.slice(0, 3), incomplete]],
  ["a refusal by policy", [created, refused]],
  ["a late refusal by policy", [...whole.slice(0, 3), refused]],
  ["an early failure", [created, failure]],
  ["a late failure", [...whole.slice(0, 3), failure]],
  ["nothing", []],
  ["a cut before the first item", [created]],
  ["a cut within a text", whole.slice(0, 3)],
  ["a cut within a call", interleaved.slice(0, 4)],
  ["a cut right before the end", whole.slice(0, -1)],
  ["unknown and repeated events", [{ type: "response.future" }, ...whole, finished, ...whole]],
  ["what is no event", [...whole.slice(0, 3), [], ...whole.slice(3)]],
];

const options = { requestId: "req_1", newId: () => "msg_own", now: () => 0 };
const utf8 = new TextEncoder();
const encode = (events: readonly object[]) => utf8.encode(events.map((e) => `data: ${JSON.stringify(e)}\n\n`).join(""));

/** The events of an answer; an error that has a status of its own stands for the event that it would have been. */
async function eventsOf(response: Response): Promise<unknown[]> {
  const text = await response.text();
  if (response.headers.get("content-type") === "application/json") return [JSON.parse(text)];
  const frames = text.split("\n\n").filter((frame) => frame !== "");
  return frames.map((frame) => JSON.parse(frame.slice(frame.indexOf("data: ") + 6)));
}
const withoutPings = (events: readonly unknown[]) =>
  events.filter((event) => JSON.stringify(event) !== '{"type":"ping"}');

/** The events of each way there is, for parsed events and for bytes. */
async function allWays(source: readonly object[]): Promise<Record<string, unknown[]>> {
  const pure = (chunks: readonly object[]): StreamEvent[] => {
    const translator = createTranslator(context, options);
    return [...chunks.flatMap((chunk) => translator.push(chunk)), ...translator.end()];
  };
  const iterated = async (chunks: readonly object[]) => {
    const events: StreamEvent[] = [];
    for await (const event of streamTranslator(chunks, context, options)) events.push(event);
    return events;
  };
  const answered = async (chunks: readonly object[]) => eventsOf(await respondWithStream(chunks, context, options));
  const bytes = [encode(source)];
  return {
    "createTranslator, events": pure(source),
    "createTranslator, bytes": pure(bytes),
    "streamTranslator, events": await iterated(source),
    "streamTranslator, bytes": await iterated(bytes),
    "respondWithStream, events": withoutPings(await answered(source)),
    "respondWithStream, bytes": withoutPings(await answered(bytes)),
  };
}

describe("createTranslator, streamTranslator and respondWithStream give the same events", () => {
  it.each(streams)("for %s", async (_name, source) => {
    const ways = await allWays(source);
    const expected = ways["createTranslator, events"];
    for (const [way, events] of Object.entries(ways)) expect([way, events]).toEqual([way, expected]);
    expect(expected?.at(-1)).toMatchObject({ type: expect.stringMatching(/^(?:message_stop|error)$/) });
  });
});
