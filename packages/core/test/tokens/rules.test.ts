import { describe, expect, it } from "vitest";
import { loadEncoder } from "../../src/tokens/byte-pair.js";
import { type CountableRequest, countInputTokens } from "../../src/tokens/count-input-tokens.js";
import { renderFunction } from "../../src/tokens/render-tools.js";

const HARMONY = "gpt-5.4";
const CHATML = "gpt-4.1";
const count = (model: string, rest: CountableRequest): Promise<number> => countInputTokens({ model, ...rest });
const tokens = async (text: string): Promise<number> => (await loadEncoder()).count(text);

/** Tokens of "Hello world", and of what stands around one user message. */
const HELLO = { role: "user", content: "Hello world" };

describe("messages", () => {
  it.each([
    [HARMONY, { input: "Hello world" }, 2 + 4 + 2],
    [CHATML, { input: "Hello world" }, 3 + 4 + 2],
    ["gpt-5-chat-latest", { input: "Hello world" }, 3 + 4 + 2],
    ["ft:gpt-4o-2024-08-06:acme::1", { input: "Hello world" }, 3 + 4 + 2],
    ["some-new-model", { input: "Hello world" }, 2 + 4 + 2],
    [HARMONY, { input: "" }, 2 + 4],
    [HARMONY, { input: [HELLO], instructions: "Hello world" }, 2 + 4 + 2 + 4 + 2],
    [HARMONY, { input: [HELLO], instructions: "" }, 2 + 4 + 2],
    [HARMONY, { input: [HELLO, { role: "assistant", content: "Hello world" }] }, 2 + 4 + 2 + 6 + 2],
    [HARMONY, { input: [{ role: "assistant", phase: "commentary", content: "Hello world" }] }, 2 + 7 + 2],
    [CHATML, { input: [HELLO, { role: "assistant", content: "Hello world" }] }, 3 + 4 + 2 + 4 + 2],
  ])("%s %j", async (model, request, expected) => {
    expect(await count(model, request)).toBe(expected);
  });

  it("joins neighbouring text parts before they are cut into tokens", async () => {
    const parts = [
      { type: "input_text", text: "Hel" },
      { type: "input_text", text: "lo world" },
    ];
    expect(await count(HARMONY, { input: [{ role: "user", content: parts }] })).toBe(8);
  });
});

