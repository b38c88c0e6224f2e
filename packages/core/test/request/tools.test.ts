import { describe, expect, test } from "vitest";
import { fitsStrictSubset } from "../../src/request/strict-schema.js";
import { codes, ephemeral, refusal, text, tool, translate, user } from "./support.js";

const one = (definition: unknown, options = {}) => {
  const { request, context, losses } = translate({ tools: [definition] }, options);
  return { tool: request.tools?.[0], request, context, losses: codes(losses) };
};

describe("custom tools (T1)", () => {
  test.each([undefined, null, "custom"])("type %s is a function with an explicit strict: false (F19)", (type) => {
    const definition = { ...tool("Read", { path: { type: "string" } }, { description: "Reads." }), type };
    expect(one(definition).tool).toEqual({
      type: "function",
      name: "Read",
      description: "Reads.",
      parameters: { type: "object", properties: { path: { type: "string" } } },
      strict: false,
    });
  });

  test("the schema is passed on as it is, keywords and all", () => {
    const input_schema = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: { a: { anyOf: [{ const: 1 }], default: 1 } },
      propertyNames: { pattern: "a" },
    };
    const { tool: sent } = one({ name: "A", input_schema });
    expect(sent && "parameters" in sent ? sent.parameters : null).toBe(input_schema);
  });

  test.each([
    [{ type: "object" }, { type: "object", properties: {} }],
    [
      { type: "object", properties: null },
      { type: "object", properties: {} },
    ],
    [
      { type: "object", properties: { a: {} }, required: null },
      { type: "object", properties: { a: {} } },
    ],
    [
      {
        type: "object",
        properties: { a: { anyOf: [{ type: "object", required: null }], default: { required: null } } },
      },
      { type: "object", properties: { a: { anyOf: [{ type: "object" }], default: { required: null } } } },
    ],
  ])("the schema %j is sent as %j (F20)", (input_schema, parameters) => {
    expect(one({ name: "A", input_schema }).tool).toHaveProperty("parameters", parameters);
  });

  test("strict is kept where the schema is in OpenAI's subset, else given up with a loss (T1s)", () => {
    const closed = {
      type: "object",
      properties: { a: { type: "string" } },
      required: ["a"],
      additionalProperties: false,
    };
    expect(one({ name: "A", input_schema: closed, strict: true })).toMatchObject({
      tool: { strict: true },
      losses: [],
    });
    expect(one({ name: "A", input_schema: { type: "object" }, strict: true })).toMatchObject({
      tool: { strict: false },
      losses: ["strict_degraded@tools.0.strict"],
    });
  });

  test("examples stand in the description (T1e)", () => {
    const { tool: sent, losses } = one({ ...tool("A"), description: "Does.", input_examples: [{ a: 1 }, { a: 2 }] });
    expect(sent).toMatchObject({ description: 'Does.\nExamples of input:\n{"a":1}\n{"a":2}' });
    expect(losses).toEqual(["input_examples_in_description@tools.0.input_examples"]);
  });

  test("hints are reported (T1i, C2)", () => {
    expect(one({ ...tool("A"), eager_input_streaming: true, ...ephemeral }).losses).toEqual([
      "tool_hint_dropped@tools.0.eager_input_streaming",
      "cache_marker_dropped@tools.0.cache_control",
    ]);
  });

  test.each([
    [["direct"], []],
    [["direct", "code_execution_20260120"], ["ptc_language@tools.0.allowed_callers"]],
  ])("callers %j (T1c)", (allowed_callers, losses) => {
    expect(one({ ...tool("A"), allowed_callers }).losses).toEqual(losses);
  });

  test("a tool that only code may call is refused (T1c)", () => {
    expect(refusal({ tools: [{ ...tool("A"), allowed_callers: ["code_execution_20260120"] }] }).path).toBe(
      "tools.0.custom.allowed_callers",
    );
  });

  test("no tools, no field (A20)", () => {
    expect(translate({ tools: [] }).request).not.toHaveProperty("tools");
  });

  test.each([
    [[tool("A"), tool("A")], "tools: Tool names must be unique."],
    [[{ name: "A" }], "tools.0.custom.input_schema: Field required"],
    [[{ name: "A", input_schema: {} }], "tools.0.custom.input_schema.type: Field required"],
    [[{ name: "A", input_schema: { type: "array" } }], "tools.0.custom.input_schema.type: Input should be 'object'"],
    [[{ ...tool(""), name: "" }], "tools.0.custom.name: String should have at least 1 character"],
    [["A"], "tools.0: Input should be a valid dictionary"],
  ])("%j is refused", (tools, message) => {
    expect(refusal({ tools }).message).toBe(message);
  });

  test("an unknown type is refused, naming it (T14)", () => {
    expect(refusal({ tools: [{ type: "teleport_2030", name: "t" }] }).message).toMatch(
      /^tools\.0: Input tag 'teleport_2030' found using 'type' does not match any of the expected tags: 'custom', /,
    );
  });
});

