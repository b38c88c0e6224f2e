import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { decodeCompactionEnvelope, encodeCompactionEnvelope } from "../../src/compaction-envelope.js";
import type { TranslationContext } from "../../src/context.js";
import { checkMessageStream, encodeServerSentEvents, fromOpenAIResponse, streamTranslator } from "../../src/index.js";
import { isObject, type JsonObject, objectAt } from "../../src/json.js";
import { testContext } from "../support/context.js";
import { anthropicJudge, hasSchema } from "../support/schema.js";
import { translate } from "../support/translate.js";
import {
  added,
  created,
  done,
  messageItem,
  terminal,
  textDelta,
  type UpstreamEvent,
} from "../support/upstream-events.js";

/** The message that the official client's beta accumulator makes of a body. */
async function betaMessage(body: ReadableStream<Uint8Array>) {
  const client = new Anthropic({
    apiKey: "test",
    maxRetries: 0,
    fetch: async () => new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } }),
  });
  const params = { model: "claude-test", max_tokens: 16, messages: [{ role: "user" as const, content: "Hi" }] };
  return client.beta.messages.stream(params).finalMessage();
}

/** The answer in all its forms: events, what the client makes of them, the translated final object, `result`. */
async function answer(events: readonly UpstreamEvent[], changes: Partial<TranslationContext>) {
  const context = testContext(changes);
  const last = objectAt(events.at(-1) ?? {}, "response");
  const stream = () => streamTranslator(iterate(events), context);
  const { message, losses } = fromOpenAIResponse(last, context);
  return {
    streamed: await translate(iterate(events), context),
    client: await betaMessage(encodeServerSentEvents(stream())),
    message,
    losses,
    result: (await stream().result).message,
  };
}

async function* iterate(events: readonly UpstreamEvent[]) {
  yield* events;
}

const hello = messageItem("Hello");
const compaction = { type: "compaction", id: "cmp_1", encrypted_content: "gAAAAdone" };
/** A stream of one text, with what the first and the last event say besides. */
const stream = (first: object = {}, final: object = {}) => [
  created(first),
  added(0, { ...hello, content: [] }),
  textDelta(0, "Hello"),
  done(0, hello),
  terminal([hello], final),
];
const startOf = (events: readonly object[]): JsonObject => {
  const [first] = events;
  return isObject(first) ? objectAt(first, "message") : {};
};

describe("a compaction of the upstream (A33, R22)", () => {
  const events = [
    created(),
    added(0, { ...compaction, encrypted_content: "gAAAAearly" }),
    done(0, compaction),
    added(1, { ...hello, content: [] }),
    textDelta(1, "Hello"),
    done(1, hello),
    terminal([compaction, hello]),
  ];
  const block = {
    type: "compaction",
    content: "[compacted]",
    encrypted_content: encodeCompactionEnvelope({ encryptedContent: "gAAAAdone", identity: "0a1b2c3d" }),
  };

  it("is a block whose one delta carries the finished state", async () => {
    const { streamed, client, message, result, losses } = await answer(events, { compaction: true });
    expect(streamed.slice(1, 4)).toEqual([
      {
        type: "content_block_start",
        index: 0,
        content_block: { type: "compaction", content: null, encrypted_content: null },
      },
      {
        type: "content_block_delta",
        index: 0,
        delta: { ...block, type: "compaction_delta" },
      },
      { type: "content_block_stop", index: 0 },
    ]);
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
    expect(message.content).toMatchObject([block, { type: "text", text: "Hello" }]);
    expect(result).toEqual(message);
    expect(client.content).toMatchObject([block, { type: "text", text: "Hello" }]);
    expect(losses).toEqual([]);
  });

  it("has failed where it has no content", async () => {
    const empty = { ...compaction, encrypted_content: "" };
    const { message, client } = await answer([created(), done(0, empty), terminal([empty])], { compaction: true });
    expect(message.content).toEqual([{ type: "compaction", content: null, encrypted_content: null }]);
    expect(client.content).toEqual(message.content);
  });

  it("is no block where nobody asked for it", async () => {
    const { message, losses } = await answer(events, {});
    expect(message.content).toMatchObject([{ type: "text" }]);
    expect(losses.map(({ code, path }) => `${code}@${path}`)).toEqual(["unsupported_output_item@output.0"]);
  });

  it("waits for its turn, whatever comes first", async () => {
    const [first, add, finish, ...rest] = events;
    const late = [first, add, ...rest.slice(0, -1), finish, rest.at(-1)].filter((event) => event !== undefined);
    const { streamed, message } = await answer(late, { compaction: true });
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
    expect(message.content).toMatchObject([block, { text: "Hello" }]);
  });

  it("counts with its whole length among what waits", async () => {
    const big = { ...compaction, encrypted_content: "g".repeat(1000) };
    const waiting = [
      created(),
      added(0, { ...hello, content: [] }),
      done(1, big),
      done(0, hello),
      terminal([hello, big]),
    ];
    const losses: string[] = [];
    const options = { maxQueuedLength: 600, onLoss: ({ code }: { code: string }) => losses.push(code) };
    await translate(iterate(waiting), testContext({ compaction: true }), options);
    expect(losses).toEqual(["stalled_item_passed_over"]);
  });

  it("is checked by the strict profile", async () => {
    const { streamed } = await answer(events, { compaction: true });
    const filled = streamed.map((event) =>
      event.type === "content_block_start" && event.index === 0
        ? { ...event, content_block: { type: "compaction", content: "early", encrypted_content: null } }
        : event,
    );
    expect(checkMessageStream(filled, { profile: "strict" }).map(({ rule }) => rule)).toEqual(["fields_missing"]);
  });

  it("comes back as it went", () => {
    const state = { encryptedContent: "gAAAA:x-_=", identity: "" };
    const text = encodeCompactionEnvelope(state);
    expect(decodeCompactionEnvelope(text)).toEqual(state);
    for (const wrong of [
      "",
      "trc1:",
      "trc1:0:",
      text.slice(0, -1),
      `x${text}`,
      text.replace("gAAAA", "gAAAB"),
      "EpwB",
    ]) {
      expect(decodeCompactionEnvelope(wrong)).toBeNull();
    }
    expect(decodeCompactionEnvelope(encodeCompactionEnvelope({ encryptedContent: "", identity: "0a" }))).toBeNull();
  });
});

