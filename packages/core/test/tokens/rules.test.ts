import { describe, expect, it } from "vitest";
import { loadEncoder } from "../../src/tokens/byte-pair.js";
import { type CountableRequest, countInputTokens } from "../../src/tokens/index.js";
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
    [HARMONY, { input: [{ role: "assistant", phase: "final_answer", content: "Hello world" }] }, 2 + 6 + 2],
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

/** What stands around the functions of a request. */
const HARMONY_TOOLS = 15;
const chatmlTools = (definitions: string): string =>
  `## functions\n\nnamespace functions {\n\n${definitions}\n\n} // namespace functions`;

describe("tools", () => {
  const weather = {
    type: "function",
    name: "get_weather",
    description: "\n  Weather of a city.\n\n    Twice a day.\n",
    parameters: {
      type: "object",
      properties: { city: { type: "string", description: "Its name" }, unit: { enum: ["C", "F"], default: "C" } },
      required: ["city"],
    },
  };
  const rendered = [
    "// Weather of a city.",
    "//",
    "// Twice a day.",
    "type get_weather = (_: {",
    "// Its name",
    "city: string,",
    'unit?: "C" | "F", // default: "C"',
    "}) => any;",
  ].join("\n");

  it("are shown as TypeScript", () => {
    expect(renderFunction(weather)).toBe(rendered);
    expect(renderFunction({ name: "now", parameters: { type: "object", properties: {} } })).toBe(
      "type now = () => any;",
    );
    expect(renderFunction({ name: "now" })).toBe("type now = () => any;");
  });

  it("cost their text and the headings around it", async () => {
    const text = await tokens(rendered);
    expect(await count(HARMONY, { input: [HELLO], tools: [weather] })).toBe(8 + HARMONY_TOOLS + text);
    expect(await count(CHATML, { input: [HELLO], tools: [weather] })).toBe(9 + (await tokens(chatmlTools(rendered))));
    expect(await count(HARMONY, { input: [HELLO], tools: [] })).toBe(8);
    expect(await count(CHATML, { input: [HELLO], tools: [] })).toBe(9);
  });

  it("in a namespace have a section of their own", async () => {
    const space = { type: "namespace", name: "mail", description: "Letters.", tools: [{ ...weather, name: "f" }] };
    const text = await tokens(
      `## Namespace: mail\n\n### Target channel: commentary\n\n### Description\nLetters.\n\n### Tool definitions\n${renderFunction({ ...weather, name: "f" })}`,
    );
    expect(await count(HARMONY, { input: [HELLO], tools: [space] })).toBe(8 + text);
  });

  it("without a schema carry their grammar in their description", async () => {
    const custom = { type: "custom", name: "sum", description: "Sums.", format: { type: "text" } };
    const alone = "// IMPORTANT: Do NOT call this tool in parallel with other tools.\ntype sum = (FREEFORM) => any;";
    const grammar = { type: "grammar", syntax: "lark", definition: "start: INT\n\nINT: /[0-9]+/" };
    const ruled = [
      "// Sums.",
      "// IMPORTANT: This tool only accepts string inputs that obey the lark grammar start: INT",
      "//",
      "// INT: /[0-9]+/. You must reason carefully about the input and make sure it obeys the grammar.",
      alone,
    ].join("\n");
    const of = (tool: object) => count(HARMONY, { input: [HELLO], tools: [tool] });
    expect(await of(custom)).toBe(8 + HARMONY_TOOLS + (await tokens(`// Sums.\n${alone}`)));
    expect(await of({ ...custom, format: grammar })).toBe(8 + HARMONY_TOOLS + (await tokens(ruled)));
  });

  it("that arrive later are a message with a preamble, and are in the namespace of functions only where they are the first", async () => {
    const later = { type: "additional_tools", role: "developer", tools: [weather] };
    const text = await tokens(rendered);
    expect(await count(HARMONY, { input: [HELLO, later] })).toBe(8 + 4 + 78 + HARMONY_TOOLS + text);
    const none = { type: "function", name: "now" };
    const beside = (await count(HARMONY, { input: [HELLO, later], tools: [none] })) - 4 - 78 - text;
    const heading = (await tokens(" get_weather")) - (await tokens(" functions"));
    expect(beside - (await count(HARMONY, { input: [HELLO], tools: [none] }))).toBe(HARMONY_TOOLS + heading);
  });

  it("cost nothing while they are deferred", async () => {
    expect(await count(HARMONY, { input: [HELLO], tools: [{ ...weather, defer_loading: true }] })).toBe(8);
  });

  it("cost more on ChatML when one must be called, and everywhere when only one may be at a time", async () => {
    const other = { ...weather, name: "other" };
    const of = (model: string, tools: object[], more: CountableRequest) =>
      count(model, { input: [HELLO], tools, ...more });
    const plus = async (model: string, tools: object[], more: CountableRequest) =>
      (await of(model, tools, more)) - (await of(model, tools, {}));
    const forced = { tool_choice: { type: "function", name: "get_weather" } };
    expect(await plus(CHATML, [weather], { tool_choice: "required" })).toBe(7 + 2);
    expect(await plus(CHATML, [weather, other], { tool_choice: "required" })).toBe(0);
    expect(await plus(CHATML, [weather, other], forced)).toBe(7 + 2);
    expect(await plus(HARMONY, [weather], { tool_choice: "required" })).toBe(0);
    expect(await plus(HARMONY, [weather], forced)).toBe(0);
    expect(await plus(HARMONY, [weather, other], { parallel_tool_calls: false })).toBe(78);
    expect(await plus(CHATML, [weather, other], { parallel_tool_calls: false })).toBe(3);
    expect(await plus(HARMONY, [weather, other], { parallel_tool_calls: true })).toBe(0);
    expect(await plus(HARMONY, [], { parallel_tool_calls: false })).toBe(0);
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
  const call = { type: "function_call", call_id: "c1", name: "f", arguments: '{"a":1}' };
  const output = { type: "function_call_output", call_id: "c1", output: "Hello world" };
  const withTool = (model: string, ...input: unknown[]) => count(model, { input, tools: [declared] });

  it("cost their name, their arguments and the marks", async () => {
    const text = (await tokens("functions.f")) + (await tokens('{"a":1}'));
    const result = (await tokens("functions.f")) + 2;
    for (const [model, marks, resultMarks] of [
      [HARMONY, 11, 7],
      ["gpt-5-mini", 8, 7],
      ["codex-mini-latest", 8, 7],
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

  it("are shown without blanks by later models, as they were sent by the others", async () => {
    const wide = { ...call, arguments: '{ "a" : 1 }' };
    const blanks = (await tokens(wide.arguments)) - (await tokens(call.arguments));
    expect(blanks).toBeGreaterThan(0);
    for (const [model, more] of [
      [HARMONY, 0],
      ["gpt-5-mini", blanks],
      [CHATML, blanks],
    ] as const) {
      expect((await withTool(model, wide)) - (await withTool(model, call)), model).toBe(more);
    }
    const broken = { ...call, arguments: '{ "a" : ' };
    expect(await withTool(HARMONY, broken)).toBe((await withTool(HARMONY, call)) - 5 + (await tokens('{ "a" : ')));
  });

  it("that went out together are one call of a wrapper on later models, and calls like others elsewhere", async () => {
    const second = { ...call, call_id: "c2" };
    const result = { ...output, call_id: "c2" };
    const use = '{"recipient_name":"functions.f","parameters":{"a":1}}';
    const wrapper = (await tokens("multi_tool_use.parallel")) + (await tokens(`{"tool_uses":[${use},${use}]}`));
    const outputs = 2 * (6 + (await tokens("functions.f")) + 2);
    expect(await withTool(HARMONY, call, second, output, result)).toBe(
      (await withTool(HARMONY)) + 12 + wrapper + outputs,
    );
    for (const model of ["gpt-5-mini", CHATML]) {
      const apart = await withTool(model, call, output, second, result);
      expect(await withTool(model, call, second, output, result), model).toBe(apart);
    }
  });

  it("make the text right before them a commentary", async () => {
    const said = { role: "assistant", content: "Hello world" };
    expect(await withTool(HARMONY, said, call)).toBe((await withTool(HARMONY, call)) + 7 + 2);
    expect(await withTool(HARMONY, { ...said, phase: "final_answer" }, call)).toBe(
      (await withTool(HARMONY, call)) + 6 + 2,
    );
    expect(await withTool(HARMONY, call, said)).toBe((await withTool(HARMONY, call)) + 6 + 2);
  });

  it("of a tool without a schema cost their input as it is", async () => {
    const custom = { type: "custom_tool_call", call_id: "c1", name: "f", input: "Hello world" };
    const result = { type: "custom_tool_call_output", call_id: "c1", output: "Hello world" };
    const name = await tokens("functions.f");
    expect(await withTool(HARMONY, custom, result)).toBe((await withTool(HARMONY)) + 8 + name + 2 + 7 + name + 2);
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
    const cost = await tokens(`# Response Formats\n\n## answer\n\n${shown}`);
    expect(await count(HARMONY, { input: [HELLO], text })).toBe(8 + cost);
    expect(await count(CHATML, { input: [HELLO], text })).toBe(9 + 1 + cost);
    expect(await count(HARMONY, { input: [HELLO], text: { format: { type: "json_object" } } })).toBe(8);
  });

  it("shows what further properties must be, not whether there may be any", async () => {
    const of = (additionalProperties: unknown) => {
      const format = { type: "json_schema", name: "answer", schema: { type: "object", additionalProperties } };
      return count(HARMONY, { input: [], text: { format } });
    };
    const bare = await of(undefined);
    expect(await of(false)).toBe(bare);
    expect(await of(true)).toBe(bare);
    const shownAs = (schema: object) => tokens(`\n\n${JSON.stringify(schema)}`);
    const further = { type: "object", additionalProperties: { type: "string" } };
    expect((await of({ type: "string" })) - bare).toBe((await shownAs(further)) - (await shownAs({ type: "object" })));
  });

  it("costs its name as a heading, and its description", async () => {
    const named = (name: string, more = {}) =>
      count(HARMONY, { input: [], text: { format: { type: "json_schema", name, schema: {}, ...more } } });
    const heading = async (name: string) => (await tokens(`## ${name}`)) - (await tokens("## answer"));
    // In front of this name a blank saves a token.
    expect((await named("fruits")) - (await named("answer"))).toBe(await heading("fruits"));
    expect(await tokens("fruits")).toBeGreaterThan(await tokens(" fruits"));
    expect((await named("answer", { description: "What it is." })) - (await named("answer"))).toBeGreaterThan(3);
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
    expect(await cost(HARMONY, [HELLO, reasoning(2000)])).toBe(Math.round(2000 * 0.167 - 160));
    expect(await cost(HARMONY, [HELLO, reasoning(1000)])).toBe(Math.round(1000 * 0.141 - 126));
    expect(await cost(HARMONY, [HELLO, reasoning(10)])).toBe(2);
    expect(await cost(HARMONY, [reasoning(2000), HELLO])).toBe(174);
    expect(await cost("gpt-5-mini", [reasoning(2000), HELLO])).toBe(0);
    const asked = { input: [reasoning(2000), HELLO], reasoning: { context: "all_turns" } };
    expect((await count("gpt-5-mini", asked)) - 8).toBe(174);
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