describe("empty optional arguments (K32)", () => {
  const properties = {
    required: { type: "string" },
    text: { type: "string" },
    nullable: { type: ["string", "null"] },
    either: { anyOf: [{ type: "string" }, { type: "null" }] },
    choice: { enum: ["a", "b"] },
    unknown: {},
    reference: { $ref: "#/$defs/a" },
    openapi: { type: "string", nullable: true },
  };

  test("null is left out where the property is optional and its schema refuses null", () => {
    const input_schema = { type: "object", properties, required: ["required"] };
    expect(one({ name: "A", input_schema }).context.omittableArguments).toEqual({
      A: { text: ["null"], choice: ["null"] },
    });
  });

  const $defs = {
    Color: { type: "string", enum: ["red"] },
    Maybe: { type: ["string", "null"] },
    "a/b~c": { type: "integer" },
    Round: { $ref: "#/$defs/Round" },
  };

  test.each<[string, unknown, boolean]>([
    ["a reference to what refuses it", { $ref: "#/$defs/Color" }, true],
    ["a reference with escapes", { $ref: "#/$defs/a~1b~0c" }, true],
    ["a reference to the tool's own schema", { $ref: "#" }, true],
    ["a reference to what takes it", { $ref: "#/$defs/Maybe" }, false],
    ["a reference to nothing", { $ref: "#/$defs/None" }, false],
    ["a reference to another document", { $ref: "https://example.com/schema#/$defs/Color" }, false],
    ["a reference that goes round in a circle", { $ref: "#/$defs/Round" }, false],
    ["all of several, one of which refuses it", { allOf: [{}, { type: "string" }] }, true],
    ["all of several that take it", { allOf: [{}, { type: ["string", "null"] }] }, false],
    ["any of several that refuse it", { anyOf: [{ $ref: "#/$defs/Color" }, { const: 7 }] }, true],
    ["one of several, of which one takes it", { oneOf: [{ type: "string" }, { const: null }] }, false],
    ["not null", { not: { type: "null" } }, true],
    ["not a text", { not: { type: "string" } }, false],
    ["a type that takes it, and an enum that does not", { type: ["string", "null"], enum: ["a"] }, true],
    ["nothing at all", false, true],
    ["anything", true, false],
  ])("%s refuses null: it is looked up", (_what, shape, refuses) => {
    const input_schema = { type: "object", properties: { shape }, $defs };
    expect(one({ name: "A", input_schema }).context.omittableArguments).toEqual(
      refuses ? { A: { shape: ["null"] } } : {},
    );
  });

  test("known traps and the host's own are named, required ones never (F17, F18)", () => {
    const read = tool("Read", { pages: { type: "string" }, path: { type: "string" } });
    expect(one(read).context.omittableArguments).toEqual({ Read: { pages: ["null", "empty_string"], path: ["null"] } });
    const required = tool("Read", { pages: { type: "string" } });
    expect(one({ ...required, input_schema: { ...required.input_schema, required: ["pages"] } }).context).toMatchObject(
      {
        omittableArguments: {},
      },
    );
    const options = { omittableArguments: { A: { a: ["empty_string" as const] } } };
    expect(one(tool("A", { a: {} }), options).context.omittableArguments).toEqual({ A: { a: ["empty_string"] } });
  });
});