describe("context_management (B.5)", () => {
  const applied_edits = [
    { type: "clear_tool_uses_20250919" as const, cleared_tool_uses: 2, cleared_input_tokens: 900 },
  ];
  it.each([[{ applied_edits }], [{ applied_edits: [] }], [null]])("%j stands in every form", async (value) => {
    const { streamed, client, message, result } = await answer(stream(), { contextManagement: value });
    expect(startOf(streamed).context_management).toEqual(value);
    expect(streamed.find(({ type }) => type === "message_delta")).toMatchObject({ context_management: value });
    for (const form of [client, message, result]) expect(form).toMatchObject({ context_management: value });
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
  });

  it("is absent where nobody asked", async () => {
    const { streamed, message } = await answer(stream(), {});
    expect(message).not.toHaveProperty("context_management");
    expect(JSON.stringify(streamed)).not.toContain("context_management");
  });
});

describe("diagnostics (B.6)", () => {
  const miss = (reason: string) => ({ type: "cache_miss", reason, cache_missed_tokens: 70 });
  const because = (type: string) => ({ cache_miss_reason: { type, cache_missed_input_tokens: 70 } });
  it.each([
    [{ type: "cache_hit" }, null],
    [miss("model_changed"), because("model_changed")],
    [miss("tools_changed"), because("tools_changed")],
    [miss("input_changed"), because("messages_changed")],
    [miss("context_compacted"), because("messages_changed")],
    [miss("verbosity_changed"), { cache_miss_reason: { type: "unavailable" } }],
    [{ type: "comparison_response_not_found" }, { cache_miss_reason: { type: "previous_message_not_found" } }],
    [{ type: "unavailable" }, { cache_miss_reason: { type: "unavailable" } }],
    [undefined, { cache_miss_reason: { type: "unavailable" } }],
  ])("%j", async (found, diagnostics) => {
    const final = found && { prompt_cache_diagnostics: found };
    const asked = { cacheDiagnostics: "requested" as const };
    const { streamed, message, result } = await answer(stream({}, final), asked);
    expect(message.diagnostics).toEqual(diagnostics);
    expect(result.diagnostics).toEqual(diagnostics);
    // A stream has only its first event to say so: there the comparison may be under way.
    expect(startOf(streamed).diagnostics).toEqual({ cache_miss_reason: null });
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
    const early = await answer(stream(final, final), asked);
    if (found) expect(early.client.diagnostics).toEqual(diagnostics);
  });

  it("is unavailable from the start where the request could not ask", async () => {
    const { client, message } = await answer(stream(), { cacheDiagnostics: "unavailable" });
    expect(message.diagnostics).toEqual({ cache_miss_reason: { type: "unavailable" } });
    expect(client.diagnostics).toEqual(message.diagnostics);
  });

  it("is null where nobody asked", async () => {
    const found = { prompt_cache_diagnostics: miss("model_changed") };
    expect((await answer(stream(found, found), {})).message.diagnostics).toBeNull();
  });
});

