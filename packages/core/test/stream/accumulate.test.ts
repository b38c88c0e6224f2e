import { describe, expect, it } from "vitest";
import type { ContentBlock } from "../../src/anthropic/message.js";
import type { ContentBlockDelta, StreamEvent } from "../../src/anthropic/stream-events.js";
import { BlockAccumulator, MessageAccumulator } from "../../src/stream/accumulate.js";
import { encodeServerSentEvents } from "../../src/stream/encode-events.js";
import {
  block,
  emptySearch,
  emptyText,
  emptyTool,
  finished,
  message,
  messageDelta,
  search,
  searchResult,
  text,
  thinking,
  toolUse,
  usage,
} from "../support/message-streams.js";
import { officialMessage } from "../support/official-accumulator.js";

function accumulated(events: readonly StreamEvent[]) {
  const accumulator = new MessageAccumulator();
  const blocks = events.map((event) => accumulator.accept(event)).filter((done) => done !== undefined);
  return { message: accumulator.message, blocks, length: accumulator.length };
}

/** The block that a start and its deltas make up. */
const blockOf = (start: ContentBlock, ...deltas: ContentBlockDelta[]) => {
  const accumulator = new BlockAccumulator();
  return block(0, start, ...deltas)
    .map((event) => accumulator.accept(event))
    .at(-1);
};
const json = (...pieces: string[]): ContentBlockDelta[] =>
  pieces.map((partial_json) => ({ type: "input_json_delta", partial_json }));

describe("a block", () => {
  it.each<[string, ContentBlock, ContentBlockDelta[], object]>([
    [
      "text",
      emptyText,
      [
        { type: "text_delta", text: "a" },
        { type: "text_delta", text: "b" },
      ],
      { text: "ab", citations: null },
    ],
    ["a call", emptyTool("t"), json('{"a":', "[1]}"), { id: "t", input: { a: [1] } }],
    ["a call without deltas", emptyTool("t"), [], { input: {} }],
    ["a call with an empty delta", emptyTool("t"), json(""), { input: {} }],
    ["a call that was cut", emptyTool("t"), json('{"a":"b'), { input: {} }],
    ["a call of a server tool", emptySearch("s"), json('{"query":"x"}'), { input: { query: "x" } }],
    ["a result, whole from its start", searchResult("s"), [], searchResult("s")],
  ])("of %s", (_name, start, deltas, expected) => {
    expect(blockOf(start, ...deltas)).toMatchObject({ ...expected, type: start.type });
  });

  it("of thinking has its text, and the last signature", () => {
    const start: ContentBlock = { type: "thinking", thinking: "", signature: "" };
    const deltas: ContentBlockDelta[] = [
      { type: "thinking_delta", thinking: "h" },
      { type: "thinking_delta", thinking: "m" },
      { type: "signature_delta", signature: "one" },
      { type: "signature_delta", signature: "two" },
    ];
    expect(blockOf(start, ...deltas)).toEqual({ type: "thinking", thinking: "hm", signature: "two" });
  });

  it("of text collects its citations", () => {
    const citation = {
      type: "web_search_result_location",
      cited_text: "q",
      url: "u",
      title: null,
      encrypted_index: "",
    } as const;
    const deltas: ContentBlockDelta[] = [
      { type: "text_delta", text: "a" },
      { type: "citations_delta", citation },
      { type: "citations_delta", citation: { ...citation, url: "v" } },
    ];
    expect(blockOf(emptyText, ...deltas)).toMatchObject({ citations: [{ url: "u" }, { url: "v" }] });
  });

  it("leaves its start event as it was", () => {
    const start: ContentBlock = { ...emptyText };
    blockOf(start, { type: "text_delta", text: "a" });
    expect(start).toEqual(emptyText);
  });

  it("is handed out at its end only, and once", () => {
    const accumulator = new BlockAccumulator();
    const [start, delta, stop] = text(0, "a");
    if (!start || !delta || !stop) throw new Error("three events");
    expect([start, delta].map((event) => accumulator.accept(event))).toEqual([undefined, undefined]);
    expect(accumulator.accept(stop)).toMatchObject({ text: "a" });
    expect(accumulator.accept(stop)).toBeUndefined();
  });

  it("does not take the text of the block before it", () => {
    const { blocks } = accumulated([...text(0, "a"), ...toolUse(1, "t")]);
    expect(blocks).toMatchObject([{ text: "a" }, { input: {} }]);
  });

  const citation = {
    type: "web_search_result_location",
    cited_text: "q",
    url: "u",
    title: null,
    encrypted_index: "",
  } as const;
  it.each<ContentBlockDelta>([
    { type: "text_delta", text: "a" },
    { type: "signature_delta", signature: "s" },
    { type: "citations_delta", citation },
  ])("that %j does not fit stays as it began, and there need not be one", (delta) => {
    expect(blockOf(searchResult("s"), delta)).toEqual(searchResult("s"));
    const accumulator = new BlockAccumulator();
    const alone = [
      { type: "content_block_delta", index: 0, delta } as const,
      { type: "content_block_stop", index: 0 } as const,
    ];
    expect(alone.map((event) => accumulator.accept(event))).toEqual([undefined, undefined]);
  });
});

