import type { BetaContentBlock, BetaRawContentBlockDelta } from "@anthropic-ai/sdk/resources/beta/messages/messages";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { StopReason } from "../../src/anthropic/message.js";
import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import { checkMessageStream, type Violation } from "../../src/stream/check-message-stream.js";
import { blockDeltas, deltaFields, type Phase } from "../../src/stream/grammar.js";
import { arbitraryMessageStream } from "../support/arbitrary-message-stream.js";
import { dataOf, needsCorpus, recordings } from "../support/corpus.js";
import {
  block,
  emptySearch,
  emptyText,
  emptyThinking,
  emptyTool,
  failure,
  finished,
  message,
  messageDelta,
  messageStart,
  messageStop,
  ping,
  search,
  searchResult,
  text,
  thinking,
  toolUse,
  usage,
} from "../support/message-streams.js";
import { propertyOptions } from "../support/property-options.js";

const rulesOf = (violations: Violation[]) => violations.map(({ rule }) => rule);
const strict = (events: Iterable<unknown>) => rulesOf(checkMessageStream(events, { profile: "strict" }));
const lenient = (events: Iterable<unknown>) => rulesOf(checkMessageStream(events));

const everything = finished(
  thinking(0, "Let me ", "see."),
  text(1, "I will ", "look."),
  search(2, "srvtoolu_1"),
  toolUse(4, "call_1", "", '{"path":', '"a"}'),
  toolUse(5, "call_2"),
);

const valid: Record<string, StreamEvent[]> = {
  "all kinds of block": everything,
  "no block at all": finished(),
  "pings everywhere": everything.flatMap((event) => (event === messageStop ? [event] : [event, ping])),
  "an error before anything else": [failure],
  "an error after the head": [messageStart, failure],
  "an error between blocks": [messageStart, ...text(0, "Hi"), failure],
  "an error inside a block": [messageStart, ...text(0, "Hi").slice(0, -1), ping, failure],
  "thinking with a signature only": finished(thinking(0)),
  "a tool call cut by the limit": [
    messageStart,
    ...toolUse(0, "call_1", '{"pa'),
    messageDelta({ stop_reason: "max_tokens" }),
    messageStop,
  ],
  "a stop sequence after a call": [
    messageStart,
    ...toolUse(0, "call_1", "{}"),
    messageDelta({ stop_reason: "stop_sequence", stop_sequence: "END" }),
    messageStop,
  ],
  "a refusal": [
    messageStart,
    messageDelta({ stop_reason: "refusal", stop_details: { type: "refusal", category: null, explanation: null } }),
    messageStop,
  ],
};

describe("valid streams", () => {
  for (const [name, events] of Object.entries(valid)) {
    it(`passes under both profiles: ${name}`, () => {
      expect(checkMessageStream(events)).toEqual([]);
      expect(checkMessageStream(events, { profile: "strict" })).toEqual([]);
    });
  }

  it("takes several message_delta and unknown blocks as Anthropic's, not as ours", () => {
    const twice = [messageStart, messageDelta(), messageDelta(), messageStop];
    expect(lenient(twice)).toEqual([]);
    expect(strict(twice)).toEqual(["delta_repeated"]);
    const newer = [
      messageStart,
      { type: "content_block_start", index: 0, content_block: { type: "newer" } },
      { type: "content_block_delta", index: 0, delta: { type: "newer_delta" } },
      { type: "content_block_stop", index: 0 },
      messageDelta(),
      messageStop,
    ];
    expect(lenient(newer)).toEqual([]);
    expect(strict(newer)).toEqual(["block_type"]);
  });
});

const [start0, delta0, stop0] = text(0, "Hi");
const at = (index: number, event: object | undefined) => ({ ...event, index });
const deltaOf = (delta: unknown) => ({ type: "content_block_delta", index: 0, delta });
const startOf = (content: unknown) => ({ type: "content_block_start", index: 0, content_block: content });

