import { describe, expect, test } from "vitest";
import { normalSchema } from "../../src/request/normal-schema.js";
import { fitsStrictSubset } from "../../src/request/strict-schema.js";
import { assistant, call, codes, result, text, tool, translate, user } from "./support.js";

/** What properties and readers have found wrong, in its smallest form. */

describe("schemas that Anthropic takes", () => {
  const list = { type: "object", properties: { list: { type: "array" } } };
  const listWithItems = { type: "object", properties: { list: { type: "array", items: {} } } };

  test("get the items of arrays that OpenAI asks for, at any depth", () => {
    expect(translate({ tools: [tool("A", list.properties)] }).request.tools).toMatchObject([
      { parameters: listWithItems },
    ]);
    const format = { type: "json_schema", schema: list };
    expect(translate({ output_config: { format } }).request.text?.format).toMatchObject({ schema: listWithItems });
    expect(normalSchema({ type: "object", properties: { a: { type: ["array", "null"] } } })).toEqual({
      type: "object",
      properties: { a: { type: ["array", "null"], items: {} } },
    });
  });

  test("are walked under names that are keywords elsewhere, but not inside of values", () => {
    const named = { type: "object", properties: { default: { type: "array" }, required: { type: "string" } } };
    expect(normalSchema(named)).toEqual({
      type: "object",
      properties: { default: { type: "array", items: {} }, required: { type: "string" } },
    });
    const value = { type: "object", properties: {}, default: { type: "array" } };
    expect(normalSchema(value)).toBe(value);
  });

  test.each([
    ["a property without a type", { a: { description: "any" } }, ["a"]],
    ["a constant without a type", { a: { const: 1 } }, ["a"]],
    ["a required name that is no property", { a: { type: "string" } }, ["a", "b"]],
    ["an array without items", { a: { type: "array" } }, ["a"]],
  ])("are not strict with %s", (_name, properties, required) => {
    const schema = { type: "object", properties, required, additionalProperties: false };
    expect(fitsStrictSubset(normalSchema(schema))).toBe(false);
    const { request, losses } = translate({ tools: [{ name: "A", input_schema: schema, strict: true }] });
    expect(request.tools).toMatchObject([{ strict: false }]);
    expect(codes(losses)).toContain("strict_degraded@tools.0.strict");
  });
});

test("thinking is not turned down to `minimal` where the upstream runs a tool itself", () => {
  const webSearch = { type: "web_search_20250305", name: "web_search" };
  const effortOf = (fields: object) =>
    translate({ thinking: { type: "disabled" }, ...fields }, { model: "gpt-5" }).request.reasoning?.effort;
  expect(effortOf({})).toBe("minimal");
  expect(effortOf({ tools: [webSearch] })).toBe("low");
});

test("the effort of a system message is reported where it stands", () => {
  const note = { role: "system", content: "Think.", output_config: { effort: "max" } };
  const { losses } = translate({ messages: [user(text("a")), note] }, { model: "gpt-4o" });
  expect(codes(losses)).toEqual([
    "midconv_effort_flattened@messages.1.output_config.effort",
    "thinking_unsupported@messages.1.output_config.effort",
  ]);
});

describe("history of other servers", () => {
  const search = (input: object, rest: object = {}) => ({
    type: "server_tool_use",
    id: "s",
    name: "web_search",
    input,
    ...rest,
  });
  const found = { type: "web_search_tool_result", tool_use_id: "s", content: [] };
  const caller = { type: "code_execution_20250825", tool_id: "t" };

  test("keeps all of an input, of which a query may be a part", () => {
    const { request } = translate({
      messages: [user(text("a")), assistant(search({ query: "tides", region: "EU" }), found), user(text("b"))],
    });
    expect(request.input[1]).toMatchObject({ content: '[web_search: {"query":"tides","region":"EU"}]' });
  });

  test("reports callers that mean nothing upstream", () => {
    const { losses } = translate({
      messages: [
        user(text("a")),
        assistant(search({ query: "tides" }, { caller }), { ...found, caller }, { ...call("c"), caller }),
        user(result("c")),
      ],
    });
    expect(codes(losses)).toEqual(
      expect.arrayContaining([0, 1, 2].map((at) => `feature_unsupported@messages.1.content.${at}.caller`)),
    );
  });
});

