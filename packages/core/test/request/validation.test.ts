import { describe, expect, test } from "vitest";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { toOpenAIRequest } from "../../src/request/to-openai-request.js";
import { assistant, call, refusal as lossRefusal, result, text, translate, user } from "./support.js";

/** What a body is refused with; what arrives from the wire is unchecked. */
function refusal(value: unknown): string {
  try {
    toOpenAIRequest(Object(value), { model: "gpt-5.5" });
  } catch (thrown) {
    if (!(thrown instanceof TranspondError)) throw thrown;
    expect(thrown).toMatchObject({ status: 400, type: "invalid_request_error" });
    return thrown.message;
  }
  return "taken";
}

const valid = { model: "m", max_tokens: 2000, messages: [user(text("a"))] };
const body = (fields: object) => ({ ...valid, ...fields });
const said = (...content: unknown[]) => body({ messages: [{ role: "user", content }] });
const told = (...content: unknown[]) => body({ messages: [user(text("a")), { role: "assistant", content }] });
const answered = (...blocks: unknown[]) =>
  body({ messages: [user(text("a")), assistant(call("t")), { role: "user", content: blocks }] });
const withTool = (tool: unknown) => body({ tools: [tool] });
const function_ = (fields: object) => withTool({ name: "A", input_schema: { type: "object" }, ...fields });
const without = (key: string) => Object.fromEntries(Object.entries(valid).filter(([name]) => name !== key));

const dictionary = "Input should be a valid dictionary";
const list = "Input should be a valid list";
const string = "Input should be a valid string";
const boolean = "Input should be a valid boolean";
const integer = "Input should be a valid integer";
const number = "Input should be a valid number";
const atLeast = (minimum: number) => `Input should be greater than or equal to ${minimum}`;

/** Rows are: the field as Anthropic's path names it, a body, what is said. */
type Row = [path: string, value: unknown, message: string];