describe("a message", () => {
  const events = finished(thinking(0, "h", "m"), text(1, "a", "b"), search(2, "s"), toolUse(4, "t", '{"a":1}'));

  it("is what the official SDK makes of the same events", async () => {
    const official = await officialMessage(encodeServerSentEvents(events));
    const ours = accumulated(events);
    expect(official).toMatchObject({ ...ours.message });
    expect(ours.message?.content).toEqual(ours.blocks);
    expect(ours.blocks).toHaveLength(5);
  });

  it("takes stop reason, usage and transformations from its end", () => {
    const end = { ...messageDelta({ stop_reason: "max_tokens" }), input_transformations: [] };
    const { message: ours } = accumulated([{ type: "message_start", message }, end]);
    expect(ours).toEqual({
      ...message,
      stop_reason: "max_tokens",
      usage: { ...usage, input_tokens: 12, output_tokens: 5 },
      input_transformations: [],
    });
    expect(accumulated([{ type: "message_start", message }, messageDelta()]).message).not.toHaveProperty(
      "input_transformations",
    );
  });

  it("is none before it has started, and leaves its start event as it was", () => {
    expect(accumulated([messageDelta(), ...text(0, "a")])).toMatchObject({
      message: undefined,
      blocks: [{ text: "a" }],
    });
    accumulated(events);
    expect(message.content).toEqual([]);
  });

  it("knows how much it holds, in UTF-16 units", () => {
    // Thinking "hm" and its signature "tr1:signed", text "ab", a query and an input.
    expect(accumulated(events).length).toBe(2 + 10 + 2 + '{"query":"tides"}'.length + '{"a":1}'.length);
  });
});

describe("a compaction", () => {
  const start = { type: "compaction", content: null, encrypted_content: null } as const;
  it("has its content from its delta, which counts by what is encrypted", () => {
    const accumulator = new BlockAccumulator();
    const delta = { type: "compaction_delta", content: "sum", encrypted_content: "blob" } as const;
    const events: unknown[] = [
      { type: "content_block_start", index: 0, content_block: start },
      { type: "content_block_delta", index: 0, delta },
      { type: "content_block_stop", index: 0 },
    ];
    const accept: (event: unknown) => unknown = (event) => Reflect.apply(accumulator.accept, accumulator, [event]);
    expect(events.map(accept)).toEqual([undefined, undefined, { ...start, content: "sum", encrypted_content: "blob" }]);
    expect(accumulator.length).toBe(4);
    expect(
      accept({ type: "content_block_delta", index: 0, delta: { ...delta, encrypted_content: null } }),
    ).toBeUndefined();
    expect(accumulator.length).toBe(4);
  });
});
