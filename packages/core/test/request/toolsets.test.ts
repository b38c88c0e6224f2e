import { describe, expect, test } from "vitest";
import type { FunctionCall } from "../../src/openai/request.js";
import { fromOpenAIResponse } from "../../src/stream/from-openai-response.js";
import { testContext } from "../support/context.js";
import { callItem, usage } from "../support/upstream-events.js";
import { assistant, call, codes, ephemeral, refusal, result, text, tool, translate, user } from "./support.js";

const computer = { type: "computer_toolset_20260801" };
const browser = { type: "browser_toolset_20260801" };
const flat = { model: "gpt-5.1" };

const membersOf = (definition: object) => {
  const [sent] = translate({ tools: [definition] }).request.tools ?? [];
  return sent?.type === "namespace" ? sent.tools : [];
};
const history = (name: string, rest: object, resultRest: object, tools: object[] = [computer]) => ({
  tools,
  messages: [
    user(text("go")),
    assistant({ ...call("t", name, { coordinate: [1, 2] }), ...rest }),
    user(result("t", "ok", resultRest)),
  ],
});
const ofComputer = { toolset_name: "computer" };
const calls = (fields: object, options: object = {}): FunctionCall[] =>
  translate({ ...fields }, options).request.input.flatMap((item) => (item.type === "function_call" ? [item] : []));
const answer = (item: object, context = testContext()) =>
  fromOpenAIResponse({ id: "resp_1", status: "completed", output: [item], usage }, context).message.content[0];

describe("toolsets become namespaces (T6, T7)", () => {
  test.each([
    ["computer", computer, 17],
    ["browser", browser, 27],
  ])("%s", (name, definition, count) => {
    const { request, losses } = translate({ tools: [definition] });
    expect(request.tools).toMatchObject([{ type: "namespace", name }]);
    const members = membersOf(definition);
    expect(new Set(members.map((member) => member.name)).size).toBe(count);
    expect(members.every((member) => member.strict === false && !("defer_loading" in member))).toBe(true);
    expect(codes(losses)).toEqual(["client_tool_as_function@tools.0"]);
  });

  test("four members of the browser are offered only where they are enabled", () => {
    const optional = ["file_upload", "javascript_exec", "read_console", "read_network"];
    const names = membersOf(browser).map(({ name }) => name);
    expect(names.filter((name) => optional.includes(name))).toEqual([]);
    const configs = Object.fromEntries(optional.map((name) => [name, { enabled: true }]));
    expect(membersOf({ ...browser, configs })).toHaveLength(31);
  });

  test("single members are switched off", () => {
    const names = membersOf({ ...computer, configs: { zoom: { enabled: false }, wait: null, key: {} } });
    expect(names).toHaveLength(16);
    expect(names.map(({ name }) => name)).not.toContain("zoom");
  });

  test("a call keeps its toolset as namespace, there and back", () => {
    const { request, context, losses } = translate(history("left_click", ofComputer, ofComputer));
    expect(request.input[1]).toMatchObject({ type: "function_call", name: "left_click", namespace: "computer" });
    expect(codes(losses)).toEqual(["client_tool_as_function@tools.0"]);
    const item = callItem("left_click", "{}", { namespace: "computer" });
    expect(answer(item, context)).toMatchObject({ type: "tool_use", name: "left_click", toolset_name: "computer" });
  });

  test("a custom tool may share a member's name", () => {
    const tools = [computer, tool("key", { text: { type: "string" } })];
    const { context } = translate({ tools });
    const plain = answer(callItem("key", '{"text":null}'), context);
    expect(plain).toMatchObject({ name: "key", input: {} });
    expect(plain).not.toHaveProperty("toolset_name");
    const member = answer(callItem("key", '{"text":null}', { namespace: "computer" }), context);
    expect(member).toMatchObject({ name: "key", toolset_name: "computer", input: { text: null } });
    expect(calls(history("key", {}, {}, tools))[0]).not.toHaveProperty("namespace");
  });

  test("a call of a member that is not offered stands in no namespace", () => {
    const off = { ...computer, configs: { zoom: { enabled: false } } };
    const [sent] = calls(history("zoom", ofComputer, ofComputer, [off]));
    expect(sent).toMatchObject({ name: "computer__zoom" });
    expect(sent).not.toHaveProperty("namespace");
  });

  test("a toolset that the request does not declare is reported", () => {
    const { request, losses } = translate(history("left_click", ofComputer, ofComputer, [tool("A")]));
    expect(request.input[1]).toMatchObject({ name: "left_click" });
    expect(codes(losses)).toEqual(["feature_unsupported@messages.1.content.0.toolset_name"]);
  });

  test("its marker is covered by later ones", () => {
    expect(codes(translate({ tools: [{ ...computer, ...ephemeral }] }).losses)).toContain(
      "cache_marker_dropped@tools.0.cache_control",
    );
  });
});