const topLevel: Row[] = [
  ["", [], dictionary],
  ["model", without("model"), "Field required"],
  ["model", body({ model: null }), string],
  ["model", body({ model: 1 }), string],
  ["model", body({ model: "" }), "String should have at least 1 character"],
  ["max_tokens", without("max_tokens"), "Field required"],
  ["max_tokens", body({ max_tokens: null }), integer],
  ["max_tokens", body({ max_tokens: "1" }), integer],
  ["max_tokens", body({ max_tokens: 1.5 }), integer],
  ["max_tokens", body({ max_tokens: Number.NaN }), integer],
  ["max_tokens", body({ max_tokens: Number.POSITIVE_INFINITY }), integer],
  ["max_tokens", body({ max_tokens: 1e300 }), "Input should be less than or equal to 9007199254740991"],
  ["max_tokens", body({ max_tokens: -1 }), atLeast(0)],
  ["max_tokens", body({ max_tokens: 0 }), atLeast(1)],
  ["messages", without("messages"), "Field required"],
  ["messages", body({ messages: null }), list],
  ["messages", body({ messages: "a" }), list],
  ["messages", body({ messages: {} }), list],
  ["messages", body({ messages: [] }), "at least one message is required"],
  ["system", body({ system: null }), list],
  ["system", body({ system: 1 }), list],
  ["system", body({ system: {} }), list],
  ["system.0", body({ system: ["a"] }), dictionary],
  ["system.0.type", body({ system: [{ text: "a" }] }), "Field required"],
  ["system.0.type", body({ system: [{ type: "image" }] }), "Input should be 'text'"],
  ["system.0.text", body({ system: [{ type: "text" }] }), "Field required"],
  ["system.0.text", body({ system: [{ type: "text", text: null }] }), string],
  [
    "system.1.cache_control.ephemeral.ttl",
    body({ system: [text("a"), text("b", { cache_control: { type: "ephemeral", ttl: "1d" } })] }),
    "Input should be '5m' or '1h'",
  ],
  ["stream", body({ stream: null }), boolean],
  ["stream", body({ stream: "yes" }), boolean],
  ["temperature", body({ temperature: null }), number],
  ["temperature", body({ temperature: "hot" }), number],
  ["temperature", body({ temperature: Number.NaN }), number],
  ["temperature", body({ temperature: 2 }), "Input should be less than or equal to 1"],
  ["temperature", body({ temperature: -1 }), atLeast(0)],
  ["top_p", body({ top_p: 1.1 }), "Input should be less than or equal to 1"],
  ["top_k", body({ top_k: 0.5 }), integer],
  ["top_k", body({ top_k: -1 }), atLeast(0)],
  ["stop_sequences", body({ stop_sequences: null }), list],
  ["stop_sequences", body({ stop_sequences: "END" }), list],
  ["stop_sequences.1", body({ stop_sequences: ["a", 1] }), string],
  ["stop_sequences", body({ stop_sequences: ["a", " \n"] }), "each stop sequence must contain non-whitespace"],
  ["metadata", body({ metadata: null }), dictionary],
  ["metadata.user_id", body({ metadata: { user_id: 1 } }), string],
  ["service_tier", body({ service_tier: "gold" }), "Input should be 'auto' or 'standard_only'"],
  ["speed", body({ speed: "slow" }), "Input should be 'standard' or 'fast'"],
  ["thinking", body({ thinking: null }), dictionary],
  ["thinking.type", body({ thinking: {} }), "Field required"],
  [
    "thinking",
    body({ thinking: { type: "deep" } }),
    "Input tag 'deep' found using 'type' does not match any of the expected tags: 'enabled', 'adaptive', 'between_tools', 'disabled'",
  ],
  ["thinking.enabled.budget_tokens", body({ thinking: { type: "enabled" } }), "Field required"],
  ["thinking.enabled.budget_tokens", body({ thinking: { type: "enabled", budget_tokens: 512 } }), atLeast(1024)],
  ["thinking.enabled.budget_tokens", body({ thinking: { type: "enabled", budget_tokens: "1024" } }), integer],
  ["thinking.enabled.budget_tokens", body({ thinking: { type: "enabled", budget_tokens: 1024.5 } }), integer],
  [
    "max_tokens",
    body({ thinking: { type: "enabled", budget_tokens: 2000 } }),
    "`max_tokens` must be greater than `thinking.budget_tokens`",
  ],
  [
    "thinking.adaptive.display",
    body({ thinking: { type: "adaptive", display: "all" } }),
    "Input should be 'summarized', 'omitted' or 'updates'",
  ],
  ["output_config", body({ output_config: null }), dictionary],
  [
    "output_config.effort",
    body({ output_config: { effort: "huge" } }),
    "Input should be 'low', 'medium', 'high', 'xhigh' or 'max'",
  ],
  ["output_config.format.type", body({ output_config: { format: { schema: {} } } }), "Field required"],
  [
    "output_config.format.type",
    body({ output_config: { format: { type: "text", schema: {} } } }),
    "Input should be 'json_schema'",
  ],
  ["output_config.format.schema", body({ output_config: { format: { type: "json_schema" } } }), "Field required"],
  ["output_config.format.schema", body({ output_config: { format: { type: "json_schema", schema: [] } } }), dictionary],
  ["output_format.schema", body({ output_format: { type: "json_schema", schema: "{}" } }), dictionary],
  ["context_management", body({ context_management: [] }), dictionary],
  ["context_management.edits", body({ context_management: { edits: {} } }), list],
  ["context_management.edits.0", body({ context_management: { edits: ["clear"] } }), dictionary],
  ["betas.0", body({ betas: [1] }), string],
  ["cache_control.type", body({ cache_control: {} }), "Field required"],
];

