import { describe, expect, it } from "vitest";
import { toOpenAIRequest } from "../../src/index.js";
import { answered } from "../support/both-ways.js";
import { called } from "../support/called.js";
import {
  begun,
  completed,
  customCallItem,
  inputDelta,
  inputDone,
  one,
  customTools as tools,
} from "../support/custom-calls.js";
import { added, callItem, created, done, messageItem, terminal } from "../support/upstream-events.js";

const withTools: object = { tools };
const withoutTools: object = { tools: [] };

describe("R7: a call of a custom tool that was declared", () => {
  it("is a tool_use whose input holds the text", () => {
    const { message, losses } = answered(completed([customCallItem('SELECT "a"\n')]));
    expect(message.content).toEqual([
      {
        type: "tool_use",
        id: "call_1",
        name: "write_sql",
        input: { input: 'SELECT "a"\n' },
        caller: { type: "direct" },
      },
    ]);
    expect(message.stop_reason).toBe("tool_use");
    expect(losses).toEqual([]);
  });

  it("C.3: comes in one delta, once it is done, and before the end", () => {
    const deltas = ["SELECT", " ", '"a"', ""].map((delta) => inputDelta(0, delta));
    const input = 'SELECT "a"';
    const events = [...begun, ...deltas, inputDone(0, input)];
    expect(called(events)).toMatchObject({ calls: [], deltas: [] });
    const whole = called([...events, done(0, customCallItem(input))]);
    expect(whole.deltas).toEqual([JSON.stringify({ input })]);
    expect(whole.calls).toEqual(one(input));
    expect(called([...events, done(0, customCallItem(input)), terminal([customCallItem(input)])])).toMatchObject({
      calls: one(input),
      end: "tool_use",
      losses: [],
    });
  });

  it.each([
    ["deltas alone", [inputDelta(0, "ab")], {}, "ab", []],
    ["the event of its end alone", [inputDone(0, "ab")], {}, "ab", []],
    ["its final form alone", [], { input: "ab" }, "ab", []],
    ["deltas and a longer end", [inputDelta(0, "a"), inputDone(0, "ab")], { input: "abc" }, "abc", []],
    ["no text at all", [], {}, "", []],
    [
      "another final form, which comes too late",
      [inputDelta(0, "ab")],
      { input: "xyz" },
      "ab",
      ["text_diverged@output.0"],
    ],
    ["a shorter one", [inputDelta(0, "ab")], { input: "a" }, "ab", ["text_diverged@output.0"]],
    ["deltas that are no text", [inputDelta(0, 7), inputDelta(0, "ab")], {}, "ab", []],
  ])("has its text from %s", (_name, between, final, text, losses) => {
    const end = customCallItem(undefined, final);
    expect(called([...begun, ...between, done(0, end), terminal([end])])).toEqual({
      calls: one(text),
      deltas: [JSON.stringify({ input: text })],
      end: "tool_use",
      losses,
    });
  });

  it("stands at its place among the others", () => {
    const { message } = answered(
      completed([messageItem("One."), customCallItem("a"), callItem("Read", "{}", { call_id: "c2" })]),
    );
    expect(message.content.map(({ type }) => type)).toEqual(["text", "tool_use", "tool_use"]);
  });

  it("K9: has its id and its name as the client knows them", () => {
    const { message } = answered(completed([customCallItem("a", { call_id: "x:1" })]), {
      toolNames: { write_sql: "write.sql" },
    });
    expect(message.content).toMatchObject([{ id: expect.stringMatching(/^call_[0-9a-f]{40}$/), name: "write.sql" }]);
  });

  it("is shown once where its id comes twice", () => {
    const { message, losses } = answered(completed([customCallItem("a"), customCallItem("b", { id: "ctc_2" })]));
    expect(message.content).toMatchObject([{ input: { input: "a" } }]);
    expect(losses).toMatchObject([{ code: "duplicate_call_dropped", path: "output.1" }]);
  });

  it("R8: of a program is shown as the model's own, which is told", () => {
    const { losses } = answered(completed([customCallItem("a", { caller: { type: "program", caller_id: "p" } })]));
    expect(losses).toMatchObject([{ code: "program_caller_dropped", path: "output.0.caller" }]);
  });

  it("is declared where a namespace holds it", () => {
    const namespace = { type: "namespace", name: "db", tools };
    const { message } = answered(completed([customCallItem("a", { namespace: "db" })], { tools: [namespace] }));
    expect(message.content).toHaveLength(1);
  });

  it("has its name from its end, where it was not told before", () => {
    const events = [
      created({ tools }),
      inputDelta(0, "a"),
      done(0, customCallItem("ab")),
      terminal([customCallItem("ab")]),
    ];
    expect(called(events)).toMatchObject({ calls: one("ab"), end: "tool_use" });
  });

  it("is a function call with the same id in a later turn, and so is its result", () => {
    const { request } = toOpenAIRequest(
      {
        model: "claude-test",
        max_tokens: 100,
        messages: [
          { role: "user", content: "Hi" },
          {
            role: "assistant",
            content: [{ type: "tool_use", id: "call_1", name: "write_sql", input: { input: "a" } }],
          },
          { role: "user", content: [{ type: "tool_result", tool_use_id: "call_1", content: "b" }] },
        ],
      },
      { model: "gpt-5.6-sol" },
    );
    expect(request.input).toMatchObject([
      { role: "user" },
      { type: "function_call", call_id: "call_1", name: "write_sql", arguments: '{"input":"a"}' },
      { type: "function_call_output", call_id: "call_1" },
    ]);
  });
});

