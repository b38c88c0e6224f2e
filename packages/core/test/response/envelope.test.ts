import { describe, expect, it } from "vitest";
import { createTranslator, fromOpenAIResponse } from "../../src/index.js";
import type { JsonObject } from "../../src/json.js";
import { answered, codesOf } from "../support/both-ways.js";
import { testContext } from "../support/context.js";
import { translateNow } from "../support/translate-now.js";
import { created, messageItem, terminal, textStream, usage } from "../support/upstream-events.js";

const hello: JsonObject = { status: "completed", output: [messageItem("Hello")], usage };

describe("the message itself (B.5)", () => {
  it("has every field, those that say nothing as null", () => {
    const { message } = answered({ ...hello, model: "gpt-5.6-sol" });
    expect(message).toEqual({
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "claude-test",
      content: [{ type: "text", text: "Hello", citations: null }],
      stop_reason: "end_turn",
      stop_sequence: null,
      stop_details: null,
      container: null,
      diagnostics: null,
      usage: expect.any(Object),
    });
  });

  it("begins without content, reason or figures (G3)", () => {
    const [start] = translateNow(textStream("Hello")).events;
    expect(start).toMatchObject({
      type: "message_start",
      message: { content: [], stop_reason: null, stop_sequence: null, stop_details: null, container: null },
    });
  });

  it("ends with one message_delta that has every stop field, and message_stop (G8, G9)", () => {
    const { events: out } = translateNow(textStream("Hello"));
    const { message } = answered(hello);
    expect(out.slice(-2)).toEqual([
      {
        type: "message_delta",
        delta: { stop_reason: "end_turn", stop_sequence: null, stop_details: null, container: null },
        usage: message.usage,
      },
      { type: "message_stop" },
    ]);
  });

  it.each<[string, unknown, string]>([
    ["the upstream's under Anthropic's prefix", "resp_0a1b", "msg_0a1b"],
    ["one of another form", "gen-7", "msg_gen-7"],
    ["one whose prefix stands elsewhere", "x_resp_1", "msg_x_resp_1"],
    ["none, so a new one", undefined, "msg_new"],
    ["an empty one", "", "msg_new"],
    ["one that is no text", 7, "msg_new"],
  ])("its id: %s", (_what, id, expected) => {
    const response = { ...hello, id };
    const options = { newId: () => "msg_new" };
    expect(fromOpenAIResponse(response, testContext(), options).message.id).toBe(expected);
    const translator = createTranslator(testContext(), options);
    const [start] = translator.push({ type: "response.completed", response });
    expect(start).toMatchObject({ message: { id: expected } });
  });

  it("begins all the same where the upstream does not say who it is", () => {
    const translator = createTranslator(testContext({ cacheDiagnostics: "requested" }), { newId: () => "msg_new" });
    const [start] = translator.push({ type: "response.output_item.done", output_index: 0, item: messageItem("Hello") });
    expect(start).toMatchObject({
      message: { id: "msg_new", diagnostics: { cache_miss_reason: null }, usage: { service_tier: null } },
    });
  });

  it("its model is the client's name, the upstream's is told to the host (K15)", () => {
    const told: object[] = [];
    const options = { onResponse: (response: object) => told.push(response) };
    const { message } = fromOpenAIResponse({ ...hello, id: "resp_1", model: "gpt-x" }, testContext(), options);
    expect(message.model).toBe("claude-test");
    expect(told).toEqual([{ id: "resp_1", model: "gpt-x" }]);
  });
});

describe("thinking that the upstream withheld (B.5)", () => {
  const context = {
    inputTransformations: [],
    reasoningPaths: { rs_1: "messages.1.content.0", rs_2: "messages.10.content.0", rs_3: "messages.2.content.0" },
  };
  const withheld = (id: string, reason: string) => ({ id, type: "reasoning", action: "removed", reason });

  it.each([
    ["organization_mismatch", "organization_binding_mismatch"],
    ["end_user_mismatch", "end_user_binding_mismatch"],
    ["model_mismatch", "model_binding_mismatch"],
    ["prefix_mismatch", "prefix_binding_mismatch"],
  ])("%s is %s", (reason, expected) => {
    const { message, losses } = answered({ ...hello, input_transformations: [withheld("rs_1", reason)] }, context);
    expect(message.input_transformations).toEqual([
      { type: "thinking_dropped", path: "messages.1.content.0", reason: expected },
    ]);
    expect(codesOf(losses)).toEqual(["reasoning_context_lost@input_transformations.0"]);
  });

  it.each([["turn_boundary"], ["some_future_reason"], [""]])("%s is no fault", (reason) => {
    const { message, losses } = answered({ ...hello, input_transformations: [withheld("rs_1", reason)] }, context);
    expect(message.input_transformations).toEqual([]);
    expect(losses).toEqual([]);
  });

  it("stands in the order of the conversation", () => {
    const list = ["rs_2", "rs_3", "rs_1"].map((id) => withheld(id, "model_mismatch"));
    const { message } = answered({ ...hello, input_transformations: list }, context);
    expect(message.input_transformations?.map(({ path }) => path)).toEqual(
      [1, 2, 10].map((at) => `messages.${at}.content.0`),
    );
  });

  it("is told at the end only where message_start told less", () => {
    const list = { input_transformations: [withheld("rs_1", "model_mismatch")] };
    const deltaOf = (first: JsonObject, last: JsonObject) =>
      translateNow([created(first), terminal([], last)], testContext(context)).events.find(
        ({ type }) => type === "message_delta",
      );
    expect(deltaOf({}, list)).toMatchObject({ input_transformations: [{ path: "messages.1.content.0" }] });
    expect(deltaOf(list, list)).toHaveProperty("delta");
    expect(deltaOf({}, {})).not.toHaveProperty("input_transformations");
  });
});
