import { describe, expect, it } from "vitest";
import type { Message } from "../../src/anthropic/message.js";
import type { TranslationContext } from "../../src/context.js";
import { fromOpenAIResponse } from "../../src/index.js";
import type { JsonObject } from "../../src/json.js";
import { answered, bothWays, codesOf, eventsOf } from "../support/both-ways.js";
import { testContext } from "../support/context.js";
import { accumulated } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import {
  added,
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  terminal,
  usage,
} from "../support/upstream-events.js";

const hello = messageItem("Hello");
const call = callItem("Read", "{}");
const said = (refusal: string) => messageItem("", { content: [{ type: "refusal", refusal }] });
const search = (status: string) => ({
  type: "web_search_call",
  id: "ws_1",
  status,
  action: { type: "search", query: "a" },
});
const completed = (...output: object[]): JsonObject => ({ status: "completed", output, usage });
const incomplete = (reason: unknown, ...output: object[]): JsonObject => ({
  status: "incomplete",
  incomplete_details: { reason },
  output,
  usage,
});
const failed = (error: object, ...output: object[]): JsonObject => ({ status: "failed", error, output, usage: null });

type Expected = Pick<Message, "stop_reason"> & Partial<Message>;
type Case = [what: string, response: JsonObject, expected: Expected, context?: Partial<TranslationContext>];
const refused = (explanation: string | null, category: "bio" | "cyber" | null = null): Expected => ({
  stop_reason: "refusal",
  stop_details: { type: "refusal", category, explanation },
});
const because = (stop_reason: NonNullable<Message["stop_reason"]>): Expected => ({ stop_reason });
/** A window of 1,000 tokens, a limit of 100. */
const window = { contextWindow: 1_000, maxOutputTokens: 100 };
const used = (input_tokens: number, output_tokens: number) => ({
  ...incomplete("max_output_tokens", hello),
  usage: { input_tokens, output_tokens },
});