describe("models without namespaces get single functions (T6)", () => {
  test("named after the toolset and the member, both of them together", () => {
    const { request, context, losses } = translate({ tools: [computer, browser] }, flat);
    const names = request.tools?.map((sent) => ("name" in sent ? sent.name : ""));
    expect(names).toHaveLength(17 + 27);
    expect(new Set(names).size).toBe(17 + 27);
    expect(names).toContain("browser__screenshot");
    expect(context.paths.tools).toHaveLength(17 + 27);
    expect(context).not.toHaveProperty("toolsets");
    expect(codes(losses)).toEqual(["client_tool_as_function@tools.0", "client_tool_as_function@tools.1"]);
  });

  test("a call is one of the function, there and back, through JSON", () => {
    const { request, context } = translate(history("left_click", ofComputer, ofComputer), flat);
    expect(request.input[1]).toMatchObject({ type: "function_call", name: "computer__left_click" });
    expect(request.input[1]).not.toHaveProperty("namespace");
    expect(answer(callItem("computer__left_click", "{}"), JSON.parse(JSON.stringify(context)))).toMatchObject({
      name: "left_click",
      toolset_name: "computer",
    });
  });

  test("a custom tool of such a name keeps it", () => {
    const tools = [computer, tool("computer__key")];
    const { request, context } = translate({ tools }, flat);
    const names = request.tools?.map((sent) => ("name" in sent ? sent.name : "")) ?? [];
    expect(new Set(names).size).toBe(18);
    const renamed = names.find((name) => /^computer__key_[0-9a-f]{12}$/.test(name)) ?? "";
    expect(answer(callItem(renamed, "{}"), context)).toMatchObject({ name: "key", toolset_name: "computer" });
    const own = answer(callItem("computer__key", "{}"), context);
    expect(own).toMatchObject({ name: "computer__key" });
    expect(own).not.toHaveProperty("toolset_name");
    expect(calls(history("key", ofComputer, ofComputer, tools), flat)[0]).toMatchObject({ name: renamed });
  });

  test("a host may know that a model has namespaces", () => {
    const options = { ...flat, capabilities: { namespaces: true } };
    expect(translate({ tools: [computer] }, options).request.tools).toMatchObject([{ type: "namespace" }]);
  });
});

describe("results of members name their toolset (T8)", () => {
  test.each([
    ["none", {}],
    ["another", { toolset_name: "browser" }],
  ])("%s is refused", (_name, rest) => {
    for (const options of [{}, flat]) {
      const error = refusal(history("left_click", ofComputer, rest), options);
      expect(error).toMatchObject({ status: 400, path: "messages.2.content.0" });
      expect(error.message).toContain("`toolset_name` must be 'computer'");
    }
  });

  test("a result of any other tool may not name one", () => {
    expect(refusal(history("A", {}, ofComputer, [tool("A")])).message).toBe(
      "messages.2.content.0.tool_result.toolset_name: Extra inputs are not permitted",
    );
  });
});