describe("R7: a call of a custom tool that nobody declared", () => {
  it.each([
    ["the upstream has other tools", { tools: [{ type: "x_search" }, { type: "function", name: "write_sql" }] }],
    ["the upstream has other custom tools", { tools: [{ type: "custom", name: "apply_patch" }] }],
    ["the upstream has no tools", { tools: [] }],
    ["the upstream says nothing of its tools", {}],
    ["the upstream says nonsense of its tools", { tools: { type: "custom", name: "write_sql" } }],
  ])("is not shown: %s", (_name, extra) => {
    const { message, losses } = answered(completed([messageItem("One."), customCallItem("a")], extra));
    expect(message.content).toMatchObject([{ text: "One." }]);
    expect(message.stop_reason).toBe("end_turn");
    expect(losses).toMatchObject([{ code: "unsupported_output_item", path: "output.1" }]);
    const events = [
      created(extra),
      added(0, customCallItem("")),
      inputDelta(0, "a"),
      done(0, customCallItem("a")),
      terminal([customCallItem("a")]),
    ];
    expect(called(events)).toMatchObject({ calls: [], end: "end_turn", losses: ["unsupported_output_item@output.0"] });
  });

  it.each([[[]], [[{ type: "custom", name: "apply_patch" }]]])(
    "K34: holds nobody up where the tools are %j",
    (others) => {
      const item = customCallItem("");
      const events = [created({ tools: others }), added(0, item), added(1, callItem("Read", "")), inputDelta(0, "a")];
      expect(called(events).calls).toEqual([["call_1", "Read", ""]]);
    },
  );

  it("without a name, where no custom tool was declared", () => {
    const nameless = customCallItem("a", { name: "" });
    expect(answered(completed([nameless], { tools: [] })).message.content).toEqual([]);
    expect(answered(completed([nameless], {})).message.content).toEqual([]);
  });

  it("waits for the end where only that tells of the tools", () => {
    const events = [created(), added(0, customCallItem("")), inputDelta(0, "a"), done(0, customCallItem("a"))];
    expect(called(events).calls).toEqual([]);
    expect(called([...events, terminal([customCallItem("a")], withTools)])).toMatchObject({
      calls: one("a"),
      end: "tool_use",
    });
    expect(called([...events, terminal([customCallItem("a")])])).toMatchObject({ calls: [], end: "end_turn" });
  });

  it("the first events that tell of the tools count", () => {
    const events = [
      created(),
      created({ tools }),
      done(0, customCallItem("a")),
      terminal([customCallItem("a")], withoutTools),
    ];
    expect(called(events).calls).toEqual(one("a"));
  });
});
