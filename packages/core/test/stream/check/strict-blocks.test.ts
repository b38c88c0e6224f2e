import { describe, expect, it } from "vitest";
import { messageDelta, messageStart, messageStop } from "../../support/message-streams.js";
import { lenient, strict } from "./check.js";

const caller = { type: "direct" };
const tail = [messageDelta(), messageStop];
const one = (index: number, content_block: object) => [
  { type: "content_block_start", index, content_block },
  { type: "content_block_stop", index },
];
const signed = { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "s" } };
const said = { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hi" } };
const server = { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: {}, caller };
const mcp = { type: "mcp_tool_use", id: "mcptoolu_1", name: "ask", server_name: "wiki", input: {} };

type Case = {
  /** A block with all its fields. */
  block: Record<string, unknown>;
  /** Values that its fields must not have; that they are missing is tried for each. */
  wrong: Record<string, unknown[]>;
  /** The block that must come before it. */
  after?: object;
  /** What must come inside. */
  inside?: object;
  /** The stop_reason that goes with it. */
  reason?: "tool_use";
};

const ids = (prefix: string) => ["", prefix, `${prefix}a-b`, `x${prefix}1`, `${prefix}1 `, 7];
const cases: Case[] = [
  { block: { type: "text", text: "", citations: null }, wrong: { text: [null], citations: [{}, ""] }, inside: said },
  { block: { type: "text", text: "", citations: [] }, wrong: {}, inside: said },
  {
    block: { type: "thinking", thinking: "", signature: "" },
    wrong: { thinking: [null], signature: [null] },
    inside: signed,
  },
  {
    block: { type: "tool_use", id: "call_A-9", name: "Read", input: {}, caller },
    wrong: {
      id: ["", "a b", "x".repeat(65), "é"],
      name: ["", 7],
      input: [null, [], ""],
      caller: [null, {}, { type: "" }],
    },
    reason: "tool_use",
  },
  { block: { type: "tool_use", id: "x".repeat(64), name: "Read", input: {}, caller }, wrong: {}, reason: "tool_use" },
  { block: server, wrong: { id: ids("srvtoolu_"), name: [""], input: [[]], caller: ["direct"] } },
  {
    after: server,
    block: { type: "web_search_tool_result", tool_use_id: "srvtoolu_1", content: [], caller },
    wrong: { tool_use_id: ids("srvtoolu_"), content: [null, ""], caller: [null] },
  },
  {
    after: server,
    block: { type: "web_search_tool_result", tool_use_id: "srvtoolu_1", content: { type: "error" }, caller },
    wrong: {},
  },
  ...["code_execution_tool_result", "tool_search_tool_result"].map((type) => ({
    after: server,
    block: { type, tool_use_id: "srvtoolu_1", content: {} },
    wrong: { tool_use_id: ids("srvtoolu_"), content: [null, []] },
  })),
  { block: mcp, wrong: { id: ids("mcptoolu_"), name: [""], server_name: [""], input: [null] } },
  {
    after: mcp,
    block: { type: "mcp_tool_result", tool_use_id: "mcptoolu_1", is_error: false, content: [] },
    wrong: { tool_use_id: ids("mcptoolu_"), is_error: [null, 0], content: [null, {}] },
  },
  {
    block: { type: "mcp_tool_listing", mcp_server_name: "wiki", tools: [] },
    wrong: { mcp_server_name: [""], tools: [{}] },
  },
  {
    block: { type: "compaction", content: null, encrypted_content: null },
    wrong: { content: [""], encrypted_content: [""] },
  },
];

/** The rules that a stream with this block breaks. */
function judged({ after, inside, reason }: Case, block: object): string[] {
  const [start, stop] = one(after ? 1 : 0, block);
  const before = after ? one(0, after) : [];
  const end = reason ? [messageDelta({ stop_reason: reason }), messageStop] : tail;
  const events = [messageStart, ...before, start, ...(inside ? [inside] : []), stop, ...end];
  expect(lenient(events)).toEqual([]);
  return strict(events);
}

describe("the strict profile: every block has its fields (G5)", () => {
  it.each(cases.map((one) => [one.block.type, one] as const))("%s", (_, one) => {
    expect(judged(one, one.block)).toEqual([]);
    for (const [field, values] of Object.entries(one.wrong)) {
      for (const value of [undefined, ...values]) {
        expect(judged(one, { ...one.block, [field]: value }), `${field}: ${JSON.stringify(value)}`).toContain(
          "fields_missing",
        );
      }
    }
  });

  it.each([
    ["text", { text: "Hi", citations: null }, said],
    ["text", { text: "", citations: [{}] }, said],
    ["thinking", { thinking: "Hm", signature: "" }, signed],
    ["thinking", { thinking: "", signature: "s" }, signed],
    ["server_tool_use", { ...server, input: { a: 1 } }, undefined],
  ])("%s %j begins empty", (type, fields, inside) => {
    const block = { type, ...fields };
    expect(judged({ block, wrong: {}, ...(inside && { inside }) }, block)).toEqual(["start_not_empty"]);
  });

  it("what no delta fills may be whole at once", () => {
    const block = {
      type: "code_execution_tool_result",
      tool_use_id: "srvtoolu_1",
      content: {},
      text: "Hi",
      input: { a: 1 },
    };
    expect(judged({ after: server, block, wrong: {} }, block)).toEqual([]);
  });
});