describe("what Anthropic refuses of toolsets", () => {
  const every = (definition: object, option: object) =>
    Object.fromEntries(membersOf(definition).map(({ name }) => [name, option]));

  test.each([
    ["an unknown member", { configs: { teleport: {} } }, "configs.teleport"],
    ["an unknown option", { configs: { key: { strict: true } } }, "configs.key.strict"],
    ["an option of another type", { configs: { key: { enabled: "yes" } } }, "configs.key.enabled"],
    ["a config of another type", { configs: { key: true } }, "configs.key"],
    ["some members deferred", { configs: { key: { defer_loading: true } } }, "configs"],
    ["no member at all", { configs: every(computer, { enabled: false }) }, "configs"],
    ["deferral of the entry", { defer_loading: true }, "defer_loading"],
    ["a name", { name: "screen" }, "name"],
    ["a strict schema", { strict: true }, "strict"],
    ["examples", { input_examples: [{}] }, "input_examples"],
    ["calls from code", { allowed_callers: ["code_execution_20260120"] }, "allowed_callers"],
  ])("%s", (_name, rest, path) => {
    expect(refusal({ tools: [{ ...computer, ...rest }] }).path).toBe(`tools.0.computer_toolset_20260801.${path}`);
  });

  test.each([
    [[computer, computer]],
    [[computer, tool("computer")]],
    [[tool("browser"), browser]],
    [[computer, { type: "computer_20250124", name: "computer", display_width_px: 1, display_height_px: 1 }]],
  ])("a name twice: %j", (tools) => {
    expect(refusal({ tools }).message).toBe("tools: Tool names must be unique.");
  });

  test.each(["computer", "left_click", "computer__left_click"])("forcing %s", (name) => {
    for (const options of [{}, flat]) {
      const error = refusal({ tools: [computer], tool_choice: { type: "tool", name } }, options);
      expect(error.message).toBe(`tool_choice: Tool '${name}' not found in provided tools`);
    }
  });

  test("but a call of any tool may be asked for, and direct calls be named", () => {
    const fields = { tools: [{ ...computer, allowed_callers: ["direct"] }], tool_choice: { type: "any" } };
    const { request, losses } = translate(fields);
    expect(request.tool_choice).toBe("required");
    expect(codes(losses)).toEqual(["client_tool_as_function@tools.0", "preamble_possible@tool_choice"]);
  });
});