describe("Anthropic's client tools become functions with their own argument names (K22)", () => {
  test.each([
    ["bash_20250124", "bash", ["command", "restart"], {}],
    ["bash_20241022", "bash", ["command", "restart"], {}],
    [
      "text_editor_20250728",
      "str_replace_based_edit_tool",
      ["command", "path", "file_text", "old_str", "new_str", "insert_line", "insert_text", "view_range"],
      {},
    ],
    [
      "text_editor_20250429",
      "str_replace_based_edit_tool",
      ["command", "path", "file_text", "old_str", "new_str", "insert_line", "insert_text", "view_range"],
      {},
    ],
    [
      "text_editor_20250124",
      "str_replace_editor",
      ["command", "path", "file_text", "old_str", "new_str", "insert_line", "view_range"],
      {},
    ],
    [
      "memory_20250818",
      "memory",
      [
        "command",
        "path",
        "view_range",
        "file_text",
        "old_str",
        "new_str",
        "insert_line",
        "insert_text",
        "old_path",
        "new_path",
      ],
      {},
    ],
    [
      "computer_20250124",
      "computer",
      ["action", "coordinate", "start_coordinate", "text", "duration", "scroll_direction", "scroll_amount"],
      { display_width_px: 1024, display_height_px: 768 },
    ],
    [
      "computer_20251124",
      "computer",
      ["action", "coordinate", "start_coordinate", "text", "duration", "scroll_direction", "scroll_amount", "region"],
      { display_width_px: 1024, display_height_px: 768, enable_zoom: true },
    ],
  ])("%s", (type, name, names, rest) => {
    const { tool: sent, losses } = one({ type, name, ...rest });
    expect(sent).toMatchObject({ type: "function", name, strict: false });
    expect(Object.keys(sent && "parameters" in sent ? Object(sent.parameters).properties : {})).toEqual(names);
    const prompted = type === "memory_20250818" ? ["memory_prompt@tools.0"] : [];
    expect(losses).toEqual(["client_tool_as_function@tools.0", ...prompted]);
  });

  test("older editors could undo; limits stand in the description (T3)", () => {
    expect(JSON.stringify(one({ type: "text_editor_20241022", name: "str_replace_editor" }).tool)).toContain(
      "undo_edit",
    );
    const limited = { type: "text_editor_20250728", name: "str_replace_based_edit_tool", max_characters: 99 };
    expect(JSON.stringify(one(limited).tool)).toContain("99 characters");
    expect(JSON.stringify(one(limited).tool)).not.toContain("undo_edit");
  });
});

describe("web search (T9)", () => {
  const search = (rest: object = {}) => one({ type: "web_search_20250305", name: "web_search", ...rest });

  test("is OpenAI's own, with sources and results, and no country taken for granted", () => {
    const { tool: sent, request, context, losses } = search();
    expect(sent).toEqual({ type: "web_search", user_location: { type: "approximate" } });
    expect(request.include).toEqual([
      "web_search_call.action.sources",
      "web_search_call.results",
      "reasoning.encrypted_content",
    ]);
    expect(context.serverTools).toEqual(["web_search"]);
    expect(losses).toEqual([]);
  });

  test("its limit holds for all hosted tools", () => {
    const { request, losses } = search({ max_uses: 8 });
    expect(request.max_tool_calls).toBe(8);
    expect(losses).toEqual(["max_uses_shared@tools.0.max_uses"]);
  });

  test("domains are bare hosts, a path is cut with a loss", () => {
    const { tool: sent, losses } = search({ allowed_domains: ["a.example", "https://b.example/docs", "c.example/"] });
    expect(sent).toMatchObject({ filters: { allowed_domains: ["a.example", "b.example", "c.example"] } });
    expect(losses).toEqual(["domain_path_dropped@tools.0.allowed_domains.1"]);
    expect(search({ blocked_domains: ["a.example"] }).tool).toMatchObject({
      filters: { blocked_domains: ["a.example"] },
    });
  });

  test("a place is passed on", () => {
    const user_location = { type: "approximate", city: "Paris", country: null };
    expect(search({ user_location }).tool).toMatchObject({ user_location: { type: "approximate", city: "Paris" } });
  });

  test("both lists are refused", () => {
    const definition = {
      type: "web_search_20260209",
      name: "web_search",
      allowed_domains: ["a"],
      blocked_domains: ["b"],
    };
    expect(refusal({ tools: [definition] }).path).toBe("tools.0");
  });
});

