import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/json.js";
import { answered, codesOf } from "../support/both-ways.js";
import { messageItem, usage } from "../support/upstream-events.js";

const code = (changes: object = {}): JsonObject => ({
  type: "code_interpreter_call",
  id: "ci_1",
  container_id: "cntr_1",
  status: "completed",
  code: "print(1)",
  outputs: null,
  ...changes,
});
const answer = (output: JsonObject[], fields: JsonObject = {}) =>
  answered({ status: "completed", output, usage, ...fields }, { serverTools: ["code_execution"] });
const logs = (...texts: unknown[]) => ({ outputs: texts.map((text) => ({ type: "logs", logs: text })) });
const resultOf = (changes: object) => {
  const [, result] = answer([code(changes)]).message.content;
  return result?.type === "code_execution_tool_result" ? result.content : undefined;
};

describe("code that the upstream ran (R11)", () => {
  it("is a call and its result", () => {
    const { message, losses } = answer([code(logs("1\n"))]);
    const id = "srvtoolu_ci_1_cntr_1_0a1b2c3d";
    expect(message.content).toEqual([
      { type: "server_tool_use", id, name: "code_execution", input: { code: "print(1)" }, caller: { type: "direct" } },
      {
        type: "code_execution_tool_result",
        tool_use_id: id,
        content: { type: "code_execution_result", stdout: "1\n", stderr: "", return_code: 0, content: [] },
      },
    ]);
    expect(losses).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["the code", { code: "1" }, "1"],
    ["no code", { code: "" }, ""],
    ["code in arguments, as some servers have it", { code: null, arguments: '{"code":"2"}' }, "2"],
    ["the code rather than the arguments", { code: "", arguments: '{"code":"2"}' }, ""],
    ["arguments without code", { code: null, arguments: '{"a":1}' }, ""],
    ["arguments that are no object", { code: null, arguments: "[1]" }, ""],
    ["arguments that are no JSON", { code: null, arguments: "{" }, ""],
    ["neither", { code: null }, ""],
  ])("its input is %s", (_what, changes, expected) => {
    expect(answer([code(changes)]).message.content[0]).toMatchObject({ input: { code: expected } });
  });

  it.each<[unknown[], string]>([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a\nb"],
    [["a\n", "b"], "a\nb"],
    [["", "b"], "b"],
    [["a", ""], "a\n"],
    [["a", 7], "a\n"],
  ])("what %j printed is %j", (texts, stdout) => {
    expect(resultOf(logs(...texts))).toMatchObject({ stdout });
  });

  it.each<[string, JsonObject, string, string]>([
    [
      "images are named, and",
      { type: "image", url: "https://a.test/a.png" },
      "code_output_images",
      "a\n[image, not shown]\n[image, not shown]",
    ],
    ["outputs of unknown types", { type: "some_future_output" }, "unknown_output_part", "a"],
  ])("%s are a loss each", (_what, output, lost, stdout) => {
    const { message, losses } = answer([code({ outputs: [{ type: "logs", logs: "a" }, output, output] })]);
    expect(message.content[1]).toMatchObject({ content: { stdout } });
    expect(codesOf(losses)).toEqual([`${lost}@output.0.outputs.1`, `${lost}@output.0.outputs.2`]);
  });

  const unavailable = { type: "code_execution_tool_result_error", error_code: "unavailable" };
  const cut = ["tool_call_truncated@output.0"];
  it.each<[string | undefined, object, string, string[]]>([
    ["completed", { return_code: 0 }, "end_turn", []],
    ["failed", { return_code: 1 }, "end_turn", []],
    [undefined, { return_code: 0 }, "end_turn", []],
    ["in_progress", unavailable, "pause_turn", cut],
    ["incomplete", unavailable, "pause_turn", cut],
    ["interpreting", unavailable, "pause_turn", cut],
    ["some_future_status", unavailable, "pause_turn", cut],
  ])("%s: its result is %j, and where it stands last the reason %s", (status, content, reason, lost) => {
    const { message, losses } = answer([code({ status })]);
    expect(message.content[1]).toMatchObject({ content });
    expect(message.stop_reason).toBe(reason);
    expect(codesOf(losses)).toEqual(lost);
    expect(answer([code({ status }), messageItem("Done.")]).message.stop_reason).toBe("end_turn");
  });
});

describe("the container of an answer (B.5, R11)", () => {
  const containerOf = (output: JsonObject[], fields: JsonObject = { created_at: 0 }) =>
    answer(output, fields).message.container;
  it("is where code ran; it lives for 20 minutes from the response on", () => {
    expect(containerOf([code()])).toEqual({ id: "cntr_1", expires_at: "1970-01-01T00:20:00.000Z", skills: null });
  });

  it("is the last one where code ran in two", () => {
    expect(containerOf([code(), code({ id: "ci_2", container_id: "cntr_2" })])).toMatchObject({ id: "cntr_2" });
  });

  it.each<[string, JsonObject[], JsonObject]>([
    ["no code ran", [messageItem("a")], { created_at: 0 }],
    ["nobody knows when", [code()], {}],
    ["when is beyond all dates", [code()], { created_at: 8_640_000_000_000 - 1_199 }],
    ["its id is of another form", [code({ container_id: "a b" })], { created_at: 0 }],
  ])("is null where %s", (_why, output, fields) => {
    expect(containerOf(output, fields)).toBeNull();
  });

  it("names the last second that there is", () => {
    expect(containerOf([code()], { created_at: 8_640_000_000_000 - 1_200 })).toMatchObject({
      expires_at: "+275760-09-13T00:00:00.000Z",
    });
  });
});