/** Stream, the rules that it breaks under both profiles, and those that only the strict one adds. */
const broken: Record<string, [events: unknown[], both: string[], strictOnly?: string[]]> = {
  "nothing at all": [[], ["not_ended"]],
  "no message_start": [everything.slice(1), ["start_missing"]],
  "a ping first": [[ping, ...everything], ["start_missing"]],
  "a ping before a lone error": [[ping, failure], ["start_missing"]],
  "message_start twice": [[messageStart, ...everything], ["start_repeated"]],
  "message_start in a block": [
    [messageStart, start0, messageStart, delta0, stop0, messageDelta(), messageStop],
    ["start_repeated"],
  ],
  "message_start in the tail": [[messageStart, messageDelta(), messageStart, messageStop], ["start_repeated"]],
  "cut after the head": [[messageStart], ["not_ended"]],
  "cut in a block": [[messageStart, start0, delta0], ["not_ended"]],
  "cut before message_delta": [[messageStart, ...text(0, "Hi")], ["not_ended"]],
  "cut before message_stop": [everything.slice(0, -1), ["not_ended"]],
  "two blocks open": [[messageStart, start0, delta0, ...text(1, "Ho"), messageDelta(), messageStop], ["block_open"]],
  "a delta outside of a block": [
    [messageStart, delta0, ...text(0, "Hi"), messageDelta(), messageStop],
    ["no_open_block"],
  ],
  "a block closed twice": [[messageStart, ...text(0, "Hi"), stop0, messageDelta(), messageStop], ["no_open_block"]],
  "message_delta in a block": [[messageStart, start0, delta0, messageDelta(), messageStop], ["block_open"]],
  "message_stop in a block": [[messageStart, start0, delta0, messageStop], ["block_open"]],
  "message_stop without message_delta": [[messageStart, ...text(0, "Hi"), messageStop], ["delta_missing"]],
  "a block after message_delta": [
    [messageStart, messageDelta(), ...text(0, "Hi"), messageStop],
    ["after_tail", "delta_missing"],
  ],
  "a delta after message_delta": [[messageStart, messageDelta(), delta0, messageStop], ["after_tail"]],
  "an error after message_delta": [[messageStart, messageDelta(), failure], ["after_tail"]],
  "a tail after an error": [
    [messageStart, failure, messageDelta(), messageStop],
    ["after_end", "after_end"],
  ],
  "a second error": [[messageStart, failure, failure], ["after_end"]],
  "a ping after the end": [[...everything, ping], ["after_end"]],
  "two streams in one": [[...everything, ...everything], ["after_end"]],
  "a first index of 1": [[messageStart, ...text(1, "Hi"), messageDelta(), messageStop], ["block_index"]],
  "a gap in the indices": [
    [messageStart, ...text(0, "Hi"), ...text(2, "Ho"), messageDelta(), messageStop],
    ["block_index"],
  ],
  "an index twice": [[messageStart, ...text(0, "Hi"), ...text(0, "Ho"), messageDelta(), messageStop], ["block_index"]],
  "a delta of another index": [
    [messageStart, start0, at(1, delta0), stop0, messageDelta(), messageStop],
    ["block_index"],
  ],
  "a stop of another index": [
    [messageStart, start0, delta0, at(1, stop0), messageDelta(), messageStop],
    ["block_index"],
  ],
  "an index that is a string": [
    [messageStart, { ...start0, index: "0" }, delta0, stop0, messageDelta(), messageStop],
    ["block_index"],
  ],
  "a block that is no object": [[messageStart, startOf(null), stop0, messageDelta(), messageStop], ["block_shape"]],
  "a block without a type": [[messageStart, startOf({}), stop0, messageDelta(), messageStop], ["block_shape"]],
  "tool input in a text": [
    finished(block(0, emptyText, { type: "input_json_delta", partial_json: "{}" })),
    ["delta_kind"],
    ["empty_block"],
  ],
  "text in a tool input": [finished(block(0, emptyTool("a"), { type: "text_delta", text: "x" })), ["delta_kind"]],
  "text in thinking": [
    finished(block(0, emptyThinking, { type: "text_delta", text: "x" }, { type: "signature_delta", signature: "s" })),
    ["delta_kind"],
  ],
  "a delta in a result": [
    finished(
      block(0, emptySearch("srvtoolu_s")),
      block(1, searchResult("srvtoolu_s"), { type: "text_delta", text: "x" }),
    ),
    ["delta_kind"],
  ],
  "a kind of delta that is not known": [
    [messageStart, start0, deltaOf({ type: "x" }), delta0, stop0, messageDelta(), messageStop],
    ["delta_kind"],
  ],
  "a delta without its text": [
    [messageStart, start0, deltaOf({ type: "text_delta" }), delta0, stop0, messageDelta(), messageStop],
    ["delta_shape"],
  ],
  "a delta that is a string": [
    [messageStart, start0, deltaOf("Hi"), delta0, stop0, messageDelta(), messageStop],
    ["delta_shape"],
  ],
  "two signatures": [
    finished(
      block(0, emptyThinking, { type: "signature_delta", signature: "a" }, { type: "signature_delta", signature: "b" }),
    ),
    ["signature_last"],
  ],
  "thinking after the signature": [
    finished(
      block(0, emptyThinking, { type: "signature_delta", signature: "a" }, { type: "thinking_delta", thinking: "b" }),
    ),
    ["signature_last"],
  ],
  "no stop_reason": [
    [
      messageStart,
      { ...messageDelta(), delta: { stop_reason: null, stop_sequence: null, stop_details: null, container: null } },
      messageStop,
    ],
    ["stop_reason"],
    ["fields_missing", "stop_reason"],
  ],
  "message_start without a message": [[{ type: "message_start" }, messageDelta(), messageStop], ["message_shape"]],
  "message_delta without usage": [
    [messageStart, { ...messageDelta(), usage: undefined }, messageStop],
    ["message_shape", "stop_reason"],
  ],
  "an error without a message": [[messageStart, { type: "error", error: { type: "api_error" } }], ["error_shape"]],
  "an event that is not known": [[messageStart, { type: "hello" }, messageDelta(), messageStop], ["not_an_event"]],
  "an event named like a method": [
    [messageStart, { type: "constructor" }, messageDelta(), messageStop],
    ["not_an_event"],
  ],
  // Strict only
  "a message without its nullable fields": [
    [{ type: "message_start", message: { ...message, container: undefined } }, messageDelta(), messageStop],
    [],
    ["fields_missing"],
  ],
  "a message that begins with content": [
    [
      { type: "message_start", message: { ...message, content: [{ type: "text", text: "Hi" }] } },
      messageDelta(),
      messageStop,
    ],
    [],
    ["fields_missing"],
  ],
  "a message_delta without its nullable fields": [
    [messageStart, { ...messageDelta(), delta: { stop_reason: "end_turn" } }, messageStop],
    [],
    ["fields_missing"],
  ],
  "a call without its caller": [
    [
      messageStart,
      startOf({ ...emptyTool("a"), caller: undefined }),
      stop0,
      messageDelta({ stop_reason: "tool_use" }),
      messageStop,
    ],
    [],
    ["fields_missing"],
  ],
  "an id that Anthropic would not take back": [finished(toolUse(0, "a b", "{}")), [], ["fields_missing"]],
  "an id of a server tool that Anthropic would not take back": [
    finished(search(0, "srvtoolu_a-b")),
    [],
    ["fields_missing"],
  ],
  "a result for an id that is none of a server tool": [
    finished(block(0, { ...searchResult("call_1") })),
    [],
    ["fields_missing", "tool_id"],
  ],
  "a result without content": [
    [
      ...finished(search(0, "srvtoolu_1")).slice(0, 4),
      { type: "content_block_start", index: 1, content_block: { ...searchResult("srvtoolu_1"), content: null } },
      ...finished(search(0, "srvtoolu_1")).slice(5),
    ],
    [],
    ["fields_missing"],
  ],
  "a result without its caller": [
    [
      ...finished(search(0, "srvtoolu_1")).slice(0, 4),
      { type: "content_block_start", index: 1, content_block: { ...searchResult("srvtoolu_1"), caller: null } },
      ...finished(search(0, "srvtoolu_1")).slice(5),
    ],
    [],
    ["fields_missing"],
  ],
  "an error without request_id": [[messageStart, { ...failure, request_id: undefined }], [], ["fields_missing"]],
  "an error of a type that is not known": [
    [messageStart, { ...failure, error: { type: "x", message: "" } }],
    [],
    ["fields_missing"],
  ],
  "text in the start of its block": [
    finished(block(0, { type: "text", text: "Hi", citations: null }, { type: "text_delta", text: "x" })),
    [],
    ["start_not_empty"],
  ],
  "input in the start of its block": [
    [
      messageStart,
      startOf({ ...emptyTool("a"), input: { a: 1 } }),
      stop0,
      messageDelta({ stop_reason: "tool_use" }),
      messageStop,
    ],
    [],
    ["start_not_empty"],
  ],
  "a text of nothing": [finished(block(0, emptyText)), [], ["empty_block"]],
  "a text of nothing but an empty delta": [finished(text(0, "")), [], ["empty_delta", "empty_block"]],
  "thinking without a signature": [
    finished(block(0, emptyThinking, { type: "thinking_delta", thinking: "x" })),
    [],
    ["signature_missing"],
  ],
  "thinking with an empty signature": [
    finished(block(0, emptyThinking, { type: "signature_delta", signature: "" })),
    [],
    ["signature_missing"],
  ],
  "the id of a call twice": [finished(toolUse(0, "a", "{}"), toolUse(1, "a", "{}")), [], ["tool_id"]],
  "a result without its call": [finished(block(0, searchResult("srvtoolu_s"))), [], ["tool_id"]],
  "a result twice": [finished(search(0, "srvtoolu_s"), block(2, searchResult("srvtoolu_s"))), [], ["tool_id"]],
  "tool input that was cut": [finished(toolUse(0, "a", '{"a"')), [], ["tool_input"]],
  "tool input that is an array": [finished(toolUse(0, "a", "[]")), [], ["tool_input"]],
  "tool_use without a call": [
    [messageStart, messageDelta({ stop_reason: "tool_use" }), messageStop],
    [],
    ["tool_stop_reason"],
  ],
  "a call without tool_use": [
    [messageStart, ...toolUse(0, "a"), messageDelta(), messageStop],
    [],
    ["tool_stop_reason"],
  ],
  "a stop_reason that is not known": [
    [
      messageStart,
      { ...messageDelta(), delta: { stop_reason: "bored", stop_sequence: null, stop_details: null, container: null } },
      messageStop,
    ],
    [],
    ["stop_reason"],
  ],
  "a stop sequence that is not named": [
    [messageStart, messageDelta({ stop_reason: "stop_sequence" }), messageStop],
    [],
    ["stop_details"],
  ],
  "a stop sequence at the end of a turn": [
    [messageStart, messageDelta({ stop_sequence: "END" }), messageStop],
    [],
    ["stop_details"],
  ],
  "details of a refusal at the end of a turn": [
    [messageStart, messageDelta({ stop_details: { type: "refusal", category: null, explanation: null } }), messageStop],
    [],
    ["stop_details"],
  ],
  "usage without cache counters": [
    [messageStart, { ...messageDelta(), usage: { output_tokens: 3 } }, messageStop],
    [],
    ["usage"],
  ],
  "usage below that of message_start": [
    [
      { type: "message_start", message: { ...message, usage: { ...usage, output_tokens: 9 } } },
      messageDelta(),
      messageStop,
    ],
    [],
    ["usage_decreased"],
  ],
  "usage with a negative counter": [
    [messageStart, { ...messageDelta(), usage: { ...usage, input_tokens: -1 } }, messageStop],
    [],
    ["usage"],
  ],
};

