import { describe, expect, it } from "vitest";
import { fromOpenAIResponse, TranspondError } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { block, tail, translated } from "../../support/event-lines.js";
import {
  added,
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  terminal,
  textDelta,
  textStream,
  type UpstreamEvent,
  usage,
} from "../../support/upstream-events.js";

const open = textStream("Hel").slice(0, 3);
const shown = ["message_start", "start 0 text", "delta 0 Hel"];
const error = (code: string | null, message = "boom") => ({ code, message });
const named = (name: string, response?: object): UpstreamEvent => ({
  type: `response.${name}`,
  ...(response && { response }),
});

describe("failure never looks like success (law 3): exactly one error event, then nothing", () => {
  it.each<[string, UpstreamEvent[], string]>([
    ["F14: the stream just ends", [], "api_error"],
    [
      "F12: a nested error, then response.failed",
      [{ type: "error", error: error(null) }, named("failed", { error: error("server_error") })],
      "api_error",
    ],
    ["a flat error", [{ type: "error", ...error("rate_limit_exceeded", "slow down") }], "rate_limit_error"],
    ["a bare error object", [{ type: "", error: error("rate_limit_exceeded") }], "rate_limit_error"],
    ["a bare error in words", [{ type: "", error: "boom", code: "rate_limit_exceeded" }], "rate_limit_error"],
    [
      "F11: response.failed alone",
      [named("failed", { status: "failed", error: error("insufficient_quota") })],
      "billing_error",
    ],
    ["response.failed without an error", [named("failed", { status: "failed", error: null })], "api_error"],
    ["response.failed without a response", [named("failed")], "api_error"],
    [
      "response.failed with the error beside it",
      [{ ...named("failed"), error: error("rate_limit_exceeded") }],
      "rate_limit_error",
    ],
    ["response.failed with status completed", [named("failed", { status: "completed" })], "api_error"],
    ["response.cancelled", [named("cancelled", { status: "cancelled" })], "api_error"],
    ["response.cancelled without a response", [named("cancelled")], "api_error"],
    ...["failed", "cancelled", "queued", "in_progress", "expired", "error"].map(
      (status): [string, UpstreamEvent[], string] => [
        `response.completed with status ${status}`,
        [named("completed", { status, output: [] })],
        "api_error",
      ],
    ),
    ["response.incomplete with status failed", [named("incomplete", { status: "failed" })], "api_error"],
    [
      "response.completed with an error",
      [named("completed", { status: "completed", error: error("server_error") })],
      "api_error",
    ],
    ["another response begins", [{ ...created(), response: { id: "resp_2" } }], "api_error"],
    ["an event that is no object", [JSON.parse("[]")], "api_error"],
  ])("%s", (name, ending, type) => {
    const more = ending.length > 0 ? textStream("more") : [];
    expect(translated([...open, ...ending, ...more]).lines).toEqual([...shown, `error ${type}`]);
    const before = translated([created(), ...ending]).lines;
    if (!name.startsWith("another")) expect(before).toEqual([`error ${type}`]);
  });

  it.each<[UpstreamEvent, string]>([
    [named("cancelled"), 'status "cancelled"'],
    [named("failed"), 'status "failed"'],
    [named("failed", { status: "completed" }), 'status "failed"'],
    [named("completed", { status: "in_progress" }), 'status "in_progress"'],
    [named("incomplete", { status: "queued" }), 'status "queued"'],
    [named("completed", { status: "expired" }), 'status "expired"'],
  ])("%j says so", (event, words) => {
    const { events } = translated([event]);
    expect(events).toMatchObject([
      { type: "error", error: { details: { openai: { message: expect.stringContaining(words) } } } },
    ]);
  });

  it.each(["queued", "in_progress", "cancelled", "failed", "expired", "error"])(
    "a body with status %s is refused",
    (status) => {
      expect(() => fromOpenAIResponse({ status, output: [] }, testContext())).toThrow(TranspondError);
    },
  );
});