const tools: Row[] = [
  ["tools", body({ tools: null }), list],
  ["tools", body({ tools: {} }), list],
  ["tools", body({ tools: new Array(1) }), list],
  ["tools.0", withTool("A"), dictionary],
  ["tools.0.custom.name", withTool({ input_schema: { type: "object" } }), "Field required"],
  ["tools.0.custom.name", function_({ name: null }), string],
  ["tools.0.custom.name", function_({ name: "" }), "String should have at least 1 character"],
  ["tools.0.custom.description", function_({ description: 1 }), string],
  ["tools.0.custom.input_schema", withTool({ name: "A" }), "Field required"],
  ["tools.0.custom.input_schema", function_({ input_schema: null }), dictionary],
  ["tools.0.custom.input_schema", function_({ input_schema: [] }), dictionary],
  ["tools.0.custom.input_schema.type", function_({ input_schema: {} }), "Field required"],
  ["tools.0.custom.input_schema.type", function_({ input_schema: { type: "array" } }), "Input should be 'object'"],
  ["tools.0.custom.strict", function_({ strict: "yes" }), boolean],
  ["tools.0.custom.defer_loading", function_({ defer_loading: null }), boolean],
  ["tools.0.custom.input_examples.1", function_({ input_examples: [{}, "b"] }), dictionary],
  ["tools.0.custom.cache_control.type", function_({ cache_control: {} }), "Field required"],
  ["tools.0.bash_20250124.name", withTool({ type: "bash_20250124", name: "sh" }), "Input should be 'bash'"],
  [
    "tools.0.computer_20250124.display_width_px",
    withTool({ type: "computer_20250124", name: "computer", display_height_px: 1, display_width_px: "wide" }),
    integer,
  ],
  [
    "tools.0.web_search_20250305.max_uses",
    withTool({ type: "web_search_20250305", name: "web_search", max_uses: 0 }),
    "Input should be greater than 0",
  ],
  [
    "tools",
    body({ tools: [1, 2].map(() => ({ name: "A", input_schema: { type: "object" } })) }),
    "Tool names must be unique.",
  ],
  ["tool_choice", body({ tool_choice: "auto" }), dictionary],
  ["tool_choice.type", body({ tool_choice: {} }), "Field required"],
  [
    "tool_choice",
    body({ tool_choice: { type: "required" } }),
    "Input tag 'required' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'",
  ],
  ["tool_choice.tool.name", body({ tool_choice: { type: "tool" } }), "Field required"],
  [
    "tool_choice.auto.disable_parallel_tool_use",
    body({ tool_choice: { type: "auto", disable_parallel_tool_use: 1 } }),
    boolean,
  ],
];