/** Each row of mapping B.4, in stream and body alike; the first that fits decides. */
describe("stop_reason (B.4)", () => {
  it.each<Case>([
    ["2: bio_policy", failed({ code: "bio_policy", message: "no" }), refused("no", "bio")],
    ["2: cyber_policy", failed({ code: "cyber_policy_violation", message: "no" }), refused("no", "cyber")],
    ["2: misalignment", failed({ code: "misalignment_policy_violation", message: "no" }), refused("no")],
    ["2: image content", failed({ code: "image_content_policy_violation", message: "no" }), refused("no")],
    [
      "2: complete blocks stay",
      failed({ code: "bio_policy", message: "no" }, hello, call),
      { ...refused("no", "bio"), content: [expect.objectContaining({ text: "Hello" }), expect.anything()] },
    ],
    [
      "A4: the cache was warmed",
      incomplete("content_filter"),
      { stop_reason: "max_tokens", content: [] },
      { prewarm: true },
    ],
    ["4: content_filter, with no output (F16)", incomplete("content_filter"), { ...refused(null), content: [] }],
    ["4: content_filter outranks calls and refusals", incomplete("content_filter", call, said("no")), refused(null)],
    ["5: the window is full", used(980, 20), because("model_context_window_exceeded"), window],
    ["5: within 1 % of it", used(970, 20), because("model_context_window_exceeded"), window],
    ["5: not so near", used(969, 20), because("max_tokens"), window],
    ["5: the limit was reached all but one", used(950, 99), because("max_tokens"), window],
    ["5: the limit was missed by two", used(950, 98), because("model_context_window_exceeded"), window],
    ["5: no window is known", used(980, 20), because("max_tokens"), { ...window, contextWindow: null }],
    ["5: no limit was asked for", used(980, 20), because("max_tokens"), { ...window, maxOutputTokens: null }],
    [
      "5: usage without input",
      { ...used(980, 20), usage: { output_tokens: 998 } },
      because("max_tokens"),
      { ...window, maxOutputTokens: 2_000 },
    ],
    ["6: max_output_tokens", incomplete("max_output_tokens", hello), because("max_tokens")],
    [
      "6: thinking alone (F15)",
      incomplete("max_output_tokens", reasoningItem(["Hm."])),
      { stop_reason: "max_tokens", content: [expect.objectContaining({ type: "thinking", thinking: "Hm." })] },
    ],
    ["6: never tool_use, whatever stands there", incomplete("max_output_tokens", call), because("max_tokens")],
    ["8: steered", incomplete("steered", hello), because("end_turn")],
    ["10: a call (F09)", completed(hello, call), because("tool_use")],
    ["10: outranks a refusal", completed(said("no"), call), because("tool_use")],
    ["10: outranks an unfinished search", completed(call, search("in_progress")), because("tool_use")],
    ["11: a refusal", completed(hello, said("no")), refused("no")],
    ["11: outranks an unfinished search", completed(said("no"), search("in_progress")), refused("no")],
    ["13: the last item is an unfinished search", completed(hello, search("in_progress")), because("pause_turn")],
    ["13: it is not the last", completed(search("in_progress"), hello), because("end_turn")],
    [
      "13: behind it stands what is not shown",
      {
        ...completed(search("in_progress"), { type: "custom_tool_call", call_id: "c", name: "odd", input: "" }),
        tools: [],
      },
      because("pause_turn"),
    ],
    ["13: it failed", completed(hello, search("failed")), because("end_turn")],
    ["14: text", completed(hello), because("end_turn")],
    ["14: nothing", completed(), { stop_reason: "end_turn", content: [] }],
    ["14: a call that is not shown is none (F08)", completed({ type: "shell_call" }), because("end_turn")],
  ])("%s", (_row, response, expected, context) => {
    const { message } = answered(response, context);
    expect(message).toMatchObject({ stop_sequence: null, stop_details: null, ...expected });
  });

  it("11: the words of several refusals stand in the order of their items, whichever ended first", () => {
    const output = ["one ", "two ", "three"].map(said);
    const begun = output.map((item, index) => added(index, { ...item, content: [] }));
    const ends = output.map((item, index) => done(index, item)).toReversed();
    const message = accumulated(translateNow([created(), ...begun, ...ends, terminal(output)]).events);
    expect(message).toMatchObject(refused("one two three"));
  });

  it("3: a stop sequence, whatever else the response says", () => {
    const response = { id: "resp_1", ...incomplete("content_filter", messageItem("one END two"), call) };
    const context = testContext({ stopSequences: ["END"] });
    for (const message of [
      fromOpenAIResponse(response, context).message,
      accumulated(translateNow(eventsOf(response), context).events),
    ]) {
      expect(message).toMatchObject({ stop_reason: "stop_sequence", stop_sequence: "END", stop_details: null });
      expect(message?.content).toMatchObject([{ type: "text", text: "one " }]);
    }
  });

  it.each([["max_messages"], ["some_future_reason"], [undefined], [null], [7]])(
    "7: incomplete for %j is max_tokens, and a loss",
    (reason) => {
      const { message, losses } = answered(incomplete(reason, hello));
      expect(message.stop_reason).toBe("max_tokens");
      expect(codesOf(losses)).toEqual(["unknown_incomplete_reason@incomplete_details.reason"]);
    },
  );

  it.each(["max_output_tokens", "content_filter", "steered"])("4 to 8: %s is known, and no loss", (reason) => {
    expect(answered(incomplete(reason, hello)).losses).toEqual([]);
  });

  it.each([
    ["a call", call],
    ["a call that was cut", callItem("Read", '{"a', { status: "incomplete" })],
  ])("8: steered behind %s is max_tokens: nobody may take it for the end of a turn", (_what, item) => {
    const { message, losses } = answered(incomplete("steered", item));
    expect(message.stop_reason).toBe("max_tokens");
    expect(codesOf(losses)).toContain("unknown_incomplete_reason@incomplete_details.reason");
  });

  it("7: and so it is without any details", () => {
    const { message, losses } = answered({ ...incomplete(""), incomplete_details: null });
    expect(message.stop_reason).toBe("max_tokens");
    expect(codesOf(losses)).toEqual(["unknown_incomplete_reason@incomplete_details.reason"]);
  });

  it.each<[string, JsonObject]>([
    ["1: failed", failed({ code: "server_error", message: "no" }, hello)],
    ["1: failed, without a reason", { status: "failed", output: [hello] }],
    ["1: cancelled", { status: "cancelled", output: [hello] }],
    ["1: queued", { status: "queued", output: [hello] }],
    ["1: in progress", { status: "in_progress", output: [hello] }],
    ["1: completed, with an error all the same", { ...completed(hello), error: { code: "server_error" } }],
    ["1: of an unknown status", { status: "some_future_status", output: [hello] }],
    ["9: a call whose arguments are no object", completed(callItem("Read", "[]"))],
    ["9: a call that was cut, in a response that was not", completed(callItem("Read", '{"a'))],
    ["R16: a request for approval", completed(hello, { type: "mcp_approval_request", id: "mcpr_1", name: "a" })],
  ])("%s is an error", (_row, response) => {
    const { error, message } = bothWays(response);
    expect(message).toBeUndefined();
    expect(error).toMatchObject({ status: 500, type: "api_error" });
  });

  it.each([
    ["response.completed", "incomplete", "max_tokens"],
    ["response.incomplete", "completed", "max_tokens"],
    ["response.completed", undefined, "end_turn"],
    ["response.completed", "complete", "end_turn"],
    ["response.incomplete", undefined, "max_tokens"],
  ])("where the event says %s and the response %s, the worse counts: %s", (type, status, reason) => {
    const { events: out } = translateNow([{ type, response: { id: "resp_1", status, output: [hello], usage } }]);
    expect(accumulated(out)?.stop_reason).toBe(reason);
  });

  it.each([
    ["response.completed", "failed"],
    ["response.failed", "completed"],
    ["response.cancelled", undefined],
  ])("%s of a response that is %s is an error", (type, status) => {
    const { events: out } = translateNow([{ type, response: { id: "resp_1", status, output: [hello], usage } }]);
    expect(out.at(-1)).toMatchObject({ type: "error", error: { type: "api_error" } });
  });
});
