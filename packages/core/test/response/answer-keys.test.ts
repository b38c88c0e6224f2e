import { describe, expect, it } from "vitest";
import { checkMessageStream } from "../../src/index.js";
import { isObject, type JsonObject, objectAt } from "../../src/json.js";
import { answerForms, stream } from "../support/answer-forms.js";
import { anthropicJudge, hasSchema } from "../support/schema.js";

const startOf = (events: readonly object[]): JsonObject => {
  const [first] = events;
  return isObject(first) ? objectAt(first, "message") : {};
};

describe("context_management (B.5)", () => {
  const applied_edits = [
    { type: "clear_tool_uses_20250919" as const, cleared_tool_uses: 2, cleared_input_tokens: 900 },
  ];
  it.each([[{ applied_edits }], [{ applied_edits: [] }], [null]])("%j stands in every form", async (value) => {
    const { streamed, client, message, result } = await answerForms(stream(), { contextManagement: value });
    expect(startOf(streamed).context_management).toEqual(value);
    expect(streamed.find(({ type }) => type === "message_delta")).toMatchObject({ context_management: value });
    for (const form of [client, message, result]) expect(form).toMatchObject({ context_management: value });
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
  });

  it("is absent where nobody asked", async () => {
    const { streamed, message } = await answerForms(stream(), {});
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
    [{ ...miss("model_changed"), type: "some_future_type" }, { cache_miss_reason: { type: "unavailable" } }],
    [miss("verbosity_changed"), { cache_miss_reason: { type: "unavailable" } }],
    [{ type: "comparison_response_not_found" }, { cache_miss_reason: { type: "previous_message_not_found" } }],
    [{ type: "unavailable" }, { cache_miss_reason: { type: "unavailable" } }],
    [undefined, { cache_miss_reason: { type: "unavailable" } }],
  ])("%j", async (found, diagnostics) => {
    const final = found && { prompt_cache_diagnostics: found };
    const asked = { cacheDiagnostics: "requested" as const };
    const { streamed, message, result } = await answerForms(stream({}, final), asked);
    expect(message.diagnostics).toEqual(diagnostics);
    expect(result.diagnostics).toEqual(diagnostics);
    // A stream has only its first event to say so: there the comparison may be under way.
    expect(startOf(streamed).diagnostics).toEqual({ cache_miss_reason: null });
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
    const early = await answerForms(stream(final, final), asked);
    if (found) expect(early.client.diagnostics).toEqual(diagnostics);
  });

  it("is unavailable from the start where the request could not ask", async () => {
    const { client, message } = await answerForms(stream(), { cacheDiagnostics: "unavailable" });
    expect(message.diagnostics).toEqual({ cache_miss_reason: { type: "unavailable" } });
    expect(client.diagnostics).toEqual(message.diagnostics);
  });

  it("is null where nobody asked", async () => {
    const found = { prompt_cache_diagnostics: miss("model_changed") };
    expect((await answerForms(stream(found, found), {})).message.diagnostics).toBeNull();
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
    const { streamed, client, message } = await answerForms(stream(), context);
    expect(message.input_transformations).toEqual([dropped]);
    expect(client.input_transformations).toEqual([dropped]);
    expect(streamed.find(({ type }) => type === "message_delta")).not.toHaveProperty("input_transformations");
    expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
  });

  it.each([
    ["from the start", stream(told, told)],
    ["at the end", stream({}, told)],
  ])("and what the upstream withheld, told %s", async (_when, events) => {
    const { client, message, result, losses } = await answerForms(events, context);
    for (const form of [client, message, result]) expect(form).toMatchObject({ input_transformations: all });
    expect(losses.map(({ code, path }) => `${code}@${path}`)).toEqual(
      [0, 1, 3].map((index) => `reasoning_context_lost@input_transformations.${index}`),
    );
  });

  it.each(["constructor", "toString", "__proto__"])("names no path for the unknown id %s", async (id) => {
    const final = { input_transformations: [withheld(id, "model_mismatch")] };
    const { message, result, losses } = await answerForms(stream({}, final), context);
    for (const form of [message, result]) expect(form.input_transformations).toEqual([dropped]);
    expect(losses).toMatchObject([{ code: "reasoning_context_lost", path: "input_transformations.0" }]);
  });

  it("is absent without the beta; what was withheld is a loss all the same", async () => {
    const { message, losses } = await answerForms(stream({}, told), {});
    expect(message).not.toHaveProperty("input_transformations");
    expect(losses).toHaveLength(3);
  });
});

it("fallback credit is answered for in every form (A35)", async () => {
  const { streamed, client, message } = await answerForms(stream(), { fallbackCredit: true });
  const fallback_credit = { status: { type: "not_applied", reason: "not_enabled" } };
  expect(streamed.find(({ type }) => type === "message_delta")).toMatchObject({ usage: { fallback_credit } });
  for (const form of [client, message]) expect(form).toMatchObject({ usage: { fallback_credit } });
  expect(checkMessageStream(streamed, { profile: "strict" })).toEqual([]);
  expect((await answerForms(stream(), {})).message.usage).not.toHaveProperty("fallback_credit");
});

describe.skipIf(!hasSchema)(
  "Anthropic's schema, which is older than input_transformations and compaction blocks",
  () => {
    it("takes all the other keys", async () => {
      const { streamed, message } = await answerForms(stream(), {
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
