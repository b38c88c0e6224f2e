import { describe, expect, it } from "vitest";
import { fromOpenAIResponse } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { block, translated } from "../../support/event-lines.js";
import { accumulated } from "../../support/stream-readings.js";
import { added, callItem, created, done, messageItem, terminal, usage } from "../../support/upstream-events.js";

const text = messageItem("one STOP two");
const next = messageItem("three", { id: "msg_2" });
const malformed = callItem("A", "{");
const complete = callItem("A", "{}");
const search = { type: "web_search_call", id: "ws", status: "completed", action: { type: "search", query: "q" } };
const stop = { stopSequences: ["STOP"] };
const long = messageItem("x".repeat(20_000));
const limit = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };

describe("a stop sequence in an item that comes with the final response ends the answer there", () => {
  it.each<[string, object[], string[]]>([
    ["alone", [text], ["end stop_sequence", "message_stop"]],
    ["behind another", [search, text], ["end stop_sequence", "message_stop"]],
    ["before a call", [text, complete], ["end stop_sequence", "message_stop"]],
    ["before a call that is malformed", [text, malformed], ["end stop_sequence", "message_stop"]],
    ["before more text", [text, next, search], ["end stop_sequence", "message_stop"]],
    ["behind a call that is malformed", [malformed, text], ["error api_error"]],
  ])("%s", (_where, output, end) => {
    const { lines, events } = translated([created(), terminal(output)], stop);
    expect(lines.slice(-end.length)).toEqual(end);
    const body = () => fromOpenAIResponse(Object(terminal(output).response), testContext(stop)).message;
    if (end.length === 1) expect(body).toThrow();
    else expect(body()).toEqual(accumulated(events));
    const streamed = translated([created(), ...output.map((item, index) => done(index, item)), terminal(output)], stop);
    expect(streamed.lines).toEqual(lines);
  });

  it("counts what the response counts, but no search behind it", () => {
    const { events } = translated([created(), terminal([text, search])], { ...stop, serverTools: ["web_search"] });
    expect(events.at(-2)).toMatchObject({
      usage: { output_tokens: usage.output_tokens, server_tool_use: { web_search_requests: 0 } },
    });
  });

  it("a call that was cut before it ends the answer; one behind it does not", () => {
    const cut = (output: object[]) => translated([created(), terminal(output, limit)], stop).lines.at(-2);
    expect(cut([malformed, text])).toBe("end max_tokens");
    expect(cut([text, malformed])).toBe("end stop_sequence");
  });

  it("a call that was cut does not excuse what waits behind it without bound", () => {
    const end = (maxQueuedLength: number) =>
      translated([created(), terminal([malformed, long], limit)], {}, { maxQueuedLength }).lines.at(-1);
    expect([end(10_000), end(30_000)]).toEqual(["error api_error", "message_stop"]);
  });
});

describe("K14: a response that was declined shows what it lists", () => {
  const declined = {
    status: "failed",
    error: { code: "bio_policy", message: "No." },
    usage,
    output: [next, malformed],
  };
  it("in the stream as in the body", () => {
    const { lines, events } = translated([
      created(),
      { type: "response.failed", response: { id: "resp_1", ...declined } },
    ]);
    expect(lines).toEqual([
      "message_start",
      ...block(0, "text", "three"),
      ...block(1, "tool_use", "{"),
      "end refusal",
      "message_stop",
    ]);
    const { message } = fromOpenAIResponse({ id: "resp_1", ...declined }, testContext());
    expect(message).toEqual(accumulated(events));
  });

  it("ends what is open as cut where nothing lists it", () => {
    const { lines, codes } = translated([added(0, malformed), { type: "error", code: "bio_policy", message: "No." }]);
    expect(lines).toEqual([
      "message_start",
      ...block(0, "tool_use", "{").filter((line) => line !== "delta 0 {"),
      "end refusal",
      "message_stop",
    ]);
    expect(codes).toEqual(["tool_call_truncated@output.0", "usage_estimated@usage"]);
  });

  it("any other failure shows none of it", () => {
    const failed = { ...declined, error: { code: "server_error" } };
    expect(translated([created(), { type: "response.failed", response: failed }]).lines).toEqual(["error api_error"]);
  });
});

describe("the final response", () => {
  it("without a list says nothing of items", () => {
    expect(
      translated([created(), { type: "response.completed", response: { status: "completed", usage } }]).codes,
    ).toEqual([]);
  });

  it("names the container in which code ran last, as far as it is known", () => {
    const ran = (n: number, container_id?: string) => ({
      type: "code_interpreter_call",
      id: `ci_${n}`,
      status: "completed",
      code: "",
      container_id,
    });
    const output = [ran(0, "cntr_1"), ran(1, "cntr_2"), ran(2), messageItem("Hi")];
    const { events } = translated([created(), added(0, ran(0)), terminal(output, { created_at: 0 })]);
    expect(events.at(-2)).toMatchObject({ delta: { container: { id: "cntr_2" } } });
  });
});