describe("broken streams", () => {
  for (const [name, [events, both, strictOnly = []]] of Object.entries(broken)) {
    it(name, () => {
      expect(lenient(events)).toEqual(both);
      expect(new Set(strict(events))).toEqual(new Set([...both, ...strictOnly]));
    });
  }
});

const phases: Phase[] = ["before", "between", "block", "tail", "ended"];
const prefixes: Record<Phase, unknown[]> = {
  before: [],
  between: [messageStart],
  block: [messageStart, start0, delta0],
  tail: [messageStart, messageDelta()],
  ended: [messageStart, failure],
};

/** What each event breaks at each place; `-` where it may stand. */
const places: Record<StreamEvent["type"], [event: unknown, Record<Phase, string>]> = {
  message_start: [
    messageStart,
    { before: "-", between: "start_repeated", block: "start_repeated", tail: "start_repeated", ended: "after_end" },
  ],
  content_block_start: [
    start0,
    { before: "start_missing", between: "-", block: "block_open", tail: "after_tail", ended: "after_end" },
  ],
  content_block_delta: [
    delta0,
    { before: "start_missing", between: "no_open_block", block: "-", tail: "after_tail", ended: "after_end" },
  ],
  content_block_stop: [
    stop0,
    { before: "start_missing", between: "no_open_block", block: "-", tail: "after_tail", ended: "after_end" },
  ],
  message_delta: [
    messageDelta(),
    { before: "start_missing", between: "-", block: "block_open", tail: "-", ended: "after_end" },
  ],
  message_stop: [
    messageStop,
    { before: "start_missing", between: "delta_missing", block: "block_open", tail: "-", ended: "after_end" },
  ],
  ping: [ping, { before: "start_missing", between: "-", block: "-", tail: "-", ended: "after_end" }],
  error: [failure, { before: "-", between: "-", block: "-", tail: "after_tail", ended: "after_end" }],
};

