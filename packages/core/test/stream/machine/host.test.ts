import { describe, expect, it } from "vitest";
import { createTranslator, fromOpenAIResponse, type Loss, TranspondError } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { linesOf, translated } from "../../support/event-lines.js";
import { callItem, created, done, messageItem, terminal, textStream, usage } from "../../support/upstream-events.js";

const whole = textStream("one", " two");
const broken = () => {
  throw new Error("host");
};
const observers = { onLoss: broken, onContentBlock: broken, onMessageEnd: broken, onResponse: broken, onError: broken };
const limited = { type: "error", error: { code: "rate_limit_exceeded", message: "Try again in 2s." } };

describe("what the host gives", () => {
  it("observers that throw change nothing", () => {
    expect(translated(whole, {}, observers).lines).toEqual(translated(whole).lines);
    expect(translated(whole.slice(0, 3), {}, observers).lines.at(-1)).toBe("error api_error");
    expect(() => fromOpenAIResponse({ status: "failed", output: [] }, testContext(), observers)).toThrow(
      TranspondError,
    );
  });

  it("an id for an answer without one; where that fails, the default", () => {
    const idOf = (newId?: () => string) => {
      const translator = createTranslator(testContext(), { newId });
      return translator.start().map((event) => event.type === "message_start" && event.message.id);
    };
    expect(idOf(() => "msg_mine")).toEqual(["msg_mine"]);
    expect(idOf()).toEqual(["msg_unknown"]);
    expect(idOf(broken)).toEqual(["msg_unknown"]);
    expect(translated(whole, {}, { newId: () => "msg_mine" }).events[0]).toMatchObject({ message: { id: "msg_1" } });
  });

  it("a clock that throws is done without", () => {
    const headers = { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1s" };
    const failure = { status: 429, headers, body: { error: { message: "slow down" } } };
    const errors: TranspondError[] = [];
    const at = (now: () => number) =>
      linesOf(createTranslator(testContext(), { now, onError: (error) => errors.push(error) }).fail(failure));
    expect([at(() => 0), at(broken)]).toEqual([["error rate_limit_error"], ["error rate_limit_error"]]);
    expect(errors.map((error) => error.headers["anthropic-ratelimit-requests-reset"])).toEqual([
      "1970-01-01T00:00:01.000Z",
      undefined,
    ]);
  });

  it("whose key it was decides about a refused one", () => {
    const refused = { status: 401, headers: {}, body: {} };
    const as = (keyOwner?: "client") => linesOf(createTranslator(testContext(), { keyOwner }).fail(refused));
    expect([as(), as("client")]).toEqual([["error api_error"], ["error authentication_error"]]);
  });

  it("the request's id stands in the error", () => {
    const idOf = (requestId?: string) => createTranslator(testContext(), { requestId }).end()[0];
    expect(idOf("req_1")).toMatchObject({ request_id: "req_1" });
    expect(idOf()).toMatchObject({ request_id: null });
  });

  it("a count of input tokens stands where usage never came: the host's own before that of the context", () => {
    const events = [created(), terminal([], { ...{ usage: null } })];
    const count = (inputTokens?: number) =>
      translated(events, { inputTokens: 5 }, inputTokens === undefined ? {} : { inputTokens }).events.at(-2);
    expect(count(7)).toMatchObject({ usage: { input_tokens: 7 } });
    expect(count()).toMatchObject({ usage: { input_tokens: 5 } });
  });
});

describe("what the host is told", () => {
  it("an answer that ended well", () => {
    const told: unknown[] = [];
    const losses: Loss[] = [];
    const call = callItem("A", "{}");
    translated(
      [created(), done(0, messageItem("Hi")), done(1, call), { type: "x" }, terminal([messageItem("Hi"), call])],
      {},
      {
        onResponse: (response) => told.push(response),
        onContentBlock: (block, index) => told.push([index, block.type, "input" in block && block.input]),
        onMessageEnd: ({ stopReason, usage, diagnostics }) => told.push([stopReason, usage.output_tokens, diagnostics]),
        onError: () => told.push("error"),
        onLoss: (loss) => losses.push(loss),
      },
    );
    expect(told).toEqual([
      { id: "resp_1", model: "gpt-5.6-sol" },
      [0, "text", false],
      [1, "tool_use", {}],
      ["tool_use", usage.output_tokens, null],
    ]);
    expect(losses).toMatchObject([{ code: "unknown_event", path: "x" }]);
  });

  it("a response that named itself once, by its first event that says anything", () => {
    const told: unknown[] = [];
    const options = { onResponse: (response: unknown) => told.push(response) };
    const unnamed = { type: "response.created", response: {} };
    translated([unnamed, created(), created(), terminal([])], {}, options);
    translated([{ type: "response.completed", response: { status: "completed" } }], {}, options);
    expect(told).toEqual([
      { id: "resp_1", model: "gpt-5.6-sol" },
      { id: "", model: "" },
    ]);
  });

  it("an error, once, and no end", () => {
    const told: unknown[] = [];
    const options = {
      onError: ({ type, status }: TranspondError) => told.push([type, status]),
      onMessageEnd: () => told.push("end"),
    };
    translated([created(), limited, limited], {}, options);
    expect(told).toEqual([["rate_limit_error", 429]]);
  });
});