test("what stands beside the text of an MCP result is reported where the call is handed back", () => {
  const id = "mcptoolu_mcp_1";
  const { request, losses } = translate({
    mcp_servers: [{ type: "url", name: "s", url: "https://mcp.example" }],
    tools: [{ type: "mcp_toolset", mcp_server_name: "s" }],
    messages: [
      user(text("a")),
      assistant(
        { type: "mcp_tool_use", id, name: "list", server_name: "s", input: {} },
        {
          type: "mcp_tool_result",
          tool_use_id: id,
          content: [text("found", { future: 1, cache_control: { type: "ephemeral" } })],
        },
      ),
      user(text("b")),
    ],
  });
  expect(request.input).toMatchObject([
    {},
    { type: "mcp_call", output: "found" },
    { content: [{ prompt_cache_breakpoint: { mode: "explicit" } }] },
  ]);
  expect(codes(losses)).toEqual(
    expect.arrayContaining([
      "unknown_field@messages.1.content.1.content.0.future",
      "cache_marker_moved@messages.1.content.1.content.0.cache_control",
    ]),
  );
});

test("an image in an assistant's document is reported, not refused", () => {
  const image = { type: "image", source: { type: "url", url: "https://a.example/i.png" } };
  const source = { type: "content", content: [text(""), text("seen"), image] };
  const { request, losses } = translate({
    messages: [user(text("a")), assistant({ type: "document", source }), user(text("b"))],
  });
  expect(request.input).toMatchObject([{}, { content: "[Start of document]" }, { content: "seen" }, {}, {}]);
  expect(codes(losses)).toEqual(
    expect.arrayContaining([
      "empty_text_dropped@messages.1.content.0.source.content.0",
      "feature_unsupported@messages.1.content.0.source.content.2",
    ]),
  );
});

describe("tools that messages bring along", () => {
  const add = (definition: object) => ({ type: "tool_addition", tool: { type: "tool_definition", definition } });
  const losses = (...definitions: object[]) =>
    codes(
      translate({ tools: [tool("A")], messages: [user(text("a")), { role: "system", content: definitions }] }).losses,
    );

  test("keep the definition that they had first; another one is reported", () => {
    expect(losses(add(tool("A", { a: { type: "string" } })))).toContain(
      "feature_unsupported@messages.1.content.0.tool.definition",
    );
    expect(losses(add(tool("A")))).toEqual(expect.not.arrayContaining([expect.stringMatching(/^feature_unsupported/)]));
    expect(losses(add(tool("B")), add(tool("B", { b: {} })))).toContain(
      "feature_unsupported@messages.1.content.1.tool.definition",
    );
  });
});

test("a search that finds nothing, and is left out, is not among the tools that remain", () => {
  const search = { type: "tool_search_tool_regex", name: "tool_search_tool_regex" };
  const removal = { type: "tool_removal", tool: { type: "tool_reference", name: "B" } };
  const { request } = translate({
    tools: [tool("A"), tool("B"), search],
    messages: [user(text("a")), { role: "system", content: [text("b"), removal] }],
  });
  expect(request.tool_choice).toMatchObject({ tools: [{ type: "function", name: "A" }] });
});

test("an answer that paused keeps its items when it goes on with calls (law 4)", () => {
  const open = { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { query: "a" } };
  const paused = [user(text("a")), assistant(text("Let me see."), open)];
  const used = { type: "tool_use", id: "toolu_1", name: "A", input: {} };
  const wentOn = [...paused, assistant(used), user(result("toolu_1", "b"))];
  const inputOf = (messages: object[]) => translate({ tools: [tool("A")], messages }).request.input;
  expect(inputOf(wentOn).slice(0, 3)).toEqual(inputOf(paused));
});

test("messages of the assistant that come later change nothing of those before them (law 4)", () => {
  const used = { type: "tool_use", id: "toolu_1", name: "A", input: {} };
  const first = [user(text("a")), assistant(text("b"))];
  const inputOf = (messages: object[]) => translate({ tools: [tool("A")], messages }).request.input;
  expect(inputOf([...first, assistant(used), user(result("toolu_1", "c"))]).slice(0, 2)).toEqual(inputOf(first));
});