describe("tools", () => {
  const weather = {
    type: "function",
    name: "get_weather",
    description: "\n  Weather of a city.\n\n    Twice a day.\n",
    parameters: {
      type: "object",
      properties: {
        city: { type: "string", description: "Its name" },
        unit: { enum: ["C", "F"], default: "C" },
        days: { type: ["integer", "null"], minimum: 1, maximum: 7 },
        near: { type: "array", items: { $ref: "#/$defs/Place" } },
        how: { anyOf: [{ type: "boolean" }, { const: 3 }] },
        more: { type: "object", description: "Anything" },
      },
      required: ["city", "near"],
      $defs: { Place: { type: "object", title: "Place", properties: { lat: { type: "number" } }, required: ["lat"] } },
    },
  };
  const rendered = [
    "// Weather of a city.",
    "// Twice a day.",
    "type get_weather = (_: {",
    "// Its name",
    "city: string,",
    'unit?: "C" | "F", // default: "C"',
    "// minimum: 1.0, maximum: 7.0",
    "days?: number | null,",
    "near: {",
    "lat: number,",
    "}[],",
    "how?: boolean | 3,",
    "// Anything",
    "more?: object,",
    "}) => any;",
  ].join("\n");

  it("are shown as TypeScript", () => {
    expect(renderFunction(weather)).toBe(rendered);
    expect(renderFunction({ name: "now", parameters: { type: "object", properties: {} } })).toBe(
      "type now = () => any;",
    );
    expect(renderFunction({ name: "now" })).toBe("type now = () => any;");
    const explained = { type: "object", description: "All of it", properties: { a: {} } };
    expect(renderFunction({ name: "f", parameters: explained })).toBe(
      "type f = (_: // All of it\n{\na?: any,\n}) => any;",
    );
  });

  it("end, where a schema refers to itself", () => {
    const branches = { anyOf: Array.from({ length: 4 }, () => ({ $ref: "#/$defs/Tree" })) };
    const parameters = { type: "object", properties: { tree: branches }, $defs: { Tree: branches } };
    expect(renderFunction({ name: "f", parameters }).length).toBeLessThan(8 << 20);
  });

  it("cost their text and the marks around it", async () => {
    const text = await tokens(rendered);
    expect(await count(HARMONY, { input: [HELLO], tools: [weather] })).toBe(8 + 15 + text);
    expect(await count(CHATML, { input: [HELLO], tools: [weather] })).toBe(9 + 9 + text);
    expect(await count(HARMONY, { input: [HELLO], tools: [] })).toBe(8);
  });

  it("cost a token less each where no parameter is explained, one more where the first is not on ChatML", async () => {
    const bare = { type: "function", name: "f", parameters: { type: "object", properties: { a: { type: "string" } } } };
    const text = await tokens("type f = (_: {\na?: string,\n}) => any;");
    expect(await count(HARMONY, { input: [HELLO], tools: [bare] })).toBe(8 + 15 - 1 + text);
    expect(await count(CHATML, { input: [HELLO], tools: [bare] })).toBe(9 + 10 - 1 + text);
  });

  it("cost nothing while they are deferred", async () => {
    expect(await count(HARMONY, { input: [HELLO], tools: [{ ...weather, defer_loading: true }] })).toBe(8);
  });

  it("cost more on ChatML when one must be called, and on harmony when only one may be at a time", async () => {
    const other = { ...weather, name: "other" };
    const of = (model: string, more: CountableRequest) =>
      count(model, { input: [HELLO], tools: [weather, other], ...more });
    expect((await of(CHATML, { tool_choice: "required" })) - (await of(CHATML, {}))).toBe(9);
    expect((await of(HARMONY, { tool_choice: "required" })) - (await of(HARMONY, {}))).toBe(0);
    expect((await of(HARMONY, { parallel_tool_calls: false })) - (await of(HARMONY, {}))).toBe(78);
  });

  it("add up: each costs the same beside any others, within two tokens", async () => {
    const tools = Array.from({ length: 12 }, (_, index) => ({
      type: "function",
      name: `tool_${index}`,
      ...(index % 3 > 0 && { description: `Does ${"this and ".repeat(index)}that.${"\n".repeat(index % 2)}` }),
      parameters: { type: "object", properties: index % 2 ? { a: { type: "string", description: "A." } } : { b: {} } },
    }));
    for (const model of [HARMONY, CHATML]) {
      const of = (some: typeof tools) => count(model, { input: [HELLO], tools: some });
      const [base, first] = [tools.slice(0, 4), tools.slice(0, 1)];
      for (const tool of tools.slice(4)) {
        const beside = (await of([...base, tool])) - (await of(base));
        const besideOne = (await of([...first, tool])) - (await of(first));
        expect(beside).toBeGreaterThan(0);
        expect(Math.abs(beside - besideOne)).toBeLessThanOrEqual(2);
      }
    }
  });
});

