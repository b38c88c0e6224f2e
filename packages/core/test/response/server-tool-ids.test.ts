import { describe, expect, it } from "vitest";
import type { ContentBlock } from "../../src/anthropic/message.js";
import { checkMessageStream } from "../../src/index.js";
import type { JsonObject } from "../../src/json.js";
import { UniqueToolIds } from "../../src/response/unique-tool-ids.js";
import { answered } from "../support/both-ways.js";
import { accumulated } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import { added, created, done, terminal } from "../support/upstream-events.js";

const search = (id: string, query = "a", sources: object[] = []): JsonObject => ({
  type: "web_search_call",
  id,
  status: "completed",
  action: { type: "search", query, sources },
});
const found = (id: string) => search(id, "a", [{ type: "url", url: "https://a.test" }]);
const code = (id: string) => ({ type: "code_interpreter_call", id, container_id: "cntr_1", code: "1", outputs: [] });
const server = (id: string) => ({ type: "mcp_call", id, name: "a", server_label: "docs", arguments: "{}" });

const uses = (content: readonly ContentBlock[]) => content.flatMap((block) => ("id" in block ? [block.id] : []));
const results = (content: readonly ContentBlock[]) =>
  content.flatMap((block) => ("tool_use_id" in block ? [block.tool_use_id] : []));
const idsOf = (...output: JsonObject[]) => uses(answered({ status: "completed", output }).message.content);

describe("ids of server tool calls (B9, R9, R11, R14)", () => {
  it.each<[string, JsonObject, string]>([
    ["a search", found("ws_0a1b"), "srvtoolu_0a1b"],
    ["a search that found nothing", search("ws_0a1b"), "srvtoolu_ws_0a1b"],
    ["a search of another form of id", search("msg-ws.7"), "srvtoolu_x_msg_ws_7"],
    ["a search whose prefix stands elsewhere", search("a_ws_7"), "srvtoolu_a_ws_7"],
    ["a search of no id", search(""), "srvtoolu_x_output_0"],
    ["a search of no id but its prefix", search("ws_"), "srvtoolu_x_ws_"],
    ["a search of an id of 80 characters", search(`ws_${"a".repeat(80)}`), expect.stringMatching(/^srvtoolu_call_/)],
    ["code", code("ci_1"), "srvtoolu_ci_1_cntr_1_0a1b2c3d"],
    ["code of another form of id", code("ci-1"), "srvtoolu_x_ci_1"],
    ["a server's call", server("mcp_1"), "mcptoolu_mcp_1_0a1b2c3d"],
    ["a server's call of another form of id", server("call 1"), "mcptoolu_x_call_1"],
    ["a server's call of no id", server(""), "mcptoolu_x_output_0"],
  ])("%s", (_what, item, id) => {
    const { content } = answered({ status: "completed", output: [item] }).message;
    expect(uses(content)).toEqual([id]);
    expect(results(content)).toEqual(uses(content));
  });

  it.each<[string, JsonObject[]]>([
    ["searches", [search("ws_1"), search("ws_1"), search("ws_1")]],
    ["code", [code("ci_1"), code("ci_1")]],
    ["calls of servers", [server("mcp_1"), server("mcp_1")]],
    ["ids that become one", [search("ws_a-b"), search("ws_a_b")]],
    ["an id like those that are made up", [search("ws_x_again_0"), search("ws_1"), search("ws_1"), search("ws_1")]],
  ])("%s of one id have ids of their own; the first keeps the one that can be read", (_what, output) => {
    const { content } = answered({ status: "completed", output }).message;
    const [first] = output;
    expect(uses(content)[0]).toBe(idsOf(first ?? {})[0]);
    expect(new Set(uses(content)).size).toBe(output.length);
    for (const id of uses(content)) expect(id).toMatch(/^(?:srvtoolu|mcptoolu)_\w+$/);
    expect(results(content)).toEqual(uses(content));
  });

  it("whichever is done first, the first of the answer keeps its id", () => {
    const output = [search("ws_1", "one"), search("ws_1", "two"), code("ci_1"), code("ci_1")];
    const begun = output.map((item, index) => added(index, item));
    const ends = output.map((item, index) => done(index, item));
    const whole = translateNow([created(), ...begun, ...ends, terminal(output)]).events;
    const reversed = translateNow([created(), ...begun, ...ends.toReversed(), terminal(output)]).events;
    expect(reversed).toEqual(whole);
    expect(accumulated(whole)).toEqual(answered(terminal(output).response as JsonObject).message);
    expect(checkMessageStream(whole, { profile: "strict" })).toEqual([]);
  });

  it("all else goes on as it came", () => {
    const seen: unknown[] = [];
    const ids = new UniqueToolIds({
      open: (block) => seen.push(block),
      delta: (delta) => seen.push(delta),
      close: () => seen.push("close"),
    });
    const text = { type: "text", text: "", citations: null } as const;
    const delta = { type: "text_delta", text: "a" } as const;
    ids.open(text);
    ids.delta(delta);
    ids.close();
    expect(seen).toEqual([text, delta, "close"]);
  });

  it("thousands of one id take little time, whatever else they are called", () => {
    const seen = new Set<string>();
    const sink = {
      open: (block: object) => seen.add("id" in block ? String(block.id) : ""),
      delta: () => {},
      close: () => {},
    };
    const ids = new UniqueToolIds(sink);
    const call = { type: "server_tool_use", name: "web_search", input: {}, caller: { type: "direct" } } as const;
    const count = 10_000;
    for (let number = 0; number < count; number++) ids.open({ ...call, id: `srvtoolu_x_again_${number}` });
    for (let number = 0; number < count; number++) ids.open({ ...call, id: "srvtoolu_1" });
    expect(seen.size).toBe(2 * count);
  }, 10_000);
});
