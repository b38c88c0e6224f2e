import { describe, expect, it } from "vitest";
import { answered, bothWays } from "../support/both-ways.js";
import { called, completed } from "../support/called.js";
import { translateNow } from "../support/translate-now.js";
import { added, argumentsDelta, callItem, created, done, terminal } from "../support/upstream-events.js";

const argumentsDone = (output_index: number, args: unknown) => ({
  type: "response.function_call_arguments.done",
  output_index,
  arguments: args,
});
describe("a function call", () => {
  it("R6: is a tool_use block with the id of the call, called directly", () => {
    const { message } = answered(completed(callItem("Read", '{"file_path":"/a"}')));
    expect(message.content).toEqual([
      { type: "tool_use", id: "call_1", name: "Read", input: { file_path: "/a" }, caller: { type: "direct" } },
    ]);
    expect(message.stop_reason).toBe("tool_use");
  });

  it("F06: sends its arguments as they come, none of them in the start", () => {
    const call = callItem("Write", '{"content":"ab"}');
    const { calls, deltas, end } = called([
      created(),
      added(0, { ...call, arguments: "" }),
      ...['{"content":"', "", "a", 'b"}'].map((piece) => argumentsDelta(0, piece)),
      done(0, call),
      terminal([call]),
    ]);
    expect(deltas).toEqual(['{"content":"', "a", 'b"}']);
    expect(calls).toEqual([["call_1", "Write", '{"content":"ab"}']]);
    expect(end).toBe("tool_use");
  });

  it("F07: waits for its name, then sends what came before it", () => {
    const call = callItem("Read", '{"file_path":"/a"}');
    const { calls, deltas } = called([
      created(),
      added(0, { ...call, name: "", arguments: "" }),
      argumentsDelta(0, '{"file_path"'),
      argumentsDelta(0, ':"/a"}'),
      done(0, call),
      terminal([call]),
    ]);
    expect(deltas).toEqual(['{"file_path":"/a"}']);
    expect(calls).toEqual([["call_1", "Read", '{"file_path":"/a"}']]);
  });

  it.each([
    ["name", { name: "" }],
    ["call_id", { call_id: "" }],
    ["call_id", { call_id: 7 }],
  ])("F07: is an error where its %s never comes", (_field, changes) => {
    const { error } = bothWays(completed(callItem("Read", "{}", changes)));
    expect(error?.message).toBe("The upstream sent a tool call without a name or an id (output.0).");
    expect(error?.type).toBe("api_error");
  });

  it.each(["", "{}"])("F10: without arguments (%j) has an empty input", (args) => {
    const { message, losses } = answered(completed(callItem("ListFiles", args)));
    expect(message.content).toMatchObject([{ input: {} }]);
    expect(losses).toEqual([]);
  });

  it("F10: sends no empty delta", () => {
    const call = callItem("ListFiles", "");
    expect(called([created(), added(0, call), argumentsDone(0, ""), done(0, call), terminal([call])])).toEqual({
      calls: [["call_1", "ListFiles", ""]],
      deltas: [],
      end: "tool_use",
      losses: [],
    });
  });

  it("F09: makes the reason tool_use, also beside a refusal", () => {
    const refusal = { type: "message", id: "msg_1", content: [{ type: "refusal", refusal: "No." }] };
    expect(answered(completed(refusal, callItem("Read", "{}"))).message.stop_reason).toBe("tool_use");
  });

  it("is over when it is done, so that the next one is shown", () => {
    const [a, b] = [callItem("Read", "{}"), callItem("Glob", "{}", { id: "fc_2", call_id: "call_2" })];
    expect(called([created(), done(0, a), done(1, b)]).calls).toHaveLength(2);
    const types = translateNow([created(), done(0, a)]).events.map(({ type }) => type);
    expect(types.slice(1)).toEqual(["content_block_start", "content_block_delta", "content_block_stop", "error"]);
  });

  it("passes over deltas that are no text", () => {
    const events = [created(), added(0, callItem("Read", "")), { ...argumentsDelta(0, ""), delta: { n: 1 } }];
    expect(called([...events, argumentsDelta(0, "{}"), done(0, callItem("Read", "{}")), terminal([])])).toMatchObject({
      calls: [["call_1", "Read", "{}"]],
      end: "tool_use",
    });
  });

  it("T6: of a toolset's member names the toolset, and keeps every argument", () => {
    const rules = { toolsets: ["browser"], omittableArguments: { click: { at: ["null" as const] } } };
    const click = callItem("click", '{"at":null}', { namespace: "browser" });
    expect(answered(completed(click), rules).message.content).toMatchObject([
      { name: "click", toolset_name: "browser", input: { at: null } },
    ]);
    const plain = answered(completed({ ...click, namespace: "click" }), rules).message.content;
    expect(plain).toMatchObject([{ name: "click", input: {} }]);
    expect(plain[0]).not.toHaveProperty("toolset_name");
  });

  it("has no rules by a name that every object has", () => {
    const { message } = answered(completed(callItem("constructor", '{"a":null}')));
    expect(message.content).toMatchObject([{ name: "constructor", input: { a: null } }]);
  });

  it("keeps the digits of numbers that no double holds", () => {
    const json = '{"id":12345678901234567890,"price":0.10}';
    expect(called([created(), done(0, callItem("A", json)), terminal([])]).calls).toEqual([["call_1", "A", json]]);
  });

  it("K9: replaces an id that Anthropic's clients do not take", () => {
    const { message } = answered(completed(callItem("Read", "{}", { call_id: "functions.read:0" })));
    expect(message.content).toMatchObject([{ id: expect.stringMatching(/^call_[0-9a-f]{40}$/) }]);
  });

  it("is shown once where its id comes twice", () => {
    const { message, losses } = answered(
      completed(callItem("Read", '{"n":1}'), callItem("Read", '{"n":', { id: "fc_2" })),
    );
    expect(message.content).toMatchObject([{ input: { n: 1 } }]);
    expect(losses).toMatchObject([{ code: "duplicate_call_dropped", path: "output.1" }]);
  });

  it("R8: of a program is shown as the model's own, which is told", () => {
    const call = callItem("Read", "{}", { caller: { type: "program", caller_id: "prog_1" } });
    const { message, losses } = answered(completed(call));
    expect(message.content).toMatchObject([{ caller: { type: "direct" } }]);
    expect(losses).toMatchObject([{ code: "program_caller_dropped", path: "output.0.caller" }]);
    expect(answered(completed({ ...call, caller: { type: "direct" } })).losses).toEqual([]);
  });
});