describe("order", () => {
  for (const [type, [event, expected]] of Object.entries(places)) {
    it(`of ${type}`, () => {
      for (const phase of phases) {
        const [prefix, rule] = [prefixes[phase], expected[phase]];
        const here = checkMessageStream([...prefix, event]).filter(
          ({ index, rule: broken }) => index === prefix.length && broken !== "block_index",
        );
        expect(rulesOf(here), phase).toEqual(rule === "-" ? [] : [rule]);
      }
    });
  }

  it("is followed behind what broke it", () => {
    const noReason = { ...messageDelta(), delta: {} };
    expect(lenient([noReason, messageStop])).toEqual(["start_missing", "stop_reason"]);
    expect(lenient([messageStart, start0, delta0, noReason, messageStop])).toEqual(["block_open", "stop_reason"]);
    expect(lenient([messageStart, messageDelta(), ...text(1, "Hi"), failure])).toEqual(["after_tail", "block_index"]);
    expect(lenient([failure, { type: "message_start" }, failure])).toEqual(["after_end", "message_shape"]);
  });
});

/** Whether tool input may be cut, calls may stand, and text may stand alone with each stop_reason. */
const reasons: { reason: StopReason; cut: boolean; calls: boolean; alone: boolean }[] = [
  { reason: "end_turn", cut: false, calls: false, alone: true },
  { reason: "pause_turn", cut: false, calls: false, alone: true },
  { reason: "tool_use", cut: false, calls: true, alone: false },
  { reason: "stop_sequence", cut: false, calls: true, alone: true },
  { reason: "max_tokens", cut: true, calls: true, alone: true },
  { reason: "refusal", cut: true, calls: true, alone: true },
  { reason: "model_context_window_exceeded", cut: true, calls: true, alone: true },
];