const messages: Row[] = [
  ["messages", body({ messages: new Array(3) }), list],
  ["messages.0.content", body({ messages: [{ role: "user", content: new Array(2) }] }), list],
  ["messages.0", body({ messages: ["a"] }), dictionary],
  ["messages.0", body({ messages: [null] }), dictionary],
  ["messages.0.role", body({ messages: [{ content: "a" }] }), "Field required"],
  [
    "messages.0.role",
    body({ messages: [{ role: "tool", content: "a" }] }),
    "Input should be 'user', 'assistant' or 'system'",
  ],
  [
    "messages.0.role",
    body({ messages: [{ role: null, content: "a" }] }),
    "Input should be 'user', 'assistant' or 'system'",
  ],
  ["messages.0.content", body({ messages: [{ role: "user" }] }), "Field required"],
  ["messages.0.content", body({ messages: [{ role: "user", content: null }] }), list],
  ["messages.0.content", body({ messages: [{ role: "user", content: 1 }] }), list],
  ["messages.1.content", body({ messages: [user(text("a")), { role: "assistant", content: {} }] }), list],
  ...["", [], [text("")]].map(
    (content): Row => [
      "messages.0",
      body({ messages: [{ role: "user", content }] }),
      "all messages must have non-empty content except for the optional final assistant message",
    ],
  ),
  ["messages.0.content.0", said("a"), dictionary],
  ["messages.0.content.0", said(["a"]), dictionary],
  ["messages.0.content.0.type", said({}), "Field required"],
  ["messages.0.content.0.type", said({ text: "a" }), "Field required"],
  ["messages.0.content.0.text.text", said({ type: "text" }), "Field required"],
  ["messages.0.content.0.text.text", said({ type: "text", text: null }), string],
  ["messages.0.content.0.text.text", said({ type: "text", text: 1 }), string],
  ["messages.0.content.0.text.citations", said(text("a", { citations: {} })), list],
  ["messages.0.content.0.text.cache_control", said(text("a", { cache_control: true })), dictionary],
  ["messages.0.content.0.text.cache_control.type", said(text("a", { cache_control: {} })), "Field required"],
  [
    "messages.0.content.0.text.cache_control",
    said(text("a", { cache_control: { type: "eternal" } })),
    "Input tag 'eternal' found using 'type' does not match any of the expected tags: 'ephemeral'",
  ],
  ["messages.0.content.0.image.source", said({ type: "image" }), "Field required"],
  ["messages.0.content.0.image.source.type", said({ type: "image", source: {} }), "Field required"],
  [
    "messages.0.content.0.image.source",
    said({ type: "image", source: { type: "disk" } }),
    "Input tag 'disk' found using 'type' does not match any of the expected tags: 'base64', 'url', 'file'",
  ],
  [
    "messages.0.content.0.image.source.base64.media_type",
    said({ type: "image", source: { type: "base64", media_type: "image/bmp", data: "" } }),
    "Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
  ],
  ["messages.0.content.0.image.source.url.url", said({ type: "image", source: { type: "url" } }), "Field required"],
  [
    "messages.0.content.0.image.source.file.file_id",
    said({ type: "image", source: { type: "file", file_id: "f" } }),
    "file not found",
  ],
  [
    "messages.0.content.0.document.source.text.media_type",
    said({ type: "document", source: { type: "text", media_type: "text/html", data: "" } }),
    "Input should be 'text/plain'",
  ],
  [
    "messages.0.content.0.document.source.content.content",
    said({ type: "document", source: { type: "content", content: 1 } }),
    list,
  ],
  [
    "messages.0.content.0.document.citations.enabled",
    said({ type: "document", source: { type: "url", url: "u" }, citations: { enabled: 1 } }),
    boolean,
  ],
  [
    "messages.0.content.0.search_result.content",
    said({ type: "search_result", source: "s", title: "t" }),
    "Field required",
  ],
  [
    "messages.0.content.0.search_result.content.0.text.text",
    said({ type: "search_result", source: "s", title: "t", content: [{ type: "text" }] }),
    "Field required",
  ],
  ["messages.0.content.0", said(call("a")), "`tool_use` blocks can only be in `assistant` messages"],
  ["messages.1.content.0", told(result("a")), "`tool_result` blocks can only be in `user` messages"],
  ["messages.1.content.0.tool_use.id", told({ type: "tool_use", name: "A", input: {} }), "Field required"],
  [
    "messages.1.content.0.tool_use.name",
    told({ type: "tool_use", id: "a", name: "", input: {} }),
    "String should have at least 1 character",
  ],
  ["messages.1.content.0.tool_use.input", told({ type: "tool_use", id: "a", name: "A" }), "Field required"],
  ...[null, "{}", [], 1].map(
    (input): Row => [
      "messages.1.content.0.tool_use.input",
      told({ type: "tool_use", id: "a", name: "A", input }),
      dictionary,
    ],
  ),
  [
    "messages.1.content.0.server_tool_use.input",
    told({ type: "server_tool_use", id: "a", name: "web_search", input: "q" }),
    dictionary,
  ],
  ["messages.1.content.0.thinking.thinking", told({ type: "thinking", signature: "s" }), "Field required"],
  ["messages.1.content.0.thinking.signature", told({ type: "thinking", thinking: "t", signature: 1 }), string],
  ["messages.1.content.0.redacted_thinking.data", told({ type: "redacted_thinking" }), "Field required"],
  ["messages.2.content.0.tool_result.tool_use_id", answered({ type: "tool_result" }), "Field required"],
  ["messages.2.content.0.tool_result.content", answered(result("t", null)), list],
  ["messages.2.content.0.tool_result.content", answered(result("t", { a: 1 })), list],
  ["messages.2.content.0.tool_result.is_error", answered(result("t", "x", { is_error: null })), boolean],
  ["messages.2.content.0.tool_result.is_error", answered(result("t", "x", { is_error: "false" })), boolean],
  ["messages.2.content.0.tool_result.content.1", answered(result("t", [text("x"), "y"])), dictionary],
  ["messages.2.content.0.tool_result.content.0.type", answered(result("t", [{}])), "Field required"],
  ["messages.2.content.0.tool_result.content.0.text.text", answered(result("t", [{ type: "text" }])), "Field required"],
  [
    "messages.2.content.0.tool_result.content.1.tool_reference.tool_name",
    answered(result("t", [text("x"), { type: "tool_reference" }])),
    "Field required",
  ],
  [
    "messages.2.content.0.tool_result.content.0.image.source.base64.data",
    answered(result("t", [{ type: "image", source: { type: "base64", media_type: "image/png" } }])),
    "Field required",
  ],
];

describe.each<[string, Row[]]>([
  ["top-level fields", topLevel],
  ["tools", tools],
  ["messages and blocks", messages],
])("validation in Anthropic's words: %s", (_name, rows) => {
  test.each(rows)("%s: %j", (path, value, message) => {
    expect(refusal(value)).toBe(path === "" ? message : `${path}: ${message}`);
  });
});

