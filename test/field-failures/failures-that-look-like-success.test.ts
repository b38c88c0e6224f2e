import Anthropic from "@anthropic-ai/sdk";
import { cut, delay, failInside, incomplete, reasoning, text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import {
  added,
  created,
  messageItem,
  reasoningItem,
  terminal,
  textDelta,
  type UpstreamEvent,
} from "../../packages/core/test/support/upstream-events.js";
import { askBoth, eventsOf, failureOf, failuresOf } from "./ask.js";
import { hello, itemsOf, scripted, simulated } from "./gateway.js";

const failed = (code: string, message: string): UpstreamEvent => ({
  type: "response.failed",
  response: { id: "resp_1", object: "response", status: "failed", output: [], usage: null, error: { code, message } },
});
const quota = failed(
  "insufficient_quota",
  "You exceeded your current quota, please check your plan and billing details.",
);
const words = [added(0, messageItem("")), textDelta(0, "I found")];
const thinking = { type: "adaptive" as const };

/** The types of all events that a stream of this gateway holds. */
const typesOf = async (gate: ReturnType<typeof scripted>) =>
  eventsOf(await (await gate.post({ ...hello, stream: true })).text()).map(({ type }) => type);

describe("failures that look like success", () => {
  it("F11: an empty balance, told inside a 200, is no empty turn but a billing error that nobody retries", async () => {
    const gate = scripted([[created(), { type: "response.in_progress", response: {} }, quota]]);
    const patient = gate.client.withOptions({ maxRetries: 2 });
    for (const failure of await failuresOf({ ...gate, client: patient })) {
      expect([failure.status, failure.type]).toEqual([402, "billing_error"]);
      expect(failure.message).toContain("credit balance is too low");
    }
    expect(gate.sent).toHaveLength(2);
  });

  it("F11: after the first words it is an error event", async () => {
    const gate = scripted([created(), ...words, quota]);
    expect((await typesOf(gate)).slice(-1)).toEqual(["error"]);
    const [streamed, whole] = await failuresOf(gate);
    expect([streamed?.type, whole?.type, whole?.status]).toEqual(["billing_error", "billing_error", 402]);
  });

  it("F12: a burst of sub-agents that fail in the middle gives failures, each of them logged", async () => {
    await using gate = await simulated();
    const failure = { code: "rate_limit_exceeded", message: "Rate limit reached for gpt-5.4. Please try again in 2s." };
    for (let agent = 0; agent < 8; agent++) {
      gate.upstream.script(reasoning("Let me see."), text("First", { chunks: 2 }), failInside(failure));
    }
    const request = { ...hello, thinking };
    const answers = Array.from({ length: 8 }, () => failureOf(gate.client.messages.stream(request).finalMessage()));
    expect((await Promise.all(answers)).map(({ type }) => type)).toEqual(Array(8).fill("rate_limit_error"));
    const rows = gate.logged.map(({ outcome, errorType }) => `${outcome} ${errorType}`);
    expect(rows).toEqual(Array(8).fill("failed rate_limit_error"));
  });

  it.each<[string, UpstreamEvent]>([
    [
      "a nested error event",
      { type: "error", error: { type: "invalid_request_error", code: "context_length_exceeded" } },
    ],
    ["a flat error event", { type: "error", code: "context_length_exceeded", message: "Your input is too long." }],
    ["response.failed", failed("context_length_exceeded", "Your input exceeds the context window of this model.")],
  ])("F13: a prompt that is too long, told by %s behind a 200, has its real status and words", async (_, event) => {
    const gate = scripted([[created(), { type: "response.in_progress", response: {} }, event]]);
    for (const failure of await failuresOf(gate)) {
      expect(failure).toBeInstanceOf(Anthropic.BadRequestError);
      expect(failure.message).toMatch(/prompt is too long: \d+ tokens > \d+ maximum/);
    }
  });

  it.each<["end" | "reset"]>([["end"], ["reset"]])("F14: an answer that breaks off (%s) is an error", async (how) => {
    await using gate = await simulated();
    // A reset takes along what was not read yet, hence the moment in between.
    const broken = [text("The answer is forty-two."), delay(50), cut({ how })];
    gate.upstream.script(...broken);
    const body = await (await gate.post({ ...hello, stream: true })).text();
    const types = eventsOf(body).map(({ type }) => type);
    expect(types).toContain("content_block_delta");
    expect(types.at(-1)).toBe("error");
    expect(types).not.toContain("message_stop");
    for (let at = 0; at < 2; at++) gate.upstream.script(...broken);
    const [streamed, whole] = await failuresOf(gate);
    expect([streamed?.type, whole?.status]).toEqual(["api_error", 500]);
  });

  it("F14: neither is an end without a word, nor one right before the terminal event", async () => {
    for (const events of ["", [created()], [created(), ...words]]) {
      const [streamed, whole] = await failuresOf(scripted([events]));
      expect([streamed?.type, whole?.type]).toEqual(["api_error", "api_error"]);
    }
  });

  it("F15: thinking that used up the budget is shown, with max_tokens, and the conversation goes on", async () => {
    await using gate = await simulated();
    const request = { ...hello, max_tokens: 8000, thinking, output_config: { effort: "low" as const } };
    const spent = [reasoning("Weighing every option."), incomplete("max_output_tokens")];
    for (let at = 0; at < 2; at++) gate.upstream.script(...spent);
    const { message } = await askBoth(gate, request);
    expect(message).toMatchObject({ stop_reason: "max_tokens", content: [{ thinking: "Weighing every option." }] });
    expect(gate.sent()[0]?.reasoning?.effort).toBe("low");

    const turns = [
      { role: "assistant" as const, content: message.content },
      { role: "user" as const, content: "Go on" },
    ];
    const next = await gate.client.messages.create({ ...request, messages: [...hello.messages, ...turns] });
    expect(next.stop_reason).toBe("end_turn");
  });

  it("F15: a budget never becomes more effort than was asked for", async () => {
    const gate = scripted([[created(), terminal([messageItem("Hi")])]]);
    const ask = (budget_tokens: number) =>
      gate.client.messages.create({ ...hello, max_tokens: 8000, thinking: { type: "enabled", budget_tokens } });
    await ask(1024);
    await ask(6000);
    expect(gate.sent.map(({ reasoning: asked }) => asked?.effort)).toEqual(["low", "medium"]);
  });

  it.each<[string, object[]]>([
    ["nothing", []],
    ["thinking", [reasoningItem(["Hm."])]],
    ["half a sentence", [{ ...messageItem("Take the"), status: "incomplete" }]],
  ])("F16: a content filter that left %s is a refusal that nobody retries", async (_, output) => {
    const filtered = { status: "incomplete", incomplete_details: { reason: "content_filter" } };
    const end = terminal(output, filtered);
    const gate = scripted([[created(), end]]);
    const client = gate.client.withOptions({ maxRetries: 3 });
    const { message } = await askBoth({ ...gate, client }, { ...hello, thinking });
    expect(message.stop_reason).toBe("refusal");
    expect(message.stop_details?.type).toBe("refusal");
    expect(message.content).toHaveLength(output.length);
    expect(gate.sent).toHaveLength(2);
  });

  it("F15: the request after thinking alone holds no reasoning without what follows it", async () => {
    const gate = scripted([
      [created(), terminal([reasoningItem(["Hm."])])],
      [created(), terminal([messageItem("Hi")])],
    ]);
    const { content } = await gate.client.messages.create({ ...hello, thinking });
    const messages = [...hello.messages, { role: "assistant" as const, content }, ...hello.messages];
    await gate.client.messages.create({ ...hello, thinking, messages });
    expect(itemsOf(gate.sent[1]).map(({ type }) => type)).not.toContain("reasoning");
  });
});