describe("stop_reason under the strict profile", () => {
  for (const { reason, cut, calls, alone } of reasons) {
    it(reason, () => {
      const tail = [
        messageDelta({ stop_reason: reason, stop_sequence: reason === "stop_sequence" ? "END" : null }),
        messageStop,
      ];
      expect(strict([messageStart, ...text(0, "Hi"), ...tail])).toEqual(alone ? [] : ["tool_stop_reason"]);
      expect(strict([messageStart, ...toolUse(0, "a", "{}"), ...tail])).toEqual(calls ? [] : ["tool_stop_reason"]);
      expect(strict([messageStart, ...toolUse(0, "a", '{"a'), ...tail]).includes("tool_input")).toBe(!cut);
    });
  }
});

describe("how violations are reported", () => {
  it("names the position, and the number of events where the end is missing", () => {
    expect(checkMessageStream([messageStart, ping, delta0, failure])).toEqual([
      { rule: "no_open_block", index: 2, message: "content_block_delta: No content block is open (G4)." },
    ]);
    expect(checkMessageStream([messageStart, ping])).toEqual([
      { rule: "not_ended", index: 2, message: "end: The stream ended without message_stop or error (G9, G12)." },
    ]);
  });

  it("takes iterables, and async iterables as a promise", async () => {
    const source = async function* () {
      yield* everything.slice(1);
    };
    expect(checkMessageStream(new Set(everything))).toEqual([]);
    const violations = checkMessageStream(source());
    expectTypeOf(violations).toEqualTypeOf<Promise<Violation[]>>();
    expect(rulesOf(await violations)).toEqual(["start_missing"]);
  });

  it("rejects only with what the source throws", async () => {
    const source = async function* () {
      yield messageStart;
      throw new RangeError("gone");
    };
    await expect(checkMessageStream(source())).rejects.toThrow("gone");
  });

  it("never repeats content", () => {
    const secret = "sk-secret-0123456789";
    const hostile: unknown[] = [
      { type: secret },
      { type: "message_start", message: { model: secret, [secret]: 1 } },
      { type: "content_block_start", index: secret, content_block: { type: secret, id: secret } },
      { type: "content_block_delta", index: secret, delta: { type: secret, text: secret } },
      { type: "content_block_stop", index: secret },
      { type: "message_delta", delta: { stop_reason: secret }, usage: { input_tokens: secret } },
      { type: "error", error: { type: secret, message: secret } },
    ];
    const violations = checkMessageStream(hostile, { profile: "strict" });
    expect(violations.length).toBeGreaterThan(5);
    expect(JSON.stringify(violations)).not.toContain(secret);
  });

  it("is linear: one block of many deltas and many blocks", () => {
    const pieces = Array.from({ length: 50_000 }, () => '"aaaa",');
    const long = finished(toolUse(0, "a", '{"a":[', ...pieces, "0]}"));
    const many = finished(...Array.from({ length: 20_000 }, (_, index) => toolUse(index, `call_${index}`, "{}")));
    const start = performance.now();
    expect(strict(long)).toEqual([]);
    expect(strict(many)).toEqual([]);
    // Quadratic work over this many events takes minutes.
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe("tables of the grammar", () => {
  it("know every block and kind of delta that the SDK has", () => {
    const blocks: Record<BetaContentBlock["type"], true> = {
      text: true,
      thinking: true,
      redacted_thinking: true,
      tool_use: true,
      server_tool_use: true,
      mcp_tool_use: true,
      web_search_tool_result: true,
      web_fetch_tool_result: true,
      advisor_tool_result: true,
      code_execution_tool_result: true,
      bash_code_execution_tool_result: true,
      text_editor_code_execution_tool_result: true,
      tool_search_tool_result: true,
      mcp_tool_result: true,
      mcp_tool_listing: true,
      container_upload: true,
      compaction: true,
      fallback: true,
    };
    const deltas: Record<BetaRawContentBlockDelta["type"], true> = {
      text_delta: true,
      citations_delta: true,
      thinking_delta: true,
      signature_delta: true,
      input_json_delta: true,
      compaction_delta: true,
    };
    expect([...blockDeltas.keys()].sort()).toEqual(Object.keys(blocks).sort());
    expect([...deltaFields.keys()].sort()).toEqual(Object.keys(deltas).sort());
  });
});

/** Genuine recordings that are no valid stream, and why. */
const exceptions: Record<string, [reason: string, ...rules: string[]]> = {
  "ai__anthropic_anthropic-tool-search-bm25.1__a69151.sse": ["two answers in one file", "after_end"],
  "ai__anthropic_anthropic-tool-search-deferred-bm25__887c82.sse": [
    "three answers in one file",
    "after_end",
    "after_end",
  ],
  "ai__anthropic_anthropic-tool-search-deferred-regex__002403.sse": [
    "three answers in one file",
    "after_end",
    "after_end",
  ],
  "ai__anthropic_anthropic-tool-search-regex.1__cdaf96.sse": ["two answers in one file", "after_end"],
  "ai__anthropic_duplicate-message-start__cc8c9c.sse": ["edited to hold a second message_start", "start_repeated"],
  "anthropic-sdk-python__streaming_incomplete_partial_json_response__e0e79e.sse": [
    "edited: the last content_block_stop was cut out",
    "block_open",
  ],
};

const genuine = recordings("anthropic-streams");

describe.skipIf(genuine.length === 0)(`Anthropic's own streams${needsCorpus}`, () => {
  it("are all there", () => expect(genuine.length).toBeGreaterThanOrEqual(191));

  for (const { name, text: recorded } of genuine) {
    it(name, () => {
      const [, ...expected] = exceptions[name] ?? [""];
      const events = dataOf(recorded);
      expect(events.length).toBeGreaterThan(1);
      expect(lenient(events)).toEqual(expected);
    });
  }
});

type Loose = { type: string; index?: unknown; delta?: unknown };
const deltaKinds = [...deltaFields.keys()];

/** Changes of a valid stream, each with the events that it breaks the stream by. */
const mutations: Record<
  string,
  { of: (event: StreamEvent, events: StreamEvent[]) => boolean; make: (events: StreamEvent[], at: number) => unknown[] }
> = {
  delete: {
    // An answer that an error ends may stop anywhere, so one without its last event is valid.
    of: (event, events) => {
      const next = events.slice(events.indexOf(event) + 1).find(({ type }) => type !== "ping");
      return !["ping", "content_block_delta"].includes(event.type) && next?.type !== "error";
    },
    make: (events, position) => events.filter((_, other) => other !== position),
  },
  duplicate: {
    of: (event) =>
      event.type === "content_block_delta"
        ? event.delta.type === "signature_delta"
        : event.type !== "ping" && event.type !== "message_delta",
    make: (events, position) => [...events.slice(0, position + 1), ...events.slice(position)],
  },
  swap: {
    of: (event, events) => {
      const next = events[events.indexOf(event) + 1];
      return (
        next !== undefined &&
        event.type !== next.type &&
        event.type !== "ping" &&
        next.type !== "ping" &&
        next.type !== "error"
      );
    },
    make: (events, position) => [
      ...events.slice(0, position),
      ...events.slice(position + 1, position + 2),
      ...events.slice(position, position + 1),
      ...events.slice(position + 2),
    ],
  },
  reindex: {
    of: (event) => "index" in event,
    make: (events, position) =>
      events.map((event, other) =>
        other === position && "index" in event ? { ...event, index: event.index + 1 } : event,
      ),
  },
  change_delta: {
    of: ({ type }) => type === "content_block_delta",
    make: (events, position) => {
      const event: Loose | undefined = events[position];
      const block = events.slice(0, position).findLast((before) => before.type === "content_block_start");
      const takes = block?.type === "content_block_start" ? (blockDeltas.get(block.content_block.type) ?? []) : [];
      const kind = deltaKinds.find((other) => !takes.includes(other));
      return events.map((other, place) => (place === position ? { ...event, delta: { type: kind } } : other));
    },
  },
};

describe("properties", () => {
  it("valid streams are valid under both profiles", () => {
    fc.assert(
      fc.property(arbitraryMessageStream, (events) => {
        expect(lenient(events)).toEqual([]);
        expect(strict(events)).toEqual([]);
      }),
      propertyOptions,
    );
  });

  for (const [name, { of, make }] of Object.entries(mutations)) {
    it(`catches every stream with one event changed: ${name}`, () => {
      let tried = 0;
      fc.assert(
        fc.property(arbitraryMessageStream, (events) => {
          events.forEach((event, position) => {
            if (!of(event, events)) return;
            tried++;
            expect(lenient(make(events, position)), `${name} ${event.type} at ${position}`).not.toEqual([]);
          });
        }),
        propertyOptions,
      );
      expect(tried).toBeGreaterThan(propertyOptions.numRuns);
    });
  }

  it("hostile values never throw, and break a few rules each at most", () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true });
    const type = fc.constantFrom(
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
      "ping",
      "error",
    );
    const hostileField = fc.oneof(
      anything,
      fc.dictionary(fc.constantFrom("type", "index", "text", "stop_reason", "usage"), anything),
    );
    const event = fc.oneof(
      anything,
      fc.constantFrom(...everything),
      fc.record(
        {
          type: fc.oneof({ arbitrary: type, weight: 5 }, { arbitrary: anything, weight: 1 }),
          index: fc.oneof(fc.nat({ max: 3 }), anything),
          message: hostileField,
          content_block: fc.oneof(
            hostileField,
            fc.record({ type: fc.constantFrom("text", "tool_use", "__proto__", "thinking"), id: anything }),
          ),
          delta: fc.oneof(
            hostileField,
            fc.record({ type: fc.constantFrom(...deltaKinds, "toString"), partial_json: anything, text: anything }),
          ),
          usage: hostileField,
          error: hostileField,
        },
        { requiredKeys: ["type"] },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 30 }),
        fc.constantFrom("anthropic" as const, "strict" as const),
        (events, profile) => {
          const perEvent = new Map<number, number>();
          for (const { index } of checkMessageStream(events, { profile }))
            perEvent.set(index, (perEvent.get(index) ?? 0) + 1);
          expect(Math.max(0, ...perEvent.values())).toBeLessThanOrEqual(8);
        },
      ),
      propertyOptions,
    );
  });

  it("what is no stream at all is a violation, too", () => {
    for (const value of [null, undefined, 7, "message_stop", {}]) {
      expect(Reflect.apply(checkMessageStream, undefined, [value])).toHaveLength(2);
    }
  });
});