describe("unknown tags", () => {
  test("a block is refused with its path and the types that there are", () => {
    expect(refusal(said(text("a"), { type: "foo" }))).toMatch(
      /^messages\.0\.content\.1: Input tag 'foo' found using 'type' does not match any of the expected tags: 'text', 'image', /,
    );
  });

  test.each(["__proto__", "constructor", "toString", 7, null, { a: 1 }, ["text"], true, ""])("such as %j", (type) => {
    expect(refusal(said({ type }))).toMatch(/^messages\.0\.content\.0: Input tag '/);
    expect(refusal(answered(result("t", [{ type }])))).toMatch(
      /^messages\.2\.content\.0\.tool_result\.content\.0: Input tag '/,
    );
    expect(refusal(body({ thinking: { type } }))).toMatch(/^thinking: Input tag '/);
    if (type !== null) expect(refusal(withTool({ type }))).toMatch(/^tools\.0: Input tag '/);
  });

  test("a very long one is cut", () => {
    expect(refusal(body({ thinking: { type: "x".repeat(10_000) } })).length).toBeLessThan(300);
  });
});

describe("pairing of calls and results (M14 to M16, F10)", () => {
  const turn = (...blocks: unknown[]) => ({ role: "assistant", content: blocks });

  test.each<[string, unknown[], string]>([
    [
      "a call without a result",
      [user(text("a")), turn(call("toolu_1"), call("toolu_2")), user(result("toolu_2"), text("b"))],
      "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.",
    ],
    [
      "two calls without results",
      [user(text("a")), turn(call("toolu_1"), call("toolu_2")), user(text("b"))],
      "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1, toolu_2. Each `tool_use` block must have a corresponding `tool_result` block in the next message.",
    ],
    [
      "a call at the end",
      [user(text("a")), turn(call("toolu_1"))],
      "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.",
    ],
    [
      "a result without a call",
      [user(text("a"), result("toolu_1"))],
      "messages.0.content.1: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
    ],
    [
      "a result after its turn",
      [user(text("a")), turn(call("toolu_1")), user(result("toolu_1")), turn(text("b")), user(result("toolu_1"))],
      "messages.4.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
    ],
    [
      "two calls with one id",
      [user(text("a")), turn(call("toolu_1"), call("toolu_1")), user(result("toolu_1"))],
      "messages: `tool_use` ids must be unique",
    ],
    [
      "an id that comes again in a later turn",
      [user(text("a")), turn(call("t")), user(result("t")), turn(call("t")), user(result("t"))],
      "messages: `tool_use` ids must be unique",
    ],
    [
      "two results for one call",
      [user(text("a")), turn(call("toolu_1")), user(result("toolu_1"), result("toolu_1"))],
      "messages.2.content.1: each tool_use must have a single result. Found multiple `tool_result` blocks with id: toolu_1",
    ],
  ])("%s", (_name, history, message) => {
    expect(refusal(body({ messages: history }))).toBe(message);
  });
});

describe("what is nested too deeply, or in itself", () => {
  const nested = (open: string, close: string, depth: number): unknown =>
    JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`);
  const objects = nested('{"a":', "}", 20_000);
  const arrays = nested("[", "]", 20_000);
  const circular: { [key: string]: unknown } = { type: "object" };
  circular.properties = { again: circular };
  const deep = "Input is nested too deeply";

  test.each<Row>([
    ["messages.1.content.0.tool_use.input", told(call("t", "A", { a: objects })), deep],
    ["messages.1.content.0.tool_use.input", told(call("t", "A", { a: arrays })), deep],
    ["messages.1.content.0.tool_use.input", told(call("t", "A", circular)), "Input contains itself"],
    ["messages.1.content.0.tool_use.input", told(call("t", "A", { a: 1n })), "Input should be valid JSON"],
    ["tools.0.custom.input_schema", function_({ input_schema: { type: "object", properties: objects } }), deep],
    ["tools.0.custom.input_schema", function_({ input_schema: { type: "object", anyOf: arrays } }), deep],
    ["tools.0.custom.input_schema", function_({ input_schema: { type: "object", enum: arrays }, strict: true }), deep],
    ["tools.0.custom.input_schema", function_({ input_schema: circular }), "Input contains itself"],
    [
      "tools.0.custom.input_schema",
      function_({ input_schema: { type: "object", const: 1n } }),
      "Input should be valid JSON",
    ],
    ["tools.0.custom.input_examples", function_({ input_examples: [{ a: arrays }] }), deep],
    [
      "output_config.format.schema",
      body({ output_config: { format: { type: "json_schema", schema: { a: arrays } } } }),
      deep,
    ],
    [
      "output_format.schema",
      body({ output_format: { type: "json_schema", schema: circular } }),
      "Input contains itself",
    ],
    ["messages.0.content", body({ messages: [{ role: "user", content: objects }] }), list],
    ["messages.0.content.0", body({ messages: [{ role: "user", content: arrays }] }), dictionary],
    ["messages.2.content.0.tool_result.content.0", answered(result("t", arrays)), dictionary],
    ["messages", body({ messages: objects }), list],
  ])("%s", (path, value, message) => {
    expect(refusal(value)).toBe(`${path}: ${message}`);
  });

  test("a schema of 200 levels is taken, and so is one part that stands in two places", () => {
    const shared = { type: "string" };
    expect(refusal(function_({ input_schema: { type: "object", properties: { a: shared, b: shared } } }))).toBe(
      "taken",
    );
    const levels = nested('{"a":', "}", 200);
    expect(refusal(function_({ input_schema: { type: "object", properties: { a: levels } } }))).toBe("taken");
  });

  test("a field that is left out anyway may hold anything", () => {
    expect(refusal(body({ unheard_of: circular, also: objects }))).toBe("taken");
  });
});

describe("both fields for a format", () => {
  const schema = { type: "object", properties: { a: { enum: [1, 2] }, b: {} }, required: ["a"] };
  const reordered = { required: ["a"], properties: { b: {}, a: { enum: [1, 2] } }, type: "object" };
  const both = (one: object, other: object) =>
    body({
      output_config: { format: { type: "json_schema", schema: one } },
      output_format: { schema: other, type: "json_schema" },
    });
  const message = "output_format: differs from `output_config.format`; give only one of them";

  test("may say the same in another order", () => {
    expect(refusal(both(schema, reordered))).toBe("taken");
  });

  test.each([
    [{ ...schema, required: [] }],
    [{ ...schema, properties: { a: { enum: [2, 1] }, b: {} } }],
    [{ ...schema, properties: { a: { enum: [1, 2] }, c: {} } }],
    [{ ...schema, title: undefined }],
  ])("may not differ: %j", (other) => {
    expect(refusal(both(schema, other))).toBe(message);
  });
});

test("what the host's loss policy refuses is told by the path of the loss", () => {
  const messages = [
    user({ type: "search_result", source: "s", title: "t", content: [text("a")], citations: { enabled: true } }),
  ];
  expect(lossRefusal({ messages }, { lossPolicy: "reject" }).path).toBe("messages.0.content.0.citations");
});

test("a field that only a later version of a tool has is reported (K27)", () => {
  const screen = { name: "computer", display_width_px: 8, display_height_px: 6, enable_zoom: true };
  const lossesOf = (type: string) => translate({ tools: [{ type, ...screen }] }).losses.map(({ code }) => code);
  expect(lossesOf("computer_20250124")).toContain("unknown_field");
  expect(lossesOf("computer_20251124")).not.toContain("unknown_field");
});

describe("tolerance", () => {
  test("system messages without content are taken", () => {
    const notes = [{ role: "system" }, { role: "system", content: null }, { role: "system", content: "" }];
    expect(refusal(body({ messages: [user(text("a")), ...notes] }))).toBe("taken");
  });

  test("a result without content is taken", () => {
    expect(refusal(answered(result("t")))).toBe("taken");
  });

  test("a thinking block without a signature is taken (B5e)", () => {
    expect(refusal(told({ type: "thinking", thinking: "t" }, text("a")))).toBe("taken");
    expect(refusal(told({ type: "thinking", thinking: "t", signature: null }, text("a")))).toBe("taken");
  });

  test("unknown keys are taken (K27)", () => {
    expect(refusal(said(text("a", { cache_control: { type: "ephemeral", scope: "global" }, later: 1 })))).toBe("taken");
  });
});