describe("an upstream that does what none should", () => {
  it.each<[string, object[], string]>([
    ["sends what is no object", [[]], "The upstream sent an event that is not an object."],
    [
      "begins another response",
      [...open, { ...created(), response: { id: "resp_2" } }],
      "The upstream began another response before this one had ended.",
    ],
    ["just ends", open, "The upstream stream ended before the response was complete."],
  ])("%s", (_what, events, message) => {
    expect(translated(events).events.at(-1)).toEqual({
      type: "error",
      error: { type: "api_error", message },
      request_id: null,
    });
  });
});

describe("what the upstream says ends an answer", () => {
  it.each<[string, UpstreamEvent, string]>([
    ["response.completed without a response", named("completed"), "end_turn"],
    ["response.completed without a status", named("completed", { output: [] }), "end_turn"],
    ["response.incomplete without a response", named("incomplete"), "max_tokens"],
    ["response.completed with status incomplete", named("completed", { status: "incomplete" }), "max_tokens"],
    ["response.incomplete with status completed", named("incomplete", { status: "completed" }), "max_tokens"],
    ["a whole Response among the events", JSON.parse('{"status":"completed","output":[]}'), "end_turn"],
  ])("%s", (_name, event, reason) => {
    expect(translated([...open, event, ...textStream("more")]).lines).toEqual([
      ...shown,
      "stop 0",
      `end ${reason}`,
      "message_stop",
    ]);
  });

  it("a Response among the events that does not say how it ended ends nothing", () => {
    const { lines, codes } = translated([...open, { output: [] }]);
    expect(lines).toEqual([...shown, "error api_error"]);
    expect(codes).toEqual(["unknown_event@event"]);
  });

  it("created again, with its own id, or with another before there is an item, is no other response", () => {
    const other = { ...created(), response: { id: "resp_2" } };
    expect(translated([created(), other, ...open, created(), terminal([])]).lines.at(-1)).toBe("message_stop");
    const rotated = { type: "response.in_progress", response: { id: "resp_2" } };
    expect(translated([...open, rotated, terminal([])]).lines.at(-1)).toBe("message_stop");
  });

  it("the first terminal event does: of several responses in one stream the first is the answer", () => {
    const second = [
      { ...created(), response: { id: "resp_2" } },
      added(0, messageItem("x")),
      terminal([messageItem("x")]),
    ];
    expect(translated([...textStream("Hi"), ...second]).lines).toEqual([
      "message_start",
      ...block(0, "text", "Hi"),
      ...tail,
    ]);
  });
});

describe("K14: a policy failure is a refusal, with what was shown", () => {
  const declined = named("failed", { id: "resp_1", status: "failed", usage, error: error("bio_policy", "No.") });

  it("closes every block as its kind demands", () => {
    const thought = added(0, reasoningItem([]));
    const approval = added(1, { type: "mcp_approval_request", id: "mcpr_1" });
    const { lines } = translated([
      created(),
      approval,
      thought,
      added(2, messageItem("")),
      textDelta(2, "Hi"),
      declined,
    ]);
    expect(lines.slice(-2)).toEqual(["end refusal", "message_stop"]);
    const summary = { type: "response.reasoning_summary_text.delta", output_index: 0, delta: "Hm" };
    const open = translated([created(), approval, thought, summary, declined]).lines;
    expect(open.slice(1)).toEqual([
      ...block(0, "thinking", "Hm", expect.stringMatching(/^delta 0 tr1:/)).slice(0, 2),
      expect.stringMatching(/^delta 0 tr1:/),
      "stop 0",
      "end refusal",
      "message_stop",
    ]);
  });

  it("counts what the failed response counts", () => {
    const { events } = translated([created(), declined]);
    expect(events.at(-2)).toMatchObject({ usage: { input_tokens: 60, output_tokens: 20 } });
  });

  it("may come from outside, and from a call that was cut nothing follows", () => {
    const call = done(0, callItem("A", "{}"));
    const { lines } = translated([created(), call, declined]);
    expect(lines.slice(-2)).toEqual(["end refusal", "message_stop"]);
  });
});