describe("taking tools away beside toolsets (M12)", () => {
  const change = (type: string) => ({
    role: "system",
    content: [{ type, tool: { type: "tool_reference", name: "A" } }],
  });
  const fields = { tools: [tool("A"), tool("B"), computer], messages: [user(text("a")), change("tool_removal")] };

  test("single functions can be listed", () => {
    const { tool_choice } = translate(fields, flat).request;
    const listed = typeof tool_choice === "object" && "tools" in tool_choice ? tool_choice.tools : [];
    expect(listed).toHaveLength(1 + 17);
    expect(listed).toContainEqual({ type: "function", name: "computer__zoom" });
    expect(listed).not.toContainEqual({ type: "function", name: "A" });
  });

  test("members of namespaces cannot: the model is told, where the tool goes and where it comes back", () => {
    const { request, losses } = translate(fields);
    expect(request).not.toHaveProperty("tool_choice");
    expect(request.input[1]).toMatchObject({
      role: "developer",
      content: [{ text: "The tool `A` is no longer available; do not call it." }],
    });
    expect(codes(losses)).toContain("tool_removal_soft@messages.1.content.0");
    const longer = [...fields.messages, assistant(text("ok")), user(text("b")), change("tool_addition")];
    const back = translate({ ...fields, messages: longer }).request.input;
    expect(back.slice(0, 2)).toEqual(request.input);
    expect(back.at(-1)).toMatchObject({ content: [{ text: "The tool `A` is available again." }] });
  });

  describe("and of toolsets that come later", () => {
    const bring = (definition: object) => ({ type: "tool_addition", tool: { type: "tool_definition", definition } });
    const system = (...content: object[]) => ({ role: "system", content });
    const drop = (name: string) => ({ type: "tool_removal", tool: { type: "tool_reference", name } });
    const tools = [tool("A"), tool("B"), tool("C")];
    const turn = [assistant(text("ok")), user(text("b"))];
    const gone = (name: string) => `The tool \`${name}\` is no longer available; do not call it.`;
    const notes = (messages: object[], options = {}) =>
      translate({ tools, messages }, options).request.input.flatMap((item) =>
        item.type === "message" && item.role === "developer" ? [item.content] : [],
      );

    test("the model is told there of what was taken away before", () => {
      const removed = [user(text("a")), system(drop("B"), drop("A")), ...turn];
      const first = translate({ tools, messages: removed }).request;
      expect(first.tool_choice).toMatchObject({ tools: [{ name: "C" }] });
      const messages = [...removed, system(bring(computer)), ...turn];
      const { request, context } = translate({ tools, messages });
      expect(request).not.toHaveProperty("tool_choice");
      expect(request.input.slice(0, first.input.length)).toEqual(first.input);
      expect(request.input[first.input.length]).toEqual({
        type: "message",
        role: "developer",
        content: [gone("B"), gone("A")].map((said) => ({ type: "input_text", text: said })),
      });
      expect(context.paths.input[first.input.length]).toEqual(["messages.4.content.0", "messages.4.content.0"]);
      const longer = translate({ tools, messages: [...messages, system(drop("C")), ...turn] }).request.input;
      expect(longer.slice(0, request.input.length)).toEqual(request.input);
    });

    test("once for each tool, and not for those that came back", () => {
      const back = { type: "tool_addition", tool: { type: "tool_reference", name: "A" } };
      const start = [user(text("a")), system(drop("A"), drop("B"))];
      expect(notes([...start, ...turn, system(back, bring(computer), drop("C"))])).toMatchObject([
        [{ text: gone("B") }, { text: gone("C") }],
      ]);
      const browser = { type: "browser_toolset_20260801" };
      expect(notes([...start, ...turn, system(bring(computer)), ...turn, system(bring(browser))])).toHaveLength(1);
    });

    test("single functions can still be listed", () => {
      expect(notes([user(text("a")), system(drop("A")), ...turn, system(bring(computer))], flat)).toEqual([]);
    });

    test("a tool that its definition brings back is named", () => {
      const messages = [user(text("a")), system(bring(computer)), ...turn, system(drop("A")), ...turn];
      expect(notes([...messages, system(bring(tool("A")))]).at(-1)).toMatchObject([
        { text: "The tool `A` is available again." },
      ]);
    });

    test("a tool may not have the name that a member has where namespaces are missing", () => {
      const named = tool("computer__key");
      const whole = { tools: [computer], messages: [user(text("a")), system(bring(named))] };
      expect(refusal(whole, flat).message).toBe("tools: Tool names must be unique.");
      expect(translate(whole).request.tools).toHaveLength(1);
      const later = [user(text("a")), system(bring(named)), ...turn, system(bring(computer))];
      const { request, context } = translate({ tools: [tool("B")], messages: later }, flat);
      const sent = request.tools?.flatMap((one) => (one.type === "function" ? [one.name] : [])) ?? [];
      expect(new Set(sent).size).toBe(1 + 1 + 17);
      expect(sent).toContain("computer__key");
      const member = Object.entries(context.toolsetMembers ?? {}).find(([, { name }]) => name === "key");
      expect(member?.[0]).toMatch(/^computer__key_/);
    });
  });

  test.each(["tool_removal", "tool_addition"])("a %s of a tool that is not declared is refused", (type) => {
    const error = refusal({ tools: [tool("B")], messages: [user(text("a")), change(type)] });
    expect(error.message).toMatch(/Tool reference 'A' not found in available tools$/);
    expect(error.details).toEqual({ error_code: "tool_reference_unresolved" });
  });
});

test("contexts of older releases know the toolsets by their names alone", () => {
  const { toolsets: _, ...old } = translate({ tools: [computer] }).context;
  expect(answer(callItem("key", "{}", { namespace: "computer" }), old)).toMatchObject({ toolset_name: "computer" });
  expect(answer(callItem("f", "{}", { namespace: "f" }), old)).not.toHaveProperty("toolset_name");
});
