import { describe, expect, test } from "vitest";
import { errorMarker } from "../../src/request/error-marker.js";
import { assistant, call, codes, ephemeral, items, refusal, result, text, tool, translate, user } from "./support.js";

const png = { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBOR" } };
const types = (input: { type: string }[]) => input.map(({ type }) => type);

describe("turns", () => {
  test("results come first, then the rest of the message in order (M2)", () => {
    const input = items([
      user(text("go")),
      assistant(call("a"), call("b")),
      user(result("a", "1"), text("and"), result("b", "2"), text("then")),
    ]);
    expect(types(input)).toEqual([
      "message",
      "function_call",
      "function_call",
      "function_call_output",
      "function_call_output",
      "message",
    ]);
    expect(input.at(-1)).toMatchObject({ content: [{ text: "and" }, { text: "then" }] });
  });

  test("results over several user messages with text between stand next to their calls (F24)", () => {
    const input = items([
      user(text("go")),
      assistant(call("a"), call("b")),
      user(result("a", "1"), text("between")),
      user(result("b", "2")),
      assistant(text("ok")),
      user(text("more")),
    ]);
    expect(types(input).slice(3)).toEqual([
      "function_call_output",
      "function_call_output",
      "message",
      "message",
      "message",
    ]);
  });

  test("a system message between call and result does not part them", () => {
    const input = items([
      user(text("go")),
      assistant(call("a")),
      { role: "system", content: "note" },
      user(result("a", "1")),
    ]);
    expect(types(input)).toEqual(["message", "function_call", "function_call_output", "message"]);
  });

  test("the order of an assistant's blocks is kept (M3)", () => {
    const input = items([
      user(text("go")),
      assistant(text("one"), call("a", "Read", { b: 1, a: [2] }), text("two"), call("b")),
      user(result("a"), result("b")),
    ]);
    expect(input.slice(1, 5)).toEqual([
      { type: "message", role: "assistant", content: "one", phase: "commentary" },
      { type: "function_call", call_id: "a", name: "Read", arguments: '{"b":1,"a":[2]}' },
      { type: "message", role: "assistant", content: "two", phase: "commentary" },
      { type: "function_call", call_id: "b", name: "Read", arguments: "{}" },
    ]);
  });

  test.each([
    ["gpt-5.3-codex", "final_answer"],
    ["gpt-5.2", undefined],
  ])("text that ends a turn has for %s the phase %s (M4)", (model, phase) => {
    const [, message] = items([user(text("a")), assistant(text("b")), user(text("c"))], { model });
    expect(message && "phase" in message ? message.phase : undefined).toBe(phase);
  });

  test("an assistant message at the end is sent, with a loss (K28)", () => {
    const { request, losses } = translate({ messages: [user(text("a")), { role: "assistant", content: "{" }] });
    expect(request.input[1]).toMatchObject({ role: "assistant", content: "{" });
    expect(codes(losses)).toEqual(["prefill_not_enforced@messages.1"]);
  });
});

describe("tool results", () => {
  const output = (content: unknown, rest: object = {}, model = "gpt-5.6-sol") => {
    const messages = [user(text("go")), assistant(call("a")), user(result("a", content, rest))];
    const { request, losses } = translate({ messages }, { model });
    const [item] = request.input.slice(2);
    return { output: item?.type === "function_call_output" ? item.output : null, losses: codes(losses) };
  };

  test.each([
    ["a string", "plain", "gpt-5.6-sol", [{ type: "input_text", text: "plain" }]],
    ["a string", "plain", "gpt-5.4", "plain"],
    ["one text", [text("plain")], "gpt-5.4", "plain"],
    ["two texts", [text("a"), text("b")], "gpt-5.4", "a\nb"],
    [
      "two texts",
      [text("a"), text("b")],
      "gpt-5.6-sol",
      [
        { type: "input_text", text: "a" },
        { type: "input_text", text: "b" },
      ],
    ],
    ["nothing", undefined, "gpt-5.6-sol", ""],
    ["an empty list", [], "gpt-5.4", ""],
    ["an empty string", "", "gpt-5.6-sol", ""],
  ])("%s (%j) for %s (B8, K33)", (_name, content, model, expected) => {
    expect(output(content, {}, model).output).toEqual(expected);
  });

  test("the shape does not depend on a marker (law 4)", () => {
    const plain = output("x", {}, "gpt-5.6-sol").output;
    const marked = output("x", ephemeral, "gpt-5.6-sol").output;
    expect(marked).toEqual([{ type: "input_text", text: "x", prompt_cache_breakpoint: { mode: "explicit" } }]);
    expect(plain).toEqual([{ type: "input_text", text: "x" }]);
    expect(output("x", ephemeral, "gpt-5.4").output).toBe("x");
  });

  test.each(["gpt-4o", "gpt-5.6-sol"])("an image stays an image for %s (F41)", (model) => {
    expect(output([text("seen"), png], {}, model).output).toMatchObject([
      { type: "input_text", text: "seen" },
      { type: "input_image", image_url: "data:image/png;base64,iVBOR" },
    ]);
  });

  test("a PDF and a search result in a result", () => {
    const pdf = { type: "document", source: { type: "base64", media_type: "application/pdf", data: "JVB" } };
    const search = { type: "search_result", source: "s", title: "t", content: [text("found")] };
    expect(output([pdf, search]).output).toMatchObject([
      { type: "input_file" },
      { text: "Search result: t\nSource: s" },
      { text: "found" },
    ]);
  });

  test.each([
    ["gpt-5.4", "failed", `${errorMarker}failed`],
    ["gpt-5.4", undefined, errorMarker],
    [
      "gpt-5.6-sol",
      "failed",
      [
        { type: "input_text", text: errorMarker },
        { type: "input_text", text: "failed" },
      ],
    ],
  ])("an error says so at its start for %s (K10)", (model, content, expected) => {
    const { output: sent, losses } = output(content, { is_error: true }, model);
    expect(sent).toEqual(expected);
    expect(losses).toEqual(["is_error_textual@messages.2.content.0.is_error"]);
  });

  test("is_error: false says nothing (F7)", () => {
    expect(output("fine", { is_error: false }, "gpt-5.4")).toEqual({ output: "fine", losses: [] });
  });

  test("the state of a browser is text (B8b)", () => {
    const { output: sent, losses } = output([{ type: "browser_state", tabs: [{ tab_id: "1" }] }], {}, "gpt-5.4");
    expect(sent).toBe('Browser state: {"tabs":[{"tab_id":"1"}]}');
    expect(losses).toEqual(["browser_state_rendered@messages.2.content.0.content.0"]);
  });

  test("a tool reference is text, and brings a deferred tool in once (B8r, F25)", () => {
    const tools = [tool("Search"), tool("Later", {}, { defer_loading: true })];
    const reference = { type: "tool_reference", tool_name: "Later" };
    const messages = [
      user(text("go")),
      assistant(call("a", "Search")),
      user(result("a", [reference]), text("and")),
      assistant(call("b", "Search")),
      user(result("b", [reference])),
    ];
    const modern = translate({ tools, messages }, { model: "gpt-5.4" });
    expect(modern.request.tools).toMatchObject([{ name: "Search" }]);
    expect(types(modern.request.input)).toEqual([
      "message",
      "function_call",
      "function_call_output",
      "additional_tools",
      "message",
      "function_call",
      "function_call_output",
    ]);
    expect(modern.request.input[3]).toMatchObject({ role: "developer", tools: [{ name: "Later", strict: false }] });
    expect(codes(modern.losses)).toEqual(["tool_deferred@tools.1"]);

    const older = translate({ tools, messages }, { model: "gpt-5.2" });
    expect(older.request.tools).toMatchObject([{ name: "Search" }, { name: "Later" }]);
    expect(types(older.request.input)).not.toContain("additional_tools");
    expect(codes(older.losses)).toEqual(["defer_loading_ignored@tools.1.defer_loading"]);
  });
});

describe("pairing, in the words that Claude Code looks for", () => {
  test.each([
    [
      "a call without result (M14)",
      [user(text("a")), assistant(call("toolu_1"), call("toolu_2")), user(result("toolu_1"))],
      "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_2. Each `tool_use` block must have a corresponding `tool_result` block in the next message.",
    ],
    [
      "a call at the end (M14)",
      [user(text("a")), assistant(call("toolu_1"))],
      "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.",
    ],
    [
      "a result without call (M15)",
      [user(text("a"), result("toolu_9"))],
      "messages.0.content.1: unexpected `tool_use_id` found in `tool_result` blocks: toolu_9. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
    ],
    [
      "a result a turn too late (M15)",
      [user(text("a")), assistant(call("t")), user(result("t")), assistant(text("b")), user(result("t"))],
      "messages.4.content.0: unexpected `tool_use_id` found in `tool_result` blocks: t. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
    ],
    [
      "one id twice (M16)",
      [user(text("a")), assistant(call("t"), call("t")), user(result("t"))],
      "messages: `tool_use` ids must be unique",
    ],
    [
      "two results for one call",
      [user(text("a")), assistant(call("t")), user(result("t"), result("t"))],
      "messages.2.content.1: each tool_use must have a single result. Found multiple `tool_result` blocks with id: t",
    ],
  ])("%s", (_name, messages, message) => {
    const error = refusal({ messages });
    expect(error.message).toBe(message);
    expect(error).toMatchObject({ status: 400, type: "invalid_request_error" });
    expect(message.startsWith(error.path)).toBe(true);
  });
});

describe("system messages inside the conversation", () => {
  const note = (rest: object = {}, content: unknown = "note") => ({ role: "system", content, ...rest });

  test("stand where they stood (M8, F36)", () => {
    const input = items([user(text("a")), note(), assistant(text("b")), user(text("c"))]);
    expect(input[1]).toEqual({ type: "message", role: "developer", content: [{ type: "input_text", text: "note" }] });
  });

  test("are left out once the next user message came, if they are to be cleared (M9)", () => {
    const expiring = note({ clear_at: "next_user_message" });
    expect(items([user(text("a")), expiring])).toHaveLength(2);
    const { request, losses } = translate({
      messages: [user(text("a")), expiring, assistant(text("b")), user(text("c"))],
    });
    expect(request.input).toHaveLength(3);
    expect(codes(losses)).toEqual(["system_message_expired@messages.1"]);
    expect(items([user(text("a")), note({ clear_at: "never" }), user(text("c"))])).toHaveLength(3);
  });

  test("set the effort from there on where the model takes that, else for all (M10)", () => {
    const messages = [user(text("a")), { role: "system", output_config: { effort: "low" } }];
    const exact = translate({ messages }, { model: "gpt-6-astra" });
    expect(exact.request.input[1]).toEqual({ type: "configuration_update", reasoning: { effort: "low" } });
    expect(exact.losses).toEqual([]);
    const flat = translate({ messages, output_config: { effort: "high" } });
    expect(flat.request.reasoning).toEqual({ effort: "low" });
    expect(codes(flat.losses)).toEqual(["midconv_effort_flattened@messages.1.output_config.effort"]);
  });

  test.each(["gpt-6-astra", "gpt-5.6-sol", "gpt-4o"])(
    "set no effort where thinking is disabled (A.6, trap 26): %s",
    (model) => {
      const thinking = { type: "disabled" };
      const plain = translate({ thinking, messages: [user(text("a"))] }, { model });
      const effort = { role: "system", output_config: { effort: "max" } };
      const { request, losses } = translate({ thinking, messages: [user(text("a")), effort, effort] }, { model });
      expect(request).toEqual(plain.request);
      expect(codes(losses).filter((code) => !codes(plain.losses).includes(code))).toEqual([
        "effort_ignored@messages.1.output_config.effort",
        "effort_ignored@messages.2.output_config.effort",
      ]);
    },
  );

  test("set the effort also where their text has expired: that alone is cleared (M9, M10)", () => {
    const expiring = note({ clear_at: "next_user_message", output_config: { effort: "low" } });
    const messages = [user(text("a")), expiring, assistant(text("b")), user(text("c"))];
    expect(translate({ messages }).request.reasoning).toEqual({ effort: "low" });
    const { input } = translate({ messages }, { model: "gpt-6-astra" }).request;
    expect(input[1]).toEqual({ type: "configuration_update", reasoning: { effort: "low" } });
  });

  test("bring tools along, declared or not (M11)", () => {
    const reference = { type: "tool_addition", tool: { type: "tool_reference", name: "Later" } };
    const definition = { type: "tool_addition", tool: { type: "tool_definition", definition: tool("New") } };
    const fields = {
      tools: [tool("Now"), tool("Later", {}, { defer_loading: true })],
      messages: [user(text("a")), note({}, [reference, definition])],
    };
    const modern = translate(fields, { model: "gpt-5.4" });
    expect(modern.request.tools).toMatchObject([{ name: "Now" }]);
    expect(modern.request.input[1]).toMatchObject({
      type: "additional_tools",
      tools: [{ name: "Later" }, { name: "New" }],
    });
    const older = translate(fields, { model: "gpt-5.1" });
    expect(older.request.tools).toMatchObject([{ name: "Now" }, { name: "Later" }, { name: "New" }]);
    expect(codes(older.losses)).toEqual([
      "defer_loading_ignored@tools.1.defer_loading",
      "defer_loading_ignored@messages.1.content.0.tool",
      "defer_loading_ignored@messages.1.content.1.tool.definition",
    ]);
  });

  test("hold back a tool that is added later, wherever results name it before; items stay (law 4)", () => {
    const reference = { type: "tool_addition", tool: { type: "tool_reference", name: "Late" } };
    const named = result("toolu_1", [{ type: "tool_reference", tool_name: "Late" }]);
    const before = [user(text("a")), assistant({ ...call("toolu_1"), name: "Here" }), user(named)];
    const translated = (messages: object[]) =>
      translate({ tools: [tool("Here"), tool("Late")], messages }, { model: "gpt-5.4" }).request;
    const later = translated([...before, note({}, [reference])]);
    expect(later.tools).toMatchObject([{ name: "Here" }]);
    expect(later.input.slice(0, -1)).toEqual(translated(before).input);
    expect(later.input.at(-1)).toMatchObject({ type: "additional_tools", tools: [{ name: "Late" }] });
  });

  test("leave a tool where it is that was taken away before it is added again", () => {
    const change = (type: string) => ({ type, tool: { type: "tool_reference", name: "B" } });
    const messages = [
      user(text("a")),
      note({}, [change("tool_removal")]),
      user(text("b")),
      note({}, [change("tool_addition")]),
    ];
    const { request } = translate({ tools: [tool("A"), tool("B")], messages }, { model: "gpt-5.4" });
    expect(request.tools).toMatchObject([{ name: "A" }, { name: "B" }]);
    expect(request.input.some(({ type }) => type === "additional_tools")).toBe(false);
  });

  test("take tools away by allowing only the others (M12)", () => {
    const removal = { type: "tool_removal", tool: { type: "tool_reference", name: "B" } };
    const { request, losses } = translate({
      tools: [tool("A"), tool("B")],
      messages: [user(text("a")), note({}, [removal])],
    });
    expect(request.tool_choice).toEqual({
      type: "allowed_tools",
      mode: "auto",
      tools: [{ type: "function", name: "A" }],
    });
    expect(codes(losses)).toEqual(["tool_removal_soft@messages.1.content.0"]);
  });
});