describe("input_transformations (B.5)", () => {
  const dropped = { type: "thinking_dropped", path: "messages.3.content.0", reason: "model_binding_mismatch" } as const;
  const context = {
    inputTransformations: [dropped],
    reasoningPaths: { rs_1: "messages.1.content.0", rs_2: "messages.11.content.0" },
  };
  const withheld = (id: string, reason: string) => ({ id, type: "reasoning", action: "removed", reason });
  const told = {
    input_transformations: [
      withheld("rs_2", "prefix_mismatch"),
      withheld("rs_1", "organization_mismatch"),
      withheld("rs_1", "turn_boundary"),
      withheld("rs_9", "model_mismatch"),
    ],
  };
  const all = [
    { type: "thinking_dropped", path: "messages.1.content.0", reason: "organization_binding_mismatch" },
    dropped,
    { type: "thinking_dropped", path: "messages.11.content.0", reason: "prefix_binding_mismatch" },
  ];

  it("holds what was not sent, in the first event alone", async () => {
    const { streamed, client, message } = await answer(stream(), context);
    expect(message.input_transformations).toEqual([dropped]);
    expect(client.input_transformations).toEqual([dropped]);
    expect(streamed.find(({ type }) => type === "message_delta")).not.toHaveProperty("input_transformations");
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
  });

  it.each([
    ["from the start", stream(told, told)],
    ["at the end", stream({}, told)],
  ])("and what the upstream withheld, told %s", async (_when, events) => {
    const { client, message, result, losses } = await answer(events, context);
    for (const form of [client, message, result]) expect(form).toMatchObject({ input_transformations: all });
    expect(losses.map(({ code, path }) => `${code}@${path}`)).toEqual(
      [0, 1, 3].map((index) => `reasoning_context_lost@input_transformations.${index}`),
    );
  });

  it.each(["constructor", "toString", "__proto__"])("names no path for the unknown id %s", async (id) => {
    const final = { input_transformations: [withheld(id, "model_mismatch")] };
    const { message, result, losses } = await answer(stream({}, final), context);
    for (const form of [message, result]) expect(form.input_transformations).toEqual([dropped]);
    expect(losses).toMatchObject([{ code: "reasoning_context_lost", path: "input_transformations.0" }]);
  });

  it("is absent without the beta; what was withheld is a loss all the same", async () => {
    const { message, losses } = await answer(stream({}, told), {});
    expect(message).not.toHaveProperty("input_transformations");
    expect(losses).toHaveLength(3);
  });
});

it("fallback credit is answered for in every form (A35)", async () => {
  const { streamed, client, message } = await answer(stream(), { fallbackCredit: true });
  const fallback_credit = { status: { type: "not_applied", reason: "not_enabled" } };
  expect(streamed.find(({ type }) => type === "message_delta")).toMatchObject({ usage: { fallback_credit } });
  for (const form of [client, message]) expect(form).toMatchObject({ usage: { fallback_credit } });
  expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
  expect((await answer(stream(), {})).message.usage).not.toHaveProperty("fallback_credit");
});

describe.skipIf(!hasSchema)(
  "Anthropic's schema, which is older than input_transformations and compaction blocks",
  () => {
    it("takes all the other keys", async () => {
      const { streamed, message } = await answer(stream(), {
        contextManagement: { applied_edits: [] },
        cacheDiagnostics: "requested",
        fallbackCredit: true,
      });
      expect(anthropicJudge("Message")(message)).toEqual([]);
      const judges = {
        message_start: anthropicJudge("MessageStartEvent"),
        message_delta: anthropicJudge("MessageDeltaEvent"),
      };
      for (const event of streamed) {
        if (event.type === "message_start" || event.type === "message_delta")
          expect(judges[event.type](event)).toEqual([]);
      }
    });
  },
);