test("a schema is made normal in linear time", () => {
  const names = Array.from({ length: 20_000 }, (_, index) => [`p${index}`, { type: "array" }] as const);
  const start = performance.now();
  const normal = normalSchema({ type: "object", properties: Object.fromEntries(names) });
  expect(normal.properties).toMatchObject({ p19999: { items: {} } });
  // It took three minutes.
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("a name such as __proto__ stays a property of a schema that is made normal", () => {
  const properties = JSON.parse('{"__proto__": {"type": "array"}}');
  expect(JSON.stringify(normalSchema({ type: "object", properties }))).toBe(
    '{"type":"object","properties":{"__proto__":{"type":"array","items":{}}}}',
  );
});

describe("context_management", () => {
  const edit = { type: "clear_tool_uses_20250919" };

  test("of a request that contains itself is refused like any such request", () => {
    const input: Record<string, unknown> = {};
    input.self = input;
    const messages = [
      user(text("a")),
      assistant({ type: "tool_use", id: "toolu_1", name: "A", input }),
      user(result("toolu_1", "b")),
    ];
    expect(() => translate({ messages, context_management: { edits: [edit] } })).toThrow(/Input contains itself/);
  });

  test("holds no more edits than anybody needs, since each walks the request", () => {
    const edits = Array.from({ length: 17 }, () => edit);
    expect(() => translate({ context_management: { edits } })).toThrow("List should have at most 16 items, not 17");
  });
});

describe("a compaction", () => {
  const compaction = { type: "compaction", content: "So far: nothing." };

  test("leaves the calls whose results are still to come", () => {
    const used = { type: "tool_use", id: "toolu_1", name: "A", input: {} };
    const inputOf = (...messages: object[]) =>
      translate({ messages: [user(text("a")), ...messages, user(result("toolu_1", "b"))] }).request.input.map(
        ({ type }) => type,
      );
    const items = ["message", "function_call", "function_call_output"];
    expect(inputOf(assistant(text("x"), used, compaction))).toEqual(items);
    expect(inputOf(assistant(used), assistant(compaction))).toEqual(items);
  });

  test("lets a listing of tools be sent again that it has cut off", () => {
    const server = { type: "url", name: "s", url: "https://example.com/mcp" };
    const listing = { type: "mcp_tool_listing", mcp_server_name: "s", tools: [{ name: "t", input_schema: {} }] };
    const { request, losses } = translate({
      mcp_servers: [server],
      tools: [{ type: "mcp_toolset", mcp_server_name: "s" }],
      messages: [
        user(text("a")),
        assistant(listing, text("b")),
        user(text("c")),
        assistant(compaction, listing, text("d")),
        user(text("e")),
      ],
    });
    expect(request.input.map(({ type }) => type)).toEqual(["message", "mcp_list_tools", "message", "message"]);
    expect(codes(losses)).not.toContainEqual(expect.stringMatching(/^repeated_item_dropped/));
  });
});

test("a failed call of another's MCP server is an error in its text as well", () => {
  const { request } = translate({
    messages: [
      user(text("a")),
      assistant(
        { type: "mcp_tool_use", id: "mcptoolu_1", name: "n", server_name: "s", input: {} },
        { type: "mcp_tool_result", tool_use_id: "mcptoolu_1", is_error: true, content: "boom" },
        text("b"),
      ),
      user(text("c")),
    ],
  });
  expect(request.input[1]).toMatchObject({ content: "[s.n: {}]\nTool execution error:\nboom" });
});

describe("pictures of a screen", () => {
  const png = { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" } };
  const computer = { type: "computer_20251124", name: "computer", display_width_px: 10, display_height_px: 10 };
  const detailOf = (name: string, options: object = {}) => {
    const used = { type: "tool_use", id: "toolu_1", name, input: {} };
    const messages = [user(text("a"), png), assistant(used), user(result("toolu_1", [png]))];
    return JSON.stringify(translate({ tools: [computer, tool("A")], messages }, options).request.input).match(
      /(?<="detail":")\w+/g,
    );
  };

  test("are not scaled down, since coordinates are theirs (B2)", () => {
    expect(detailOf("computer")).toEqual(["high", "original"]);
    expect(detailOf("A")).toEqual(["high", "high"]);
    expect(detailOf("computer", { model: "gpt-5.2" })).toEqual(["auto", "auto"]);
    expect(detailOf("computer", { imageDetail: "low" })).toEqual(["low", "low"]);
  });
});

test("an effort beside disabled thinking is ignored, also on a model that does not reason", () => {
  const fields = { thinking: { type: "disabled" }, output_config: { effort: "high" } };
  expect(codes(translate(fields, { model: "gpt-4o" }).losses)).toEqual(["effort_ignored@output_config.effort"]);
});