describe("arguments that are told more than once", () => {
  const start = [created(), added(0, callItem("Read", "")), argumentsDelta(0, '{"n":')];

  it.each([
    ["the rest, where the deltas lacked it", '{"n":1}', ["1}"], []],
    ["nothing new", '{"n":', [], []],
    ["another text, which comes too late", '{"m":1}', [], ["text_diverged@output.0"]],
    ["less than was sent", '{"n"', [], ["text_diverged@output.0"]],
    ["nothing at all", undefined, [], []],
  ])("say %s", (_name, args, rest, losses) => {
    const reading = called([...start, argumentsDone(0, args), argumentsDone(0, args)]);
    expect(reading.deltas).toEqual(['{"n":', ...rest]);
    expect(reading.losses).toEqual(losses);
  });

  it("an end that says nothing leaves what was streamed", () => {
    const { arguments: _none, ...silent } = callItem("Read", "");
    const events = [...start, argumentsDelta(0, "1}"), done(0, silent), terminal([])];
    expect(called(events)).toMatchObject({ calls: [["call_1", "Read", '{"n":1}']], end: "tool_use", losses: [] });
  });

  it("may be JSON rather than a text of it, as some servers send them", () => {
    const { message } = answered(completed({ ...callItem("Read", ""), arguments: { n: 1 } }));
    expect(message.content).toMatchObject([{ input: { n: 1 } }]);
    expect(bothWays(completed({ ...callItem("Read", ""), arguments: [1] })).error?.type).toBe("api_error");
    expect(answered(completed({ ...callItem("Read", ""), arguments: null })).message.content).toMatchObject([
      { input: {} },
    ]);
  });
});
