import { describe, expect, it } from "vitest";
import { createTranslator, fromOpenAIResponse, type StreamEvent, TranspondError } from "../../src/index.js";
import { decodeReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { testContext } from "../support/context.js";
import {
  added,
  argumentsDelta,
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  summaryDelta,
  terminal,
  textDelta,
  textStream,
  type UpstreamEvent,
  usage,
} from "../support/upstream-events.js";

function translate(events: readonly UpstreamEvent[], changes = {}, options = {}) {
  const translator = createTranslator(testContext(changes), options);
  const out: StreamEvent[] = events.flatMap((event) => translator.push(event));
  return { events: [...out, ...translator.end()], losses: translator.losses };
}

/** A stream as one short line for each event. */
function lines(events: readonly StreamEvent[]): string[] {
  return events.map((event) => {
    switch (event.type) {
      case "content_block_start":
        return `start ${event.index} ${event.content_block.type}`;
      case "content_block_delta":
        return `delta ${event.index} ${Object.values(event.delta)[1]}`;
      case "content_block_stop":
        return `stop ${event.index}`;
      case "message_delta":
        return `end ${event.delta.stop_reason}`;
      case "error":
        return `error ${event.error.type}`;
      default:
        return event.type;
    }
  });
}

const tail = ["end end_turn", "message_stop"];

describe("order", () => {
  it("F11 keeps interleaved calls apart: one open block, the others wait", () => {
    const a = callItem("A", '{"x":1}', { call_id: "call_a" });
    const b = callItem("B", '{"y":2}', { call_id: "call_b" });
    const { events } = translate([
      created(),
      added(0, { ...a, arguments: "" }),
      added(1, { ...b, arguments: "" }),
      argumentsDelta(1, '{"y"'),
      argumentsDelta(0, '{"x":1}'),
      argumentsDelta(1, ":2}"),
      done(1, b),
      done(0, a),
      terminal([a, b]),
    ]);
    expect(lines(events)).toEqual([
      "message_start",
      "start 0 tool_use",
      'delta 0 {"x":1}',
      "stop 0",
      "start 1 tool_use",
      'delta 1 {"y"',
      "delta 1 :2}",
      "stop 1",
      "end tool_use",
      "message_stop",
    ]);
  });

  it("an item that renders nothing never holds the queue", () => {
    const text = messageItem("hi");
    const { events, losses } = translate([
      created(),
      added(0, { type: "mcp_list_tools" }),
      added(1, text),
      textDelta(1, "hi"),
      done(1, text),
      terminal([{ type: "mcp_list_tools" }, text]),
    ]);
    expect(lines(events)).toEqual(["message_start", "start 0 text", "delta 0 hi", "stop 0", ...tail]);
    expect(losses).toMatchObject([{ code: "bookkeeping_item_dropped", path: "output.0", severity: "info" }]);
  });

  it("passes over an item that stalls beyond the bound and shows it when it is done", () => {
    const search = { type: "web_search_call", id: "ws_1", status: "completed", action: { type: "search", query: "q" } };
    const text = messageItem("0123456789");
    const { events, losses } = translate(
      [
        created(),
        added(0, { ...search, status: "in_progress" }),
        added(1, text),
        textDelta(1, "0123456789"),
        done(1, text),
        done(0, search),
        terminal([search, text]),
      ],
      {},
      { maxQueuedLength: 5 },
    );
    expect(lines(events).filter((line) => line.startsWith("start"))).toEqual([
      "start 0 text",
      "start 1 server_tool_use",
      "start 2 web_search_tool_result",
    ]);
    expect(losses).toMatchObject([{ code: "stalled_item_passed_over" }]);
  });

  it("bounds what waits at one time, not over the whole stream", () => {
    const pairs = Array.from({ length: 20 }, (_, i) => {
      const [first, second] = [2 * i, 2 * i + 1].map((n) =>
        callItem("A", "{}", { id: `fc_${n}`, call_id: `call_${n}` }),
      );
      return [
        added(2 * i, { ...first, arguments: "" }),
        added(2 * i + 1, { ...second, arguments: "" }),
        argumentsDelta(2 * i + 1, "{}"),
        done(2 * i, first ?? {}),
        done(2 * i + 1, second ?? {}),
      ];
    });
    const { events } = translate([created(), ...pairs.flat(), terminal([])], {}, { maxQueuedLength: 200 });
    expect(lines(events).slice(-2)).toEqual(["end tool_use", "message_stop"]);
  });

  it("two parts of one message become two blocks, in order, however their deltas interleave", () => {
    const item = messageItem("", {
      content: ["one", "two"].map((text) => ({ type: "output_text", text, annotations: [] })),
    });
    const { events } = translate([
      created(),
      added(0, { ...item, content: [] }),
      textDelta(0, "on", 0),
      textDelta(0, "tw", 1),
      textDelta(0, "e", 0),
      textDelta(0, "o", 1),
      done(0, item),
      terminal([item]),
    ]);
    const deltas = lines(events).filter((line) => line.startsWith("delta"));
    expect(deltas).toEqual(["delta 0 on", "delta 0 e", "delta 1 tw", "delta 1 o"]);
  });
});

describe("what was not streamed is shown all the same", () => {
  it("arguments that come only at the end, and items only in the final response", () => {
    const a = callItem("A", '{"x":1}');
    const b = messageItem("late");
    const { events } = translate([created(), added(0, { ...a, arguments: "" }), done(0, a), terminal([a, b])]);
    expect(lines(events)).toEqual([
      "message_start",
      "start 0 tool_use",
      'delta 0 {"x":1}',
      "stop 0",
      "start 1 text",
      "delta 1 late",
      "stop 1",
      "end tool_use",
      "message_stop",
    ]);
  });

  it("a call without parameters has no delta, and its input is {}", () => {
    const call = callItem("now", "");
    const { events } = translate([created(), added(0, call), done(0, call), terminal([call])]);
    expect(lines(events)).toEqual(["message_start", "start 0 tool_use", "stop 0", "end tool_use", "message_stop"]);
    const { message } = fromOpenAIResponse({ id: "resp_1", status: "completed", output: [call] }, testContext());
    expect(message.content).toMatchObject([{ input: {} }]);
  });

  it("says when the final text differs, and lets the streamed one stand", () => {
    const { events, losses } = translate([
      ...textStream("Hello").slice(0, 3),
      done(0, messageItem("Other")),
      terminal([messageItem("Other")]),
    ]);
    expect(lines(events)).toContain("delta 0 Hello");
    expect(losses).toMatchObject([{ code: "text_diverged" }]);
  });
});

describe("reasoning", () => {
  const item = reasoningItem(["First.", "Second."]);

  it("is one thinking block; its signature holds the state of `done` and the phase of what follows", () => {
    const answer = messageItem("Hi", { phase: "commentary" });
    const { events } = translate([
      created(),
      added(0, { ...item, summary: [], encrypted_content: "gAAAinterim" }),
      summaryDelta(0, "First."),
      summaryDelta(0, "Sec", 1),
      summaryDelta(0, "ond.", 1),
      done(0, item),
      added(1, { ...answer, content: [] }),
      done(1, answer),
      terminal([item, answer]),
    ]);
    expect(lines(events).slice(1, 5)).toEqual([
      "start 0 thinking",
      "delta 0 First.",
      "delta 0 \n\nSec",
      "delta 0 ond.",
    ]);
    const signature = events.flatMap((event) =>
      event.type === "content_block_delta" && event.delta.type === "signature_delta" ? [event.delta.signature] : [],
    );
    expect(signature.map(decodeReasoningEnvelope)).toEqual([
      {
        id: "rs_1",
        encryptedContent: "gAAAAblob",
        summaryLengths: [6, 7],
        phase: "commentary",
        family: "gpt-test",
        identity: "0a1b2c3d",
      },
    ]);
  });

  it("without a summary it is a signature alone; without state either it is told as a loss", () => {
    const bare = reasoningItem([]);
    expect(lines(translate([created(), done(0, bare), terminal([bare])]).events).slice(1, 2)).toEqual([
      "start 0 thinking",
    ]);
    const nothing = { type: "reasoning", id: "rs_2", summary: [] };
    const { events, losses } = translate([created(), done(0, nothing), terminal([nothing])]);
    expect(lines(events)).toEqual(["message_start", ...tail]);
    expect(losses).toMatchObject([{ code: "reasoning_without_state", path: "output.0" }]);
  });

  it("leaves out state that is too long to be read again", () => {
    const huge = reasoningItem(["Hm"], { encrypted_content: "x".repeat(1024 * 1024) });
    const { events, losses } = translate([created(), done(0, huge), terminal([huge])]);
    expect(losses).toMatchObject([{ code: "reasoning_too_long", severity: "dropped" }]);
    expect(JSON.stringify(events).length).toBeLessThan(4000);
  });

  it("shows no text where the client wants none", () => {
    const { events } = translate([created(), summaryDelta(0, "secret"), done(0, item), terminal([item])], {
      showThinking: false,
    });
    expect(JSON.stringify(events)).not.toContain("secret");
    expect(JSON.stringify(events)).not.toContain("First");
    expect(lines(events)[1]).toBe("start 0 thinking");
  });

  it("carries `estimated_tokens: null` where the client's beta asks for the key", () => {
    const { events } = translate([created(), summaryDelta(0, "Hm"), done(0, reasoningItem(["Hm"]))], {
      betas: ["thinking-token-count"],
    });
    expect(events).toContainEqual({
      type: "content_block_delta",
      index: 0,
      delta: { type: "thinking_delta", thinking: "Hm", estimated_tokens: null },
    });
  });
});

describe("reasoning in parts", () => {
  it("keeps the order where one part comes only at its end", () => {
    const item = reasoningItem(["ONE", "TWO"]);
    const { events } = translate([
      created(),
      added(0, { ...item, summary: [] }),
      { type: "response.reasoning_summary_text.done", output_index: 0, summary_index: 0, text: "ONE" },
      summaryDelta(0, "TWO", 1),
      done(0, item),
      terminal([item]),
    ]);
    expect(lines(events).slice(2, 4)).toEqual(["delta 0 ONE", "delta 0 \n\nTWO"]);
  });
});

describe("tool calls", () => {
  it("K30: a call cut by the limit keeps its deltas, never says tool_use, and is told as a loss", () => {
    const cut = callItem("Write", '{"content":"abc', { status: "incomplete" });
    const { events, losses } = translate([
      created(),
      added(0, { ...cut, arguments: "" }),
      argumentsDelta(0, '{"content":"abc'),
      done(0, cut),
      terminal([cut], { status: "incomplete", ...{ incomplete_details: { reason: "max_output_tokens" } } }),
    ]);
    expect(lines(events).slice(-4)).toEqual(['delta 0 {"content":"abc', "stop 0", "end max_tokens", "message_stop"]);
    expect(losses).toMatchObject([{ code: "tool_call_truncated" }]);
  });

  it.each(['{"a":', "[1]", "null", "{} trailing"])(
    "K31: a completed call with arguments %s is an error both ways",
    (args) => {
      const call = callItem("Write", args);
      const { events } = translate([created(), added(0, { ...call, arguments: "" }), done(0, call), terminal([call])]);
      expect(lines(events).at(-1)).toBe("error api_error");
      expect(lines(events)).not.toContain("message_stop");
      expect(() => fromOpenAIResponse({ status: "completed", output: [call] }, testContext())).toThrow(TranspondError);
    },
  );

  it("K32: leaves empty optional arguments out where a rule says so, and nothing else", () => {
    const read = callItem("Read", '{"file_path":"/a","pages":""}');
    const write = callItem("Write", `{"content":"","pages":""}`, { call_id: "call_2" });
    const rules = { omittableArguments: { Read: { pages: ["empty_string" as const] } } };
    const { message, losses } = fromOpenAIResponse(
      { status: "completed", output: [read, write], usage },
      testContext(rules),
    );
    expect(message.content).toMatchObject([{ input: { file_path: "/a" } }, { input: { content: "", pages: "" } }]);
    expect(losses).toMatchObject([{ code: "empty_argument_omitted", path: "output.0.arguments.pages" }]);
  });

  it("restores shortened names", () => {
    const { message } = fromOpenAIResponse(
      { status: "completed", output: [callItem("short_1", "{}")] },
      testContext({ toolNames: { short_1: "mcp__a_very_long_name" } }),
    );
    expect(message.content).toMatchObject([{ name: "mcp__a_very_long_name" }]);
  });

  it("keeps the digits of large numbers in the stream", () => {
    const call = callItem("A", '{"id":12345678901234567890}');
    expect(lines(translate([created(), done(0, call), terminal([call])]).events)).toContain(
      'delta 0 {"id":12345678901234567890}',
    );
  });
});

describe("nothing goes in silence", () => {
  const annotation = { type: "url_citation", url: "https://example.com", title: "E", start_index: 0, end_index: 1 };
  it("says when a citation or a delta comes after its item was closed", () => {
    const item = messageItem("Hi");
    const late = { type: "response.output_text.annotation.added", output_index: 0, content_index: 0, annotation };
    const { losses } = translate([created(), done(0, item), late, terminal([item])]);
    expect(losses).toMatchObject([{ code: "late_event_dropped", path: "output.0" }]);
  });

  it("says when a citation comes after its part was closed", () => {
    const parts = ["one", "two"].map((text) => ({ type: "output_text", text, annotations: [] }));
    const item = messageItem("", { content: parts });
    const { losses } = translate([
      created(),
      textDelta(0, "one", 0),
      { type: "response.content_part.done", output_index: 0, content_index: 0, part: parts[0] },
      textDelta(0, "two", 1),
      { type: "response.output_text.annotation.added", output_index: 0, content_index: 0, annotation },
      done(0, item),
      terminal([item]),
    ]);
    expect(losses).toMatchObject([{ code: "late_event_dropped" }]);
  });

  it.each([
    { type: "web_search_call", id: "ws_1", status: "in_progress", action: { type: "search", query: "q" } },
    { type: "function_call", id: "fc_1", call_id: "call_1", name: "", arguments: "{" },
  ])("says when the answer ended inside a $type", (item) => {
    const { losses } = translate([created(), added(0, item), terminal([item], { status: "incomplete" })]);
    expect(losses.map((loss) => loss.code)).toContain("tool_call_truncated");
  });
});

describe("structured output and refusals", () => {
  const refusing = messageItem("", { content: [{ type: "refusal", refusal: "I cannot." }] });

  it("K12: suppresses commentary beside a format", () => {
    const output = [messageItem("Let me see", { phase: "commentary" }), messageItem("{}", { phase: "final_answer" })];
    const { message, losses } = fromOpenAIResponse(
      { status: "completed", output, usage },
      testContext({ format: true }),
    );
    expect(message.content).toEqual([{ type: "text", text: "{}", citations: null }]);
    expect(losses).toMatchObject([{ code: "commentary_suppressed", path: "output.0" }]);
  });

  it("K13: a refusal is text and explanation; beside a format explanation only", () => {
    const response = { status: "completed", output: [refusing] };
    const shown = fromOpenAIResponse(response, testContext()).message;
    expect(shown).toMatchObject({
      content: [{ text: "I cannot." }],
      stop_reason: "refusal",
      stop_details: { type: "refusal", category: null, explanation: "I cannot." },
    });
    const silent = fromOpenAIResponse(response, testContext({ format: true })).message;
    expect(silent).toMatchObject({ content: [], stop_details: { explanation: "I cannot." } });
  });

  it("K14: a policy failure is a refusal, whether before or within the stream", () => {
    const failure = {
      type: "response.failed",
      response: { id: "resp_1", status: "failed", error: { code: "bio_policy", message: "No." } },
    };
    const { events } = translate([...textStream("Part").slice(0, 3), failure]);
    expect(lines(events).slice(-3)).toEqual(["stop 0", "end refusal", "message_stop"]);
    expect(events.at(-2)).toMatchObject({ delta: { stop_details: { category: "bio" } } });
  });
});

describe("failure never looks like success", () => {
  const open = textStream("Hel").slice(0, 3);
  const nested = { type: "error", error: { type: "server_error", code: null, message: "boom" } };
  it.each<[string, UpstreamEvent[], string]>([
    ["the stream just ends", [], "error api_error"],
    [
      "a nested error, then response.failed",
      [
        nested,
        { type: "response.failed", response: { status: "failed", error: { code: "server_error", message: "boom" } } },
      ],
      "error api_error",
    ],
    ["a flat error", [{ type: "error", code: "rate_limit_exceeded", message: "slow down" }], "error rate_limit_error"],
    [
      "response.failed alone",
      [{ type: "response.failed", response: { status: "failed", error: { code: "server_error", message: "x" } } }],
      "error api_error",
    ],
    [
      "response.completed with status failed",
      [{ type: "response.completed", response: { status: "failed", error: { code: "server_error", message: "x" } } }],
      "error api_error",
    ],
    ["a bare error object", [{ type: "", error: { message: "x" } }], "error api_error"],
  ])("%s: exactly one error event, then nothing", (_name, ending, line) => {
    const { events } = translate([...open, ...ending, ...(ending.length > 0 ? textStream("more") : [])]);
    expect(lines(events)).toEqual(["message_start", "start 0 text", "delta 0 Hel", line]);
  });

  it("an event named failed fails, whatever its status says", () => {
    const response = { id: "resp_1", status: "completed", output: [messageItem("Hi")] };
    const { events } = translate([created(), { type: "response.failed", response }]);
    expect(lines(events)).toEqual(["error api_error"]);
  });

  it.each(["queued", "in_progress", "cancelled", "failed", "expired", "error"])(
    "a response with status %s is refused",
    (status) => {
      expect(() => fromOpenAIResponse({ status, output: [] }, testContext())).toThrow(TranspondError);
    },
  );

  it("before anything was shown it is an error alone", () => {
    expect(lines(translate([created(), nested]).events)).toEqual(["error api_error"]);
  });
});

describe("odd upstreams", () => {
  const whole = textStream("one", " two", " two");

  it.each<[string, (event: UpstreamEvent, i: number) => UpstreamEvent]>([
    ["no numbers", (event) => ({ ...event, sequence_number: null })],
    ["the same number on every event", (event) => ({ ...event, sequence_number: 0 })],
    ["right numbers", (event, i) => ({ ...event, sequence_number: i })],
  ])("%s: nothing is lost", (_name, number) => {
    const { events, losses } = translate(whole.map(number));
    expect(lines(events)).toEqual(lines(translate(whole).events));
    expect(losses).toEqual([]);
  });

  it("an event that was sent twice counts once, and is told", () => {
    const numbered = whole.map((event, i) => ({ ...event, sequence_number: i }));
    const twice = numbered.flatMap((event) => [event, { ...event }]);
    const { events, losses } = translate(twice);
    expect(lines(events)).toEqual(lines(translate(whole).events));
    expect(losses).toMatchObject([{ code: "repeated_event_dropped", severity: "info" }]);
  });

  it("a future event with an error of its own does not end the stream", () => {
    const future = { type: "response.future_tool.failed", error: { message: "tool" } };
    const { events, losses } = translate([...whole.slice(0, 3), future, ...whole.slice(3)]);
    expect(lines(events).at(-1)).toBe("message_stop");
    expect(losses).toMatchObject([{ code: "unknown_event" }]);
  });

  it("a call that comes twice under one id is shown once", () => {
    const call = callItem("A", "{}");
    const { events, losses } = translate([
      created(),
      done(0, call),
      done(1, { ...call, id: "fc_2" }),
      terminal([call]),
    ]);
    expect(lines(events).filter((line) => line.startsWith("start"))).toHaveLength(1);
    expect(losses).toMatchObject([{ code: "duplicate_call_dropped", path: "output.1" }]);
  });

  it("observers that throw change nothing", () => {
    const broken = () => {
      throw new Error("observer");
    };
    const options = {
      onLoss: broken,
      onContentBlock: broken,
      onMessageEnd: broken,
      onResponse: broken,
      onError: broken,
    };
    expect(lines(translate(whole, {}, options).events)).toEqual(lines(translate(whole).events));
    expect(lines(translate(whole.slice(0, 3), {}, options).events).at(-1)).toBe("error api_error");
    expect(() => fromOpenAIResponse({ status: "failed", output: [] }, testContext(), options)).toThrow(TranspondError);
  });

  it("a context of another shape is refused", () => {
    expect(() => createTranslator({ ...testContext(), v: JSON.parse("2") })).toThrow(TranspondError);
    expect(() => fromOpenAIResponse({ output: [] }, JSON.parse("null"))).toThrow(TranspondError);
  });

  it("a hundred thousand argument deltas take linear time", () => {
    const piece = "x".repeat(8);
    const count = 100_000;
    const call = callItem("Write", `{"content":"${piece.repeat(count)}"}`);
    const translator = createTranslator(testContext());
    translator.push(added(0, { ...call, arguments: "" }));
    translator.push(argumentsDelta(0, '{"content":"'));
    for (let i = 0; i < count; i++) translator.push(argumentsDelta(0, piece));
    translator.push(argumentsDelta(0, '"}'));
    translator.push(done(0, call));
    expect(lines(translator.push(terminal([call]))).at(-2)).toBe("end tool_use");
  }, 3_000);
});

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
    const { events } = translate([created(), done(0, text), terminal([text], extra)], changes);
    expect(lines(events).at(-2)).toBe(`end ${reason}`);
  });

  it("a cache pre-warm ends as max_tokens with nothing in it", () => {
    const { events } = translate([created(), terminal([])], { prewarm: true });
    expect(lines(events)).toEqual(["message_start", "end max_tokens", "message_stop"]);
  });

  it("splits OpenAI's input into what was read, written and new; the three add up", () => {
    const input_tokens_details = { cached_tokens: 40, cache_write_tokens: 10 };
    const written = { usage: { ...usage, input_tokens_details } };
    const { events, losses } = translate([created(), done(0, text), terminal([text], written)]);
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
    const { events } = translate([created(), terminal([], written)]);
    expect(events.at(-2)).toMatchObject({
      usage: { cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 7 } },
    });
  });

  it("estimates usage that never came, and says so", () => {
    const { events, losses } = translate(
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
    const { events } = translate([created(), done(0, text), terminal([text], { ...{ usage: odd } })]);
    expect(events.at(-2)).toMatchObject({
      usage: { input_tokens: 0, cache_read_input_tokens: 10, cache_creation_input_tokens: 0 },
    });
  });

  it("clamps what cannot be", () => {
    const odd = { input_tokens: 0, output_tokens: -9, output_tokens_details: { reasoning_tokens: 448 } };
    const { events } = translate([created(), done(0, text), terminal([text], { ...{ usage: odd } })]);
    expect(events.at(-2)).toMatchObject({ usage: { output_tokens: 0, output_tokens_details: { thinking_tokens: 0 } } });
  });
});