describe("tools that the upstream has not (K21)", () => {
  test.each([
    { type: "web_fetch_20250910", name: "web_fetch", max_uses: 1 },
    { type: "advisor_20260301", name: "advisor", model: "claude-opus-5" },
  ])("$type is left out with a loss, or refused where losses are", (definition) => {
    const { request, losses } = one(definition);
    expect(request).not.toHaveProperty("tools");
    expect(losses).toEqual(["tool_unsupported@tools.0"]);
    const error = refusal({ tools: [definition] }, { lossPolicy: "reject" });
    expect(error).toMatchObject({ status: 400, path: "tools.0" });
  });

  test("forcing one is refused", () => {
    const fields = {
      tools: [{ type: "web_fetch_20250910", name: "web_fetch" }],
      tool_choice: { type: "tool", name: "web_fetch" },
    };
    expect(refusal(fields).message).toBe("tool_choice: Tool 'web_fetch' is not available on this upstream");
  });
});

describe("tool_choice (A.5)", () => {
  const functions = [tool("A"), tool("B")];
  const search = { type: "web_search_20250305", name: "web_search" };

  test.each([
    ["absent", functions, undefined, undefined, undefined],
    ["auto", functions, { type: "auto" }, "auto", true],
    ["auto, one at a time", functions, { type: "auto", disable_parallel_tool_use: true }, "auto", false],
    ["any", functions, { type: "any" }, "required", true],
    ["any, exactly one", functions, { type: "any", disable_parallel_tool_use: true }, "required", false],
    ["a function", functions, { type: "tool", name: "A" }, { type: "function", name: "A" }, true],
    [
      "a function, exactly one",
      functions,
      { type: "tool", name: "A", disable_parallel_tool_use: true },
      { type: "function", name: "A" },
      false,
    ],
    ["none", functions, { type: "none" }, "none", undefined],
    ["the only hosted tool (F4)", [search], { type: "tool", name: "web_search" }, "required", undefined],
    [
      "a hosted tool among others",
      [search, ...functions],
      { type: "tool", name: "web_search" },
      { type: "allowed_tools", mode: "required", tools: [{ type: "web_search" }] },
      undefined,
    ],
    ["auto without tools", [], { type: "auto" }, undefined, undefined],
  ])("%s", (_name, tools, tool_choice, expected, parallel) => {
    const { request } = translate({ tools, tool_choice });
    expect(request.tool_choice).toEqual(expected);
    expect(request.parallel_tool_calls).toBe(parallel);
  });

  test.each(["auto", "none"])("%s without tools changes nothing, and is reported", (type) => {
    const { request, losses } = translate({ tool_choice: { type } });
    expect(request).not.toHaveProperty("tool_choice");
    expect(codes(losses)).toEqual(["tool_hint_dropped@tool_choice"]);
  });

  test("one at a time holds beside hosted tools too", () => {
    const tool_choice = { type: "auto", disable_parallel_tool_use: true };
    expect(translate({ tools: [search, ...functions], tool_choice }).request.parallel_tool_calls).toBe(false);
  });

  test("a tool that was taken away cannot be forced, one that came back can", () => {
    const change = (type: string) => ({
      role: "system",
      content: [{ type, tool: { type: "tool_reference", name: "A" } }],
    });
    const fields = { tools: functions, tool_choice: { type: "tool", name: "A" } };
    const gone = [user(text("a")), change("tool_removal")];
    expect(refusal({ ...fields, messages: gone }).message).toBe("tool_choice: Tool 'A' not found in provided tools");
    const back = [...gone, change("tool_addition")];
    expect(translate({ ...fields, messages: back }).request.tool_choice).toEqual({ type: "function", name: "A" });
  });

  test("a model that cannot call in parallel is told so", () => {
    expect(translate({ tools: functions }, { model: "gpt-4.1-nano" }).request.parallel_tool_calls).toBe(false);
  });

  test("a forced call may come with words before it", () => {
    const fields = { tools: functions, tool_choice: { type: "any" } };
    expect(codes(translate(fields).losses)).toEqual(["preamble_possible@tool_choice"]);
    expect(translate(fields, { model: "gpt-4o" }).losses).toEqual([]);
  });

  test("a choice may be made among tools that the conversation brought in", () => {
    const addition = { type: "tool_addition", tool: { type: "tool_definition", definition: tool("New") } };
    const messages = [user(text("a")), { role: "system", content: [addition] }];
    expect(translate({ messages, tool_choice: { type: "any" } }).request.tool_choice).toBe("required");
  });

  test("a deferred tool that is forced is loaded at once", () => {
    const tools = [tool("A", {}, { defer_loading: true }), tool("B")];
    const { request, losses } = translate({ tools, tool_choice: { type: "tool", name: "A" } });
    expect(request.tools).toMatchObject([{ name: "A" }, { name: "B" }]);
    expect(codes(losses)).toContain("defer_loading_ignored@tools.0.defer_loading");
  });

  test.each([
    [
      { tools: functions, tool_choice: { type: "tool", name: "C" } },
      "tool_choice: Tool 'C' not found in provided tools",
    ],
    [{ tool_choice: { type: "tool", name: "C" } }, "tool_choice: Tool 'C' not found in provided tools"],
    [{ tool_choice: { type: "any" } }, "tool_choice: 'any' may only be given together with a tool to call"],
    [
      {
        tools: functions,
        tool_choice: { type: "any" },
        thinking: { type: "enabled", budget_tokens: 1024 },
        max_tokens: 2000,
      },
      "tool_choice: Thinking may not be enabled when tool_choice forces tool use.",
    ],
    [
      { tools: functions, tool_choice: { type: "some" } },
      "tool_choice: Input tag 'some' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'",
    ],
  ])("%j is refused", (fields, message) => {
    expect(refusal(fields).message).toBe(message);
  });

  test("adaptive thinking may go with a forced call", () => {
    const fields = { tools: functions, tool_choice: { type: "any" }, thinking: { type: "adaptive" } };
    expect(translate(fields).request.tool_choice).toBe("required");
  });
});

