import { describe, expect, it } from "vitest";
import { messageDelta, messageStart, messageStop } from "../../support/message-streams.js";
import { lenient } from "./check.js";

/** Every kind of delta: a right value, and wrong ones. */
const kinds: Record<string, [field: string, right: unknown, wrong: unknown[]]> = {
  text_delta: ["text", "", [undefined, null, 7]],
  citations_delta: ["citation", {}, [undefined, null, "x", []]],
  thinking_delta: ["thinking", "", [undefined, null]],
  signature_delta: ["signature", "", [undefined, null]],
  input_json_delta: ["partial_json", "", [undefined, {}]],
  compaction_delta: ["content", "", [undefined, 7]],
};

/** Every type of block, and the kinds of delta that it takes (G6). */
const blocks: Record<string, string[]> = {
  text: ["text_delta", "citations_delta"],
  thinking: ["thinking_delta", "signature_delta"],
  redacted_thinking: [],
  tool_use: ["input_json_delta"],
  server_tool_use: ["input_json_delta"],
  mcp_tool_use: ["input_json_delta"],
  web_search_tool_result: [],
  web_fetch_tool_result: [],
  advisor_tool_result: [],
  code_execution_tool_result: [],
  bash_code_execution_tool_result: [],
  text_editor_code_execution_tool_result: [],
  tool_search_tool_result: [],
  mcp_tool_result: [],
  mcp_tool_listing: [],
  container_upload: [],
  compaction: ["compaction_delta"],
  fallback: [],
};

const streamOf = (type: string, delta: object) => [
  messageStart,
  { type: "content_block_start", index: 0, content_block: { type } },
  { type: "content_block_delta", index: 0, delta },
  { type: "content_block_stop", index: 0 },
  messageDelta(),
  messageStop,
];

describe("a block takes its own kinds of delta", () => {
  it.each(Object.entries(blocks))("%s: %j", (type, takes) => {
    for (const [kind, [field, right]] of Object.entries(kinds)) {
      const expected = takes.includes(kind) ? [] : ["delta_kind"];
      expect(lenient(streamOf(type, { type: kind, [field]: right })), kind).toEqual(expected);
    }
  });

  it("of a type that is newer than the tables, any", () => {
    for (const [kind, [field, right]] of Object.entries(kinds)) {
      expect(lenient(streamOf("newer", { type: kind, [field]: right })), kind).toEqual([]);
    }
  });
});

describe("a delta holds its value", () => {
  it.each(Object.entries(kinds))("%s", (kind, [field, , wrong]) => {
    const type = Object.keys(blocks).find((name) => blocks[name]?.includes(kind)) ?? "";
    for (const value of wrong) {
      expect(lenient(streamOf(type, { type: kind, [field]: value })), JSON.stringify(value)).toEqual(["delta_shape"]);
    }
  });

  it("of a compaction that failed, null", () => {
    expect(lenient(streamOf("compaction", { type: "compaction_delta", content: null }))).toEqual([]);
  });

  it.each([undefined, null, "text_delta", [], {}, { type: 7 }])("%j is no delta", (delta) => {
    const [start, block, , ...rest] = streamOf("text", {});
    const events = [start, block, { type: "content_block_delta", index: 0, delta }, ...rest];
    expect(lenient(events)).toEqual(["delta_shape"]);
  });
});

describe("indices", () => {
  it.each([-1, 0.5, 2 ** 53, "0", null, undefined])("%j is none, and is counted as the next one", (index) => {
    const [start, block, delta, stop, ...rest] = streamOf("text", { type: "text_delta", text: "Hi" });
    const second = { type: "content_block_start", index: 1, content_block: { type: "text" } };
    const events = [start, { ...block, index }, delta, stop, second, { ...stop, index: 1 }, ...rest];
    expect(lenient(events)).toEqual(["block_index"]);
  });

  it("of the deltas of a block that is none are not judged, unless they are none themselves", () => {
    const [start, , delta, stop, ...rest] = streamOf("text", { type: "text_delta", text: "Hi" });
    const broken = { type: "content_block_start", index: 0 };
    expect(lenient([start, broken, { ...delta, index: 7 }, stop, ...rest])).toEqual(["block_shape"]);
    expect(lenient([start, broken, { ...delta, index: -7 }, stop, ...rest])).toEqual(["block_shape", "block_index"]);
  });
});

describe("heads and errors", () => {
  it.each([undefined, null, "x", []])("a message is an object, not %j", (message) => {
    expect(lenient([{ type: "message_start", message }, messageDelta(), messageStop])).toEqual(["message_shape"]);
  });

  it.each([undefined, "x", {}, { type: "x" }, { message: "x" }, { type: 7, message: "x" }, { type: "x", message: 7 }])(
    "an error is not %j",
    (error) => {
      expect(lenient([{ type: "error", error }])).toEqual(["error_shape"]);
    },
  );

  it.each([{ delta: {} }, { usage: {} }, { delta: [], usage: {} }])("message_delta is not %j", (fields) => {
    const last = { type: "message_delta", ...fields };
    expect(lenient([messageStart, last, messageDelta(), messageStop])).toEqual(["message_shape"]);
  });

  it("the stop_reason may come with any message_delta", () => {
    const without = { type: "message_delta", delta: {}, usage: {} };
    expect(lenient([messageStart, messageDelta(), without, messageStop])).toEqual([]);
    expect(lenient([messageStart, without, messageStop])).toEqual(["stop_reason"]);
  });
});