describe("calls", () => {
  const declared = { type: "function", name: "f" };
  const call = { type: "function_call", call_id: "c1", name: "f", arguments: '{ "a" : 1 }' };
  const output = { type: "function_call_output", call_id: "c1", output: "Hello world" };
  const withTool = (model: string, ...input: unknown[]) => count(model, { input, tools: [declared] });

  it("cost their name, their minified arguments and the marks", async () => {
    const text = (await tokens("functions.f")) + (await tokens('{"a":1}'));
    const result = (await tokens("functions.f")) + 2;
    for (const [model, marks, resultMarks] of [
      [HARMONY, 11, 7],
      ["gpt-5-mini", 8, 7],
      [CHATML, 4, 5],
    ] as const) {
      const base = await withTool(model);
      expect((await withTool(model, call)) - base, model).toBe(marks + text);
      expect((await withTool(model, call, output)) - base, model).toBe(marks + text + resultMarks + result);
    }
  });

  it("cost three more by an item id: on earlier models, and alone on ChatML", async () => {
    const named = { ...call, id: "fc_1" };
    const plus = async (model: string, ...calls: [unknown[], unknown[]]) =>
      (await withTool(model, ...calls[0])) - (await withTool(model, ...calls[1]));
    expect(await plus(HARMONY, [named], [call])).toBe(0);
    expect(await plus("gpt-5-mini", [named], [call])).toBe(3);
    expect(await plus(CHATML, [named], [call])).toBe(3);
    expect(await plus(CHATML, [named, named], [call, call])).toBe(0);
  });

  it("cost three more on harmony when their tool is not declared", async () => {
    const base = await count(HARMONY, { input: [] });
    const cost = (await count(HARMONY, { input: [call] })) - base;
    expect(cost - ((await withTool(HARMONY, call)) - (await withTool(HARMONY)))).toBe(3);
  });
});

describe("structured output", () => {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: { required: { type: "integer", minimum: 1 }, format: { type: "string", format: "date" } },
    required: ["required", "format"],
    additionalProperties: false,
  };
  const shown = '{"type":"object","properties":{"required":{"type":"integer"},"format":{"type":"string"}}}';

  it("costs the schema without what the upstream only enforces, but with properties of such names", async () => {
    const text = { format: { type: "json_schema", name: "answer", schema, strict: true } };
    const cost = (await tokens("answer")) + (await tokens(shown));
    expect(await count(HARMONY, { input: [HELLO], text })).toBe(8 + 6 + cost);
    expect(await count(CHATML, { input: [HELLO], text })).toBe(9 + 7 + cost);
    expect(await count(HARMONY, { input: [HELLO], text: { format: { type: "json_object" } } })).toBe(8);
  });
});

describe("estimates", () => {
  const reasoning = (length: number) => ({
    type: "reasoning",
    id: "rs_1",
    encrypted_content: "g".repeat(length),
    summary: [],
  });

  it("take replayed reasoning by its length, in the turns that the model keeps", async () => {
    const cost = async (model: string, input: unknown[]) =>
      (await count(model, { input })) - (await count(model, { input: [HELLO] }));
    expect(await cost(HARMONY, [HELLO, reasoning(2000)])).toBe(Math.round(2000 * 0.141 - 118) + 2);
    expect(await cost(HARMONY, [HELLO, reasoning(10)])).toBe(2);
    expect(await cost(HARMONY, [reasoning(2000), HELLO])).toBe(166);
    expect(await cost("gpt-5-mini", [reasoning(2000), HELLO])).toBe(0);
    const asked = { input: [reasoning(2000), HELLO], reasoning: { context: "all_turns" } };
    expect((await count("gpt-5-mini", asked)) - 8).toBe(166);
  });

  it("take hosted tools by their kind, dated or not", async () => {
    const of = (type: string) => count(CHATML, { input: [HELLO], tools: [{ type }] });
    expect(await of("web_search_preview")).toBe(9 + 294);
    expect(await of("web_search_2025_08_26")).toBe(9 + 294);
    expect(await of("constructor")).toBe(9 + 300);
  });

  it("never fail over what is of no known shape", async () => {
    for (const input of [
      null,
      7,
      [null, "x"],
      [{ type: "odd", value: 1 }],
      [{ type: "__proto__" }],
      [{ role: "user", content: 5 }],
    ]) {
      expect(await count(HARMONY, { input })).toBeGreaterThanOrEqual(2);
    }
    expect(await countInputTokens({ tools: {}, text: 3, input: [] })).toBe(2);
  });
});