describe("stop sequences", () => {
  const run = (pieces: string[], stopSequences: string[]) => translate(textStream(...pieces), { stopSequences }).events;
  const shown = (events: StreamEvent[]) =>
    events
      .map((event) =>
        event.type === "content_block_delta" && event.delta.type === "text_delta" ? event.delta.text : "",
      )
      .join("");

  it.each<[string, string[], string[], string, string | null]>([
    ["across deltas", ["one S", "TO", "P two"], ["STOP"], "one ", "STOP"],
    ["the first to be complete wins", ["a bc STOP"], ["STOP", "bc"], "a ", "bc"],
    ["a false start is let go", ["one ST", "ART two"], ["STOP"], "one START two", null],
    ["text that could go on is let go at the end", ["one STO"], ["STOP"], "one STO", null],
    ["repeating prefixes", ["aaa", "ab"], ["aab"], "aa", "aab"],
    ["at the very start there is no block", ["STOP"], ["STOP"], "", "STOP"],
  ])("%s", (_name, pieces, sequences, text, match) => {
    const events = run(pieces, sequences);
    expect(shown(events)).toBe(text);
    expect(events.at(-2)).toMatchObject({
      delta: { stop_reason: match === null ? "end_turn" : "stop_sequence", stop_sequence: match },
    });
    expect(events.filter((event) => event.type === "content_block_start")).toHaveLength(text === "" ? 0 : 1);
  });

  it("does not look into thinking or tool input", () => {
    const call = callItem("A", '{"x":"STOP"}');
    const thought = reasoningItem(["STOP"]);
    const { message } = fromOpenAIResponse(
      { status: "completed", output: [thought, call] },
      testContext({ stopSequences: ["STOP"] }),
    );
    expect(message.stop_reason).toBe("tool_use");
  });

  it("never splits a surrogate pair, not even one that comes in halves", () => {
    const deltas = run(["ab\ud83d", "\ude00", "c"], ["x"]).flatMap((event) =>
      event.type === "content_block_delta" && event.delta.type === "text_delta" ? [event.delta.text] : [],
    );
    expect(deltas).toEqual(["ab", "😀", "c"]);
  });
});

