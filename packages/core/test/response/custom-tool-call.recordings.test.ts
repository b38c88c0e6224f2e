import { describe, expect, it } from "vitest";
import { isObject, objectAt, objectsAt } from "../../src/json.js";
import { called } from "../support/called.js";
import { needsCorpus, recordings } from "../support/corpus.js";
import { readUpstream } from "../support/upstream-recording.js";

/** Recorded streams with calls of custom tools, and what their `response.tools` says of them. */
const streams = recordings("responses-streams").flatMap((recording) => {
  if (!recording.text.includes('"custom_tool_call"')) return [];
  const { events, items } = readUpstream(recording);
  const tools = events.flatMap((event) => objectsAt(objectAt(event, "response"), "tools"));
  const declared = new Set(tools.filter(({ type }) => type === "custom").map(({ name }) => name));
  const calls = items.filter(({ type }) => type === "custom_tool_call");
  return [{ name: recording.name, events, calls, declared }];
});

describe(`R7: recorded calls of custom tools${needsCorpus}`, () => {
  it.each(streams)("$name", ({ events, calls, declared }) => {
    const { calls: shown, losses } = called(events.filter(isObject));
    const expected = calls
      .filter(({ name }) => declared.has(name))
      .map(({ call_id, name, input }) => [call_id, name, JSON.stringify({ input })]);
    expect(shown.filter((call) => call.length === 3)).toEqual(expected);
    const dropped = losses.filter((loss) => loss.startsWith("unsupported_output_item"));
    expect(dropped).toHaveLength(calls.length - expected.length);
  });

  it.skipIf(streams.length === 0)("are of both kinds", () => {
    expect(new Set(streams.map(({ declared }) => declared.size > 0))).toEqual(new Set([true, false]));
  });
});