describe("OpenAI's strict subset", () => {
  const closed = (properties: object, rest: object = {}) => ({
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    ...rest,
  });
  const numbered = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: "string" }]));
  const values = (count: number, length: number) => Array.from({ length: count }, () => "x".repeat(length));
  const oneOf = (values: string[]) => ({ type: "string", enum: values });
  const nested = (depth: number): object => (depth === 0 ? { type: "string" } : closed({ a: nested(depth - 1) }));

  test.each([
    ["closed and complete", closed({ a: { type: "string" } }), true],
    ["with $defs and $ref", closed({ a: { $ref: "#/$defs/b" } }, { $defs: { b: closed({}) } }), true],
    ["nullable", closed({ a: { type: ["string", "null"] } }), true],
    ["with a known format", closed({ a: { type: "string", format: "date" } }), true],
    ["with an unknown format", closed({ a: { type: "string", format: "uri" } }), false],
    ["open", { type: "object", properties: {} }, false],
    ["with an optional property", closed({ a: {} }, { required: [] }), false],
    ["open further inside", closed({ a: { type: "array", items: { type: "object" } } }), false],
    ["open in an alternative", closed({ a: { anyOf: [{ type: "object" }] } }), false],
    ["open in a definition", closed({}, { $defs: { b: { type: "object" } } }), false],
    ["with allOf", closed({ a: { allOf: [] } }), false],
    ["with a length", closed({ a: { type: "string", minLength: 1 } }), false],
    ["an array at the root", { type: "array", items: { type: "string" } }, false],
    ["anyOf at the root", closed({}, { anyOf: [] }), false],
    ["with a $ref to the root", closed({ a: { $ref: "#" } }), true],
    [
      "with escapes in a $ref",
      closed({ a: { $ref: "#/$defs/b~1c%20~0" } }, { $defs: { "b/c ~": { type: "string" } } }),
      true,
    ],
    [
      "with a $ref into an alternative",
      closed({ a: { anyOf: [{ $ref: "#/properties/a/anyOf/1" }, closed({})] } }),
      true,
    ],
    ["with a $ref to another document", closed({ a: { $ref: "https://example.com/a.json" } }), false],
    ["with a $ref by name", closed({ a: { $ref: "#b" } }, { $defs: { b: closed({}) } }), false],
    ["with a $ref to nothing", closed({ a: { $ref: "#/$defs/b" } }), false],
    ["with a $ref to nothing, badly escaped", closed({ a: { $ref: "#/$defs/%" } }), false],
    ["with a $ref to what is no schema", closed({ a: { $ref: "#/properties" } }), false],
    ["with a $ref that is no text", closed({ a: { $ref: 1 } }), false],
    ["with 5,000 properties", closed({ a: closed(numbered(2500)), b: closed(numbered(2498)) }), true],
    ["with more properties", closed({ a: closed(numbered(2500)), b: closed(numbered(2499)) }), false],
    ["with 1,000 values", closed({ a: oneOf(values(500, 1)), b: oneOf(values(500, 1)) }), true],
    ["with more values", closed({ a: oneOf(values(500, 1)), b: oneOf(values(501, 1)) }), false],
    ["with 250 long values", closed({ a: oneOf(values(250, 100)) }), true],
    ["with 251 values of 15,000 characters", closed({ a: oneOf([...values(250, 59), "x".repeat(250)]) }), true],
    ["with 251 values of more", closed({ a: oneOf([...values(250, 59), "x".repeat(251)]) }), false],
    ["with 120,000 characters", closed({ a: { type: "string", const: "x".repeat(119_999) } }), true],
    ["with more in a constant", closed({ a: { type: "string", const: "x".repeat(120_000) } }), false],
    ["with more in a name", closed({ ["x".repeat(120_001)]: { type: "string" } }), false],
    ["with more in the name of a definition", closed({}, { $defs: { ["x".repeat(120_001)]: closed({}) } }), false],
    ["with more in values", closed({ a: oneOf(values(100, 1200)) }), false],
    ["as deep as may be", nested(10), true],
    ["deeper", nested(12), false],
    [
      "with a property named __proto__",
      JSON.parse(
        '{"type":"object","properties":{"__proto__":{"type":"string"}},"required":[],"additionalProperties":false}',
      ),
      false,
    ],
  ])("%s", (_name, schema, fits) => {
    expect(fitsStrictSubset(schema)).toBe(fits);
  });

  test.each([{ $ref: "#/$defs/none" }, oneOf(values(1001, 1))])("is told where it is left: %#", (property) => {
    const schema = closed({ a: property });
    const asTool = translate({ tools: [{ name: "A", input_schema: schema, strict: true }] });
    expect(asTool.request.tools).toMatchObject([{ strict: false }]);
    expect(codes(asTool.losses)).toEqual(["strict_degraded@tools.0.strict"]);
    const asFormat = translate({ output_config: { format: { type: "json_schema", schema } } });
    expect(asFormat.request.text?.format).toMatchObject({ strict: false });
    expect(codes(asFormat.losses)).toEqual(["schema_not_enforced@output_config.format"]);
  });
});