describe("web search", () => {
  const search = {
    type: "web_search_call",
    id: "ws_abc",
    status: "completed",
    action: { type: "search", query: "tides", sources: [{ type: "url", url: "https://example.com/a" }] },
  };
  const annotation = { type: "url_citation", url: "https://example.com/a", title: "A", start_index: 0, end_index: 5 };
  const cited = messageItem("Tides rise", {
    content: [{ type: "output_text", text: "Tides rise", annotations: [annotation] }],
  });

  it("F42 is a call, its result, and citations on the text that follows; the search is counted", () => {
    const { message } = fromOpenAIResponse(
      { status: "completed", output: [search, cited] },
      testContext({ serverTools: ["web_search"] }),
    );
    expect(message.content).toMatchObject([
      { type: "server_tool_use", id: "srvtoolu_abc", name: "web_search", input: { query: "tides" } },
      {
        type: "web_search_tool_result",
        tool_use_id: "srvtoolu_abc",
        content: [{ type: "web_search_result", url: "https://example.com/a", title: "example.com", page_age: null }],
      },
      { type: "text", citations: [{ type: "web_search_result_location", cited_text: "Tides", title: "A" }] },
    ]);
    expect(message.usage.server_tool_use).toEqual({ web_search_requests: 1, web_fetch_requests: 0 });
  });

  it("quotes no more than Anthropic does, and never half a character", () => {
    const text = `${"😀".repeat(200)}`;
    const long = { ...annotation, start_index: 1, end_index: 399 };
    const item = messageItem(text, { content: [{ type: "output_text", text, annotations: [long] }] });
    const { message } = fromOpenAIResponse({ status: "completed", output: [item] }, testContext());
    expect(message.content).toMatchObject([{ citations: [{ cited_text: "😀".repeat(75) }] }]);
  });

  it("a failed search is an error result; opening a page shows nothing", () => {
    const output = [
      { ...search, status: "failed" },
      { ...search, action: { type: "open_page", url: "https://x.test" } },
    ];
    const { message, losses } = fromOpenAIResponse({ status: "completed", output }, testContext());
    expect(message.content).toMatchObject([
      { type: "server_tool_use" },
      { content: { type: "web_search_tool_result_error", error_code: "unavailable" } },
    ]);
    expect(losses.map((loss) => loss.code)).toContain("open_page_hidden");
  });
});
