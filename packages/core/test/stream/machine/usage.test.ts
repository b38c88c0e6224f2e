import { describe, expect, it } from "vitest";
import { fromOpenAIResponse } from "../../../src/index.js";
import { objectAt } from "../../../src/json.js";
import { testContext } from "../../support/context.js";
import { linesOf, translated } from "../../support/event-lines.js";
import { accumulated } from "../../support/stream-readings.js";
import {
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  terminal,
  textDelta,
  type UpstreamEvent,
  usage,
} from "../../support/upstream-events.js";

describe("stop reasons and usage", () => {
  const limit = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };
  const text = messageItem("Hi");
  it.each<[string, object, object, string]>([
    ["completed", {}, {}, "end_turn"],
    ["the output limit", limit, {}, "max_tokens"],
    [
      "the window, when the limit was not reached",
      limit,
      { maxOutputTokens: 1000, contextWindow: 120 },
      "model_context_window_exceeded",
    ],
    ["the content filter", { status: "incomplete", incomplete_details: { reason: "content_filter" } }, {}, "refusal"],
    ["an unknown reason", { status: "incomplete", incomplete_details: { reason: "new" } }, {}, "max_tokens"],
  ])("%s", (_name, extra, changes, reason) => {
    const { events } = translated([created(), done(0, text), terminal([text], extra)], changes);
    expect(linesOf(events).at(-2)).toBe(`end ${reason}`);
  });

  const call = callItem("A", "{}");
  const thought = reasoningItem(["Hm"]);
  it.each<[string, UpstreamEvent[], object[], string[]]>([
    ["nothing", [], [], []],
    ["a text", [textDelta(0, "Hello"), done(0, text)], [text], ["output.0"]],
    ["a text that only the end brings", [], [text], ["output.0"]],
    ["a thought and a call", [done(0, thought), done(1, call)], [thought, call], ["output.0", "output.1"]],
  ])("a cache pre-warm ends as max_tokens with nothing in it, whatever the upstream wrote (A4): %s", (...given) => {
    const [, upstream, output, paths] = given;
    const { events, codes } = translated([created(), ...upstream, terminal(output)], { prewarm: true });
    expect(linesOf(events)).toEqual(["message_start", "end max_tokens", "message_stop"]);
    expect(codes).toEqual(paths.map((path) => `prewarm_output_dropped@${path}`));
    const { message } = fromOpenAIResponse(objectAt(terminal(output), "response"), testContext({ prewarm: true }));
    expect(message).toMatchObject({ content: [], stop_reason: "max_tokens" });
    expect(message.usage).toMatchObject({ input_tokens: 60, cache_read_input_tokens: 40, output_tokens: 0 });
    expect(message).toEqual(accumulated(events));
  });

  it("splits OpenAI's input into what was read, written and new; the three add up", () => {
    const input_tokens_details = { cached_tokens: 40, cache_write_tokens: 10 };
    const written = { usage: { ...usage, input_tokens_details } };
    const { events, losses } = translated([created(), done(0, text), terminal([text], written)]);
    expect(losses).toMatchObject([{ code: "cache_ttl_label", severity: "approximated" }]);
    expect(events.at(-2)).toMatchObject({
      usage: {
        input_tokens: 50,
        cache_read_input_tokens: 40,
        cache_creation_input_tokens: 10,
        cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 0 },
        output_tokens: 20,
        output_tokens_details: { thinking_tokens: 5 },
      },
    });
  });

  it("tells cache writes by their lifetime where the upstream does", () => {
    const cache_write_tokens_details = { ttl_12h_tokens: 7, ttl_30m_tokens: 3 };
    const input_tokens_details = { cached_tokens: 0, cache_write_tokens: 10, cache_write_tokens_details };
    const written = { usage: { ...usage, input_tokens_details } };
    const { events } = translated([created(), terminal([], written)]);
    expect(events.at(-2)).toMatchObject({
      usage: { cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 7 } },
    });
  });

  it("estimates usage that never came, and says so", () => {
    const { events, losses } = translated(
      [created(), done(0, text), terminal([text], { ...{ usage: null } })],
      {},
      { inputTokens: 77 },
    );
    expect(events.at(-2)).toMatchObject({ usage: { input_tokens: 77, output_tokens: 1 } });
    expect(losses).toMatchObject([{ code: "usage_estimated" }]);
  });

  it("never counts more from the cache than there was", () => {
    const odd = {
      input_tokens: 10,
      input_tokens_details: { cached_tokens: 40, cache_write_tokens: 40 },
      output_tokens: 1,
    };
    const { events } = translated([created(), done(0, text), terminal([text], { ...{ usage: odd } })]);
    expect(events.at(-2)).toMatchObject({
      usage: { input_tokens: 0, cache_read_input_tokens: 10, cache_creation_input_tokens: 0 },
    });
  });

  it("clamps what cannot be", () => {
    const odd = { input_tokens: 0, output_tokens: -9, output_tokens_details: { reasoning_tokens: 448 } };
    const { events } = translated([created(), done(0, text), terminal([text], { ...{ usage: odd } })]);
    expect(events.at(-2)).toMatchObject({ usage: { output_tokens: 0, output_tokens_details: { thinking_tokens: 0 } } });
  });
});
