import { describe, expect, it } from "vitest";
import type { TranslationContext } from "../../src/context.js";
import type { JsonObject } from "../../src/json.js";
import { answered, bothWays, codesOf, eventsOf } from "../support/both-ways.js";
import { translateNow } from "../support/translate-now.js";
import { messageItem, usage } from "../support/upstream-events.js";

const call = (changes: object = {}): JsonObject => ({
  type: "mcp_call",
  id: "mcp_1",
  status: "completed",
  name: "find",
  server_label: "docs",
  arguments: '{"a":1}',
  output: "found",
  error: null,
  ...changes,
});
const listing = (changes: object = {}): JsonObject => ({
  type: "mcp_list_tools",
  id: "mcpl_1",
  server_label: "docs",
  tools: [{ name: "find", description: "Finds", input_schema: { type: "object" }, annotations: null }],
  ...changes,
});
const answer = (output: JsonObject[], changes: Partial<TranslationContext> = {}) =>
  answered({ status: "completed", output, usage }, changes);
const listed: Partial<TranslationContext> = { betas: ["mcp-tool-listing"] };
const named = { mcpServers: { docs: "The docs" } };

describe("a call of an MCP server's tool (R14)", () => {
  it("is a call and its result", () => {
    const { message, losses } = answer([call()]);
    const id = "mcptoolu_mcp_1_0a1b2c3d";
    expect(message.content).toEqual([
      { type: "mcp_tool_use", id, name: "find", server_name: "docs", input: { a: 1 } },
      {
        type: "mcp_tool_result",
        tool_use_id: id,
        is_error: false,
        content: [{ type: "text", text: "found", citations: null }],
      },
    ]);
    expect(losses).toEqual([]);
  });

  it.each(["docs", "constructor", "other"])("the server is %s's name for the client", (server_label) => {
    const { content } = answer([call({ server_label })], named).message;
    expect(content[0]).toMatchObject({ server_name: server_label === "docs" ? "The docs" : server_label });
  });

  it.each<[string, object, boolean, string[]]>([
    ["an output", {}, false, ["found"]],
    ["none", { output: null }, false, []],
    ["an error in words", { error: "down" }, true, ["down"]],
    ["an error with a message", { error: { type: "http_error", code: 500, message: "down" } }, true, ["down"]],
    ["an error with content", { error: { content: [{ text: "a" }, {}, { text: "b" }] } }, true, ["a\nb"]],
    ["an error of another form", { error: { code: 5 } }, true, ['{"code":5}']],
    ["an error that is nothing known", { error: 5 }, true, []],
    ["a failure without an error", { status: "failed" }, true, ["found"]],
    ["no status, as old servers send", { status: undefined }, false, ["found"]],
  ])("its result: %s", (_what, changes, is_error, texts) => {
    const { message, losses } = answer([call(changes)]);
    const content = texts.map((text) => ({ type: "text", text, citations: null }));
    expect(message.content[1]).toMatchObject({ is_error, content });
    expect(message.stop_reason).toBe("end_turn");
    expect(losses).toEqual([]);
  });

  it.each(["in_progress", "incomplete", "calling", "some_future_status"])(
    "one that is %s is an error, and pauses the turn where it stands last",
    (status) => {
      const { message, losses } = answer([call({ status })]);
      expect(message.content[1]).toMatchObject({ is_error: true });
      expect(message.stop_reason).toBe("pause_turn");
      expect(codesOf(losses)).toEqual(["tool_call_truncated@output.0"]);
      expect(answer([call({ status }), messageItem("a")]).message.stop_reason).toBe("end_turn");
    },
  );

  it.each<[string, unknown, unknown, string[]]>([
    ["none", "", {}, []],
    ["missing", undefined, {}, []],
    ["no object", "[1]", {}, ["malformed_arguments_dropped@output.0.arguments"]],
    ["no JSON", "{", {}, ["malformed_arguments_dropped@output.0.arguments"]],
  ])("arguments that are %s", (_what, args, input, lost) => {
    const { message, losses } = answer([call({ arguments: args })]);
    expect(message.content[0]).toMatchObject({ input });
    expect(codesOf(losses)).toEqual(lost);
  });

  it("without arguments has no delta", () => {
    const { events: out } = translateNow(eventsOf({ status: "completed", output: [call({ arguments: "" })], usage }));
    expect(out.filter(({ type }) => type === "content_block_delta")).toEqual([]);
  });

  it.each([{ name: "" }, { name: undefined }, { server_label: "" }])(
    "nobody can tell whose tool it is: %j",
    (changes) => {
      const { message, losses } = answer([call(changes)]);
      expect(message.content).toEqual([]);
      expect(codesOf(losses)).toEqual(["unsupported_output_item@output.0"]);
    },
  );

  it("a request for approval is an error: nobody can give it (R16)", () => {
    const { error } = bothWays({
      status: "completed",
      output: [messageItem("Hm."), { type: "mcp_approval_request", id: "mcpr_1", name: "a", server_label: "docs" }],
    });
    expect(error).toMatchObject({ status: 500, type: "api_error" });
    expect(error?.message).toContain("approval");
  });
});

describe("the listing of an MCP server's tools (R15)", () => {
  it("is a block for clients that know it", () => {
    const { message, losses } = answer([listing()], { ...listed, ...named });
    const tools = [{ name: "find", description: "Finds", input_schema: { type: "object" } }];
    expect(message.content).toEqual([{ type: "mcp_tool_listing", mcp_server_name: "The docs", tools }]);
    expect(losses).toEqual([]);
  });

  it("leaves out what is not there, and annotations", () => {
    const tools = [{ name: "find", description: 7, input_schema: {}, annotations: { readOnly: true } }];
    const { message, losses } = answer([listing({ tools })], listed);
    expect(message.content).toMatchObject([{ tools: [{ name: "find", input_schema: {} }] }]);
    expect(JSON.stringify(message.content)).not.toMatch(/description|annotations/);
    expect(codesOf(losses)).toEqual(["mcp_annotations_dropped@output.0.tools"]);
  });

  it.each([[undefined], [null], ["a"], [{}]])("has no tools where it says %j", (tools) => {
    const { message, losses } = answer([listing({ tools })], listed);
    expect(message.content).toMatchObject([{ tools: [] }]);
    expect(losses).toEqual([]);
  });

  it.each<[string, JsonObject, Partial<TranslationContext>]>([
    ["to clients that do not know it", listing(), {}],
    ["of nobody's server", listing({ server_label: "" }), listed],
  ])("is bookkeeping %s", (_what, item, changes) => {
    const { message, losses } = answer([item], changes);
    expect(message.content).toEqual([]);
    expect(codesOf(losses)).toEqual(["bookkeeping_item_dropped@output.0"]);
  });

  it.each<[string, Partial<TranslationContext>, string[]]>([
    ["a client that knows listings", listed, []],
    ["one that does not", {}, ["bookkeeping_item_dropped@output.0"]],
  ])("of a server that could not be asked is a loss, for %s (C.3)", (_who, changes, rest) => {
    for (const error of ["unreachable", { type: "http_error", message: "down" }]) {
      const { message, losses } = answer([listing({ error })], changes);
      expect(message.content).toEqual([]);
      expect(codesOf(losses)).toEqual([...rest, "mcp_listing_failed@output.0"]);
    }
  });

  it("an error in another item that is not shown is none of a listing", () => {
    const { losses } = answer([{ type: "shell_call", id: "sh_1", error: "a" }]);
    expect(codesOf(losses)).toEqual(["unsupported_output_item@output.0"]);
  });
});
