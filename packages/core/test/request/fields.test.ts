import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { assertCountTokensRequest, toCountableRequest, toOpenAIRequest } from "../../src/request/to-openai-request.js";
import { assistant, call, codes, ephemeral, refusal, request, result, text, tool, translate, user } from "./support.js";

const sent = (fields: object, options = {}) => {
  const { request, context, losses } = translate({ ...fields }, options);
  return { request, context, losses: codes(losses) };
};

describe("always", () => {
  test("stateless, and no field beyond the need (A38 to A40)", () => {
    const { request, context, losses } = sent({});
    expect(request).toEqual({
      model: "gpt-5.6-sol",
      input: [{ type: "message", role: "user", content: [{ type: "input_text", text: "Hello" }] }],
      max_output_tokens: 1000,
      store: false,
      include: ["reasoning.encrypted_content"],
    });
    expect(losses).toEqual([]);
    expect(context).toEqual({
      v: 1,
      model: "claude-test",
      upstreamModel: "gpt-5.6-sol",
      family: "gpt-5.6-sol",
      identity: "",
      toolNames: {},
      omittableArguments: {},
      stopSequences: [],
      format: false,
      showThinking: false,
      serverTools: [],
      maxOutputTokens: 1000,
      contextWindow: 1_050_000,
      speed: null,
      betas: [],
      paths: { input: [["messages.0.content"]], tools: [] },
    });
    expect(JSON.parse(JSON.stringify(context))).toEqual(context);
  });

  test("a model that does not reason is asked for no reasoning", () => {
    expect(sent({}, { model: "gpt-4o" }).request).not.toHaveProperty("include");
  });

  test("paths lead back to the client's blocks", () => {
    const { context } = sent({
      system: [text("a"), text("b")],
      tools: [tool("A")],
      messages: [
        user(text("a")),
        assistant(text("x"), call("t")),
        user(result("t", [text("1"), text("2")]), text("c")),
      ],
    });
    expect(context.paths).toEqual({
      input: [
        ["system.0", "system.1"],
        ["messages.0.content.0"],
        "messages.1.content.0",
        "messages.1.content.1",
        ["messages.2.content.0.content.0", "messages.2.content.0.content.1"],
        ["messages.2.content.1"],
      ],
      tools: ["tools.0"],
    });
  });
});

describe("limits", () => {
  test.each([
    [64_000, "gpt-5.6-sol", 64_000, []],
    [200_000, "gpt-5.6-sol", 128_000, ["max_tokens_clamped@max_tokens"]],
    [200_000, "some-other-model", 200_000, []],
    [16, "gpt-5.6-sol", 16, []],
    [15, "gpt-5.6-sol", 16, ["max_tokens_floor@max_tokens"]],
    [1, "gpt-4o", 16, ["max_tokens_floor@max_tokens"]],
  ])("max_tokens %i for %s is %i (A2, A3, F44)", (max_tokens, model, expected, losses) => {
    const result = sent({ max_tokens }, { model });
    expect(result.request.max_output_tokens).toBe(expected);
    expect(result.context.maxOutputTokens).toBe(expected);
    expect(result.losses).toEqual(losses);
  });

  test("0 warms the cache where the model can (A4)", () => {
    const { request, context } = sent({ max_tokens: 0 });
    expect(request.prompt_cache_options).toEqual({ prewarm: true });
    expect(context.prewarm).toBe(true);
    expect(refusal({ max_tokens: 0 }, { model: "gpt-5.5" }).message).toBe(
      "max_tokens: Input should be greater than or equal to 1",
    );
  });

  test("stop sequences are kept for the way back (A7, K20)", () => {
    const { request, context, losses } = sent({ stop_sequences: ["END", "\nHuman:"] });
    expect(request).not.toHaveProperty("stop");
    expect(context.stopSequences).toEqual(["END", "\nHuman:"]);
    expect(losses).toEqual(["stop_sequence_emulated@stop_sequences"]);
    expect(sent({ stop_sequences: [] }).losses).toEqual([]);
    expect(refusal({ stop_sequences: ["a", " \n"] }).path).toBe("stop_sequences");
  });

  test("a body that is only counted needs no max_tokens", () => {
    const body: unknown = { model: "claude-test", messages: [{ role: "user", content: "a" }] };
    assertCountTokensRequest(body);
    expect(toCountableRequest(body, { model: "gpt-5.5" }).request).not.toHaveProperty("max_output_tokens");
  });
});

describe("thinking and effort (A.6)", () => {
  test.each([
    [
      "adaptive, no effort (K3)",
      { thinking: { type: "adaptive" } },
      "gpt-5.6-sol",
      { effort: "high", summary: "auto" },
      [],
    ],
    [
      "adaptive, low",
      { thinking: { type: "adaptive" }, effort: "low" },
      "gpt-5.6-sol",
      { effort: "low", summary: "auto" },
      [],
    ],
    ["effort alone", { effort: "medium" }, "gpt-5.6-sol", { effort: "medium" }, []],
    ["nothing", {}, "gpt-5.6-sol", undefined, []],
    ["max where it is taken (F32)", { effort: "max" }, "gpt-6-astra", { effort: "max" }, []],
    ["max above the model", { effort: "max" }, "gpt-5.4", { effort: "xhigh" }, ["effort_clamped@output_config.effort"]],
    [
      "xhigh above the model",
      { effort: "xhigh" },
      "gpt-5",
      { effort: "high" },
      ["effort_clamped@output_config.effort"],
    ],
    [
      "low below the model",
      { effort: "low" },
      "gpt-5-pro",
      { effort: "high" },
      ["effort_clamped@output_config.effort"],
    ],
    ["high for an unknown model", { effort: "high" }, "some-other-model", { effort: "high" }, []],
    ...(
      [
        [1024, "low"],
        [4095, "low"],
        [4096, "medium"],
        [16_383, "medium"],
        [16_384, "high"],
        [32_767, "high"],
        [32_768, "xhigh"],
      ] as const
    ).map(([budget_tokens, effort]): [string, object, string, object, string[]] => [
      `a budget of ${budget_tokens}`,
      { thinking: { type: "enabled", budget_tokens }, max_tokens: 64_000 },
      "gpt-5.6-sol",
      { effort, summary: "auto" },
      ["thinking_budget_approximated@thinking.budget_tokens"],
    ]),
    [
      "an effort beside a budget wins",
      { thinking: { type: "enabled", budget_tokens: 1024 }, effort: "max", max_tokens: 2000 },
      "gpt-5.6-sol",
      { effort: "max", summary: "auto" },
      ["thinking_budget_approximated@thinking.budget_tokens"],
    ],
    ["disabled (F31)", { thinking: { type: "disabled" } }, "gpt-5.6-sol", { effort: "none" }, []],
    [
      "disabled, minimal at least",
      { thinking: { type: "disabled" } },
      "gpt-5",
      { effort: "minimal" },
      ["thinking_not_disableable@thinking"],
    ],
    [
      "disabled, low at least",
      { thinking: { type: "disabled" } },
      "gpt-6-astra",
      { effort: "low" },
      ["thinking_not_disableable@thinking"],
    ],
    [
      "disabled wins over an effort (trap 26)",
      { thinking: { type: "disabled" }, effort: "high" },
      "gpt-5.6-sol",
      { effort: "none" },
      ["effort_ignored@output_config.effort"],
    ],
    [
      "between tools",
      { thinking: { type: "between_tools" } },
      "gpt-5.6-sol",
      { effort: "low", summary: "auto" },
      ["between_tools_unsupported@thinking"],
    ],
    [
      "adaptive, no reasoning",
      { thinking: { type: "adaptive" } },
      "gpt-4o",
      undefined,
      ["thinking_unsupported@thinking"],
    ],
    ["effort, no reasoning", { effort: "high" }, "gpt-4o", undefined, ["thinking_unsupported@output_config.effort"]],
    ["disabled, no reasoning", { thinking: { type: "disabled" } }, "gpt-4o", undefined, []],
    ["omitted", { thinking: { type: "adaptive", display: "omitted" } }, "gpt-5.5", { effort: "high" }, []],
    [
      "summarized",
      { thinking: { type: "adaptive", display: "summarized" } },
      "gpt-5.5",
      { effort: "high", summary: "auto" },
      [],
    ],
    [
      "updates",
      { thinking: { type: "adaptive", display: "updates" } },
      "gpt-5.5",
      { effort: "high", summary: "concise" },
      ["display_updates@thinking.display"],
    ],
    [
      "updates of an older model",
      { thinking: { type: "adaptive", display: "updates" } },
      "o3",
      { effort: "high", summary: "auto" },
      ["display_updates@thinking.display"],
    ],
  ])("%s", (_name, fields, model, reasoning, losses) => {
    const { effort, ...rest } = { effort: undefined, ...fields };
    const result = sent({ ...rest, ...(effort !== undefined && { output_config: { effort } }) }, { model });
    expect(result.request.reasoning).toEqual(reasoning);
    expect(result.losses).toEqual(losses);
    expect(result.context.showThinking).toBe(reasoning !== undefined && "summary" in reasoning);
  });

  test.each([
    [
      { thinking: { type: "enabled", budget_tokens: 1023 } },
      "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
    ],
    [
      { thinking: { type: "enabled", budget_tokens: 1024 }, max_tokens: 1024 },
      "max_tokens: `max_tokens` must be greater than `thinking.budget_tokens`",
    ],
    [{ thinking: { type: "enabled" } }, "thinking.enabled.budget_tokens: Field required"],
    [{ thinking: {} }, "thinking.type: Field required"],
  ])("%j is refused", (fields, message) => {
    expect(refusal(fields).message).toBe(message);
  });

  test("interleaved thinking may think beyond one answer's limit", () => {
    const fields = { thinking: { type: "enabled", budget_tokens: 31_999 }, max_tokens: 2000 };
    const headers = { "anthropic-beta": "claude-code-20250219, interleaved-thinking-2025-05-14" };
    expect(sent(fields, { headers }).request.reasoning).toEqual({ effort: "high", summary: "auto" });
  });
});

describe("sampling (A9 to A11, F43)", () => {
  test.each([
    ["gpt-4o", {}, { temperature: 0.3, top_p: 0.9 }, { temperature: 0.3, top_p: 0.9 }, []],
    ["gpt-4o", {}, { temperature: 1 }, { temperature: 1 }, []],
    ["gpt-5.1", {}, { temperature: 0.3 }, { temperature: 0.3 }, []],
    ["gpt-5.1", { thinking: { type: "adaptive" } }, { temperature: 0.3 }, {}, ["sampling_dropped@temperature"]],
    ["gpt-5.6-sol", { thinking: { type: "disabled" } }, { temperature: 0.3 }, { temperature: 0.3 }, []],
    [
      "gpt-5.6-sol",
      {},
      { temperature: 0.3, top_p: 0.5 },
      {},
      ["sampling_dropped@temperature", "sampling_dropped@top_p"],
    ],
    ["gpt-6-astra", {}, { temperature: 1 }, {}, ["sampling_default_omitted@temperature"]],
    ["gpt-5", {}, { top_p: 1 }, {}, ["sampling_default_omitted@top_p"]],
    ["some-other-model", {}, { temperature: 0 }, {}, ["sampling_dropped@temperature"]],
    ["gpt-4o", {}, { top_k: 5 }, {}, ["sampling_dropped@top_k"]],
  ])("%s with %j: %j", (model, fields, parameters, expected, losses) => {
    const result = sent({ ...fields, ...parameters }, { model });
    expect(result.request.temperature).toBe("temperature" in expected ? expected.temperature : undefined);
    expect(result.request.top_p).toBe("top_p" in expected ? expected.top_p : undefined);
    expect(result.losses).toEqual(losses);
  });
});

describe("structured output (A.7)", () => {
  const closed = { type: "object", properties: {}, required: [], additionalProperties: false };
  const format = (schema: object) => ({ type: "json_schema", schema });

  test.each([
    ["output_config", { output_config: { format: format(closed) } }],
    ["output_format", { output_format: format(closed) }],
    ["both, the same", { output_config: { format: format(closed) }, output_format: format(closed) }],
  ])("from %s (A18)", (_name, fields) => {
    const { request, context, losses } = sent(fields);
    expect(request.text).toEqual({ format: { type: "json_schema", name: "response", schema: closed, strict: true } });
    expect(context.format).toBe(true);
    expect(losses).toEqual([]);
  });

  test("a schema outside the strict subset guides, with a loss (K11)", () => {
    const schema = { type: "object", properties: { a: { type: "string" } } };
    const { request, losses } = sent({ output_config: { format: format(schema) } });
    expect(request.text?.format).toEqual({ type: "json_schema", name: "response", schema, strict: false });
    expect(losses).toEqual(["schema_not_enforced@output_config.format"]);
  });

  test.each([{ type: "array", items: {} }, { anyOf: [] }, { type: "string" }])(
    "the root %j is refused (S4)",
    (schema) => {
      expect(refusal({ output_format: format(schema) }).path).toBe("output_format.schema.type");
    },
  );

  test("two different ones are refused", () => {
    const fields = { output_config: { format: format(closed) }, output_format: format({ type: "object" }) };
    expect(refusal(fields).path).toBe("output_format");
  });

  test("a budget for the task is reported (A19)", () => {
    expect(sent({ output_config: { task_budget: { type: "tokens", total: 9 } } }).losses).toEqual([
      "task_budget_ignored@output_config.task_budget",
    ]);
  });
});

describe("prompt cache (A.8)", () => {
  const marked = (ttl?: string) => ({ cache_control: { type: "ephemeral", ...(ttl && { ttl }) } });

  test.each([
    [undefined, { mode: "explicit" }, []],
    ["5m", { mode: "explicit" }, []],
    ["1h", { mode: "explicit", ttl: "12h" }, ["cache_ttl_rounded@messages.0.content.0.cache_control"]],
  ])("a marker of %s (C1, C3, K19)", (ttl, breakpoint, losses) => {
    const { request, losses: found } = sent({ messages: [user(text("a", marked(ttl)))] });
    expect(request.input).toMatchObject([{ content: [{ prompt_cache_breakpoint: breakpoint }] }]);
    expect(request).not.toHaveProperty("prompt_cache_options");
    expect(found).toEqual(losses);
  });

  test("models before 5.6 cache by themselves and get neither field (C8)", () => {
    const { request, losses } = sent({ messages: [user(text("a", marked()))], ...ephemeral }, { model: "gpt-5.5" });
    expect(JSON.stringify(request)).not.toContain("prompt_cache");
    expect(losses).toEqual([
      "cache_control_automatic@messages.0.content.0.cache_control",
      "cache_control_automatic@cache_control",
    ]);
  });

  test("a marker on images and files (C1)", () => {
    const png = { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBOR" }, ...marked() };
    const pdf = { type: "document", source: { type: "url", url: "https://a.example/a.pdf" }, title: "T", ...marked() };
    expect(sent({ messages: [user(png, pdf)] }).request.input).toMatchObject([
      {
        content: [
          { prompt_cache_breakpoint: {} },
          { text: "Document: T" },
          { type: "input_file", prompt_cache_breakpoint: {} },
        ],
      },
    ]);
  });

  test("a marker on an assistant's block moves to the next part (C2)", () => {
    const messages = [user(text("a")), assistant(text("b", marked())), user(text("c"), text("d"))];
    const { request, losses } = sent({ messages });
    expect(request.input[2]).toEqual({
      type: "message",
      role: "user",
      content: [
        { type: "input_text", text: "c", prompt_cache_breakpoint: { mode: "explicit" } },
        { type: "input_text", text: "d" },
      ],
    });
    expect(losses).toEqual(["cache_marker_moved@messages.1.content.0.cache_control"]);
  });

  test("a marker that finds no part is dropped with a loss", () => {
    const last = sent({ messages: [user(text("a")), assistant(text("b", marked()))] });
    expect(last.losses).toContain("cache_marker_dropped@messages.1.content.0.cache_control");
    const empty = sent({ messages: [user(text("a")), assistant(call("t")), user(result("t", "", marked()))] });
    expect(empty.losses).toEqual(["cache_marker_dropped@messages.2.content.0.cache_control"]);
  });

  test("five markers are refused, wherever they stand (C5)", () => {
    const four = { system: [text("a", marked()), text("b", marked())], tools: [tool("A", {}, marked())] };
    const messages = (...rest: object[]) => ({ messages: [user(...rest)] });
    expect(sent({ ...four, ...messages(text("c", marked())) }).request.model).toBe("gpt-5.6-sol");
    expect(refusal({ ...four, ...messages(text("c", marked()), text("d", marked())) }).message).toBe(
      "A maximum of 4 blocks with cache_control may be provided. Found 5.",
    );
  });

  test.each([
    [{ type: "ephemeral" }, { mode: "implicit" }, []],
    [{ type: "ephemeral", ttl: "1h" }, { mode: "implicit", ttl: "12h" }, ["cache_ttl_rounded@cache_control"]],
  ])("the top-level marker %j is automatic caching (A22)", (cache_control, options, losses) => {
    const result = sent({ cache_control });
    expect(result.request.prompt_cache_options).toEqual(options);
    expect(result.losses).toEqual(losses);
  });
});

describe("who asks (A12, A13, K37)", () => {
  const sha = (value: string) => createHash("sha256").update(value).digest("hex");
  const hmac = (value: string) => createHmac("sha256", "key").update(value).digest("hex");
  const json = JSON.stringify({ device_id: "d", account_uuid: "a", session_id: "s" });

  test.each([
    ["an opaque id", "user-1", "user-1", false],
    ["Claude Code's JSON", json, "da", true],
    ["an older Claude Code's", "user_x_account_y_session_z", "user_x_account_y", true],
    ["JSON of another kind", '{"id":1}', '{"id":1}', false],
    ["a JSON string", '"x"', '"x"', false],
  ])("%s is hashed, never sent", (_name, user_id, person, hasSession) => {
    const { request, losses } = sent({ metadata: { user_id } });
    expect(request.safety_identifier).toBe(sha(person));
    expect(losses).toEqual(["user_id_hashed@metadata.user_id"]);
    expect(request.prompt_cache_key !== undefined).toBe(hasSession);
    expect(JSON.stringify(request)).not.toContain(JSON.stringify(user_id));
    expect(sent({ metadata: { user_id } }, { hashKey: "key" }).request.safety_identifier).toBe(hmac(person));
  });

  const keyOf = (fields: object, headers: object = {}, model = "gpt-5.6-sol") =>
    sent(fields, { model, headers: { "X-Claude-Code-Session-Id": "s1", ...headers } }).request.prompt_cache_key;

  test("the cache key is one per session, agent, model and system prompt (F30, F34)", () => {
    const key = keyOf({ system: "a" });
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(keyOf({ system: "a", messages: [user(text("other"))] })).toBe(key);
    expect(keyOf({ system: "b" })).not.toBe(key);
    expect(keyOf({ system: "a" }, { "x-claude-code-agent-id": "1" })).not.toBe(key);
    expect(keyOf({ system: "a" }, {}, "gpt-5.5")).not.toBe(key);
    expect(keyOf({ system: "a" }, { "X-Claude-Code-Session-Id": "s2" })).not.toBe(key);
    expect(sent({ system: "a" }).request.prompt_cache_key).toBeUndefined();
  });

  test("Claude Code's attribution line does not change it (F33)", () => {
    const system = (cch: string) => [text(`x-anthropic-billing-header: cch=${cch};`), text("You are")];
    expect(keyOf({ system: system("1") })).toBe(keyOf({ system: system("2") }));
  });

  test("the upstream's identity is hashed, whoever it was the last time", () => {
    const identityOf = (identity: string, hashKey?: string) => sent({}, { identity, hashKey }).context.identity;
    for (const identity of ["https://api.example", "https://api.example", "a", "https://api.example"]) {
      expect(identityOf(identity)).toBe(sha(identity).slice(0, 16));
      expect(identityOf(identity, "key")).toBe(hmac(identity).slice(0, 16));
      expect(identityOf(identity, "key")).toBe(hmac(identity).slice(0, 16));
    }
    expect(identityOf("a", "key")).toBe(hmac("a").slice(0, 16));
  });
});

describe("tier and speed (A14, A15)", () => {
  test.each([
    [{}, undefined, null],
    [{ service_tier: "auto" }, "auto", null],
    [{ service_tier: "standard_only" }, "default", null],
    [{ speed: "standard" }, undefined, "standard"],
    [{ speed: "fast" }, "fast", "fast"],
    [{ speed: "fast", service_tier: "auto" }, "fast", "fast"],
  ])("%j", (fields, tier, speed) => {
    const { request, context, losses } = sent(fields);
    expect(request.service_tier).toBe(tier);
    expect(context.speed).toBe(speed);
    expect(losses).toEqual([]);
  });

  test("fast and standard_only contradict each other", () => {
    expect(refusal({ speed: "fast", service_tier: "standard_only" }).path).toBe("speed");
  });
});

describe("fields without a counterpart (A19 to A37)", () => {
  test.each([
    [{ container: null }, []],
    [{ container: { id: null, skills: [] } }, []],
    [{ diagnostics: { previous_message_id: null } }, []],
    [{ diagnostics: { previous_message_id: "msg_1" } }, []],
    [{ inference_geo: null }, []],
    [{ user_profile_id: "p" }, ["user_profile_ignored@user_profile_id"]],
    [{ workspace_id: "w" }, ["metadata_dropped@workspace_id"]],
    [{ billing_policy: { type: "billing_policy", bill_to: "self" } }, []],
    [{ compaction: null }, []],
    [{ fallbacks: "default" }, []],
    [{ fallbacks: [{ model: "a" }] }, ["fallbacks_ignored@fallbacks"]],
    [
      { fallback_credit_token: { token: "t", mode: "best_effort" } },
      ["fallback_credit_not_applied@fallback_credit_token"],
    ],
    [{ mcp_servers: [] }, []],
    [{ mcp_servers: [{ type: "url", name: "a", url: "https://a.example" }] }, []],
    [{ thread: null }, []],
    [{ context_management: { edits: [{ type: "clear_thinking_20251015", keep: "all" }] } }, []],
    [{ betas: ["anything"] }, []],
    [{ next_year: 1 }, ["unknown_field@next_year"]],
    [{ metadata: { user_id: null, team: "x" } }, ["unknown_field@metadata.team"]],
    [{ output_config: { shape: 1 } }, ["unknown_field@output_config.shape"]],
    [{ thinking: { type: "adaptive", depth: 1 } }, ["unknown_field@thinking.depth"]],
    [JSON.parse('{"__proto__":{"a":1},"constructor":2}'), ["unknown_field@__proto__", "unknown_field@constructor"]],
  ])("%j is taken", (fields, losses) => {
    expect(sent(fields).losses).toEqual(losses);
  });

  test.each([
    [{ container: "container_1" }, "container"],
    [{ container: { skills: [{ type: "anthropic", skill_id: "pdf" }] } }, "container.skills"],
    [{ inference_geo: "us" }, "inference_geo"],
    [{ billing_policy: { type: "billing_policy", bill_to: "user_profile" } }, "billing_policy"],
    [{ compaction: { type: "summarize" } }, "compaction"],
    [{ fallback_credit_token: "t" }, "fallback_credit_token"],
    [{ fallback_credit_token: { token: "t", mode: "strict" } }, "fallback_credit_token"],
    [{ thread: { id: "t" } }, "thread"],
  ])("%j is refused", (fields, path) => {
    expect(refusal(fields)).toMatchObject({ status: 400, type: "invalid_request_error", path });
  });

  test("the SDK's thread helper recognises its refusal (A37)", () => {
    expect(refusal({ thread: { id: "t" } }).details).toEqual({ error_code: "thread_unsupported_request" });
  });

  test("unknown keys inside blocks and tools pass with a loss that names them (K27)", () => {
    const { losses } = sent({
      system: [{ type: "text", text: "a", cache_control: { type: "ephemeral", scope: "global" }, x: 1 }],
      tools: [{ ...tool("A"), colour: "red" }],
      messages: [
        { role: "user", content: [{ ...text("b"), y: 1 }], id: "m1" },
        assistant({ ...call("t"), z: 1 }),
        user({ type: "tool_result", tool_use_id: "t", content: [{ ...text("c"), w: 1 }] }),
      ],
    });
    expect(losses.sort()).toEqual([
      "unknown_field@messages.0.content.0.y",
      "unknown_field@messages.0.id",
      "unknown_field@messages.1.content.0.z",
      "unknown_field@messages.2.content.0.content.0.w",
      "unknown_field@system.0.cache_control.scope",
      "unknown_field@system.0.x",
      "unknown_field@tools.0.colour",
    ]);
  });
});

describe("streaming (A8)", () => {
  test.each([
    [{}, {}],
    [{ stream: false }, { stream: false }],
    [{ stream: true }, { stream: true, stream_options: { include_obfuscation: false } }],
  ])("%j", (fields, expected) => {
    const { request } = sent(fields);
    expect({ stream: request.stream, stream_options: request.stream_options }).toEqual({
      stream: undefined,
      stream_options: undefined,
      ...expected,
    });
  });
});

describe("version gate (0.3)", () => {
  const newer = { headers: { "Anthropic-Version": "2026-10-21" } };

  test.each([undefined, {}, { "anthropic-version": "2023-06-01" }, new Headers({ "anthropic-version": "2023-06-01" })])(
    "%o is tolerant",
    (headers) => {
      expect(sent({ temperature: 1 }, { headers }).losses).toEqual(["sampling_default_omitted@temperature"]);
    },
  );

  test.each(["temperature", "top_p", "top_k"])("2026-10-21 has no %s, even at its default", (field) => {
    expect(refusal({ [field]: 1 }, newer).message).toBe(`${field}: Extra inputs are not permitted`);
  });

  test("2026-10-21 takes no citations on a user's text", () => {
    const cited = text("a", { citations: [{ type: "char_location" }] });
    expect(refusal({ messages: [user(cited)] }, newer).message).toBe(
      "messages.0.content.0.text.citations: Extra inputs are not permitted",
    );
    const search = { type: "search_result", source: "s", title: "t", content: [cited] };
    expect(refusal({ messages: [user(search)] }, newer).path).toBe(
      "messages.0.content.0.search_result.content.0.citations",
    );
    expect(sent({ messages: [user(cited)] }).losses).toEqual(["citations_dropped@messages.0.content.0.citations"]);
  });

  test("a version that does not exist is refused", () => {
    const error = refusal({}, { headers: new Headers({ "anthropic-version": "2025-01-01" }) });
    expect(error.message).toBe('anthropic-version: "2025-01-01" is not a valid version');
  });

  test.each([
    { headers: { "anthropic-beta": "a,thinking-token-count-2026-05-13" } },
    { headers: { "Anthropic-Beta": ["a", "thinking-token-count-2026-05-13"] } },
  ])("%j switches an extra of the answer on", (options) => {
    expect(sent({}, options).context.betas).toEqual(["thinking-token-count"]);
  });
});

describe("loss policy (K25)", () => {
  const lossy = { top_k: 5, stop_sequences: ["END"] };

  test("report is the default; each loss is handed out when it is found", () => {
    const seen: string[] = [];
    const { losses } = sent(lossy, { onLoss: (loss: { code: string }) => seen.push(loss.code) });
    expect(seen).toEqual(losses.map((loss) => loss.split("@")[0]));
    expect(seen).toHaveLength(2);
  });

  test("reject refuses what would be dropped, and nothing else", () => {
    expect(sent({ stop_sequences: ["END"] }, { lossPolicy: "reject" }).losses).toHaveLength(1);
    const error = refusal(lossy, { lossPolicy: "reject" });
    expect(error).toMatchObject({ status: 400, type: "invalid_request_error", path: "top_k" });
    expect(codes(error.losses)).toEqual(["stop_sequence_emulated@stop_sequences", "sampling_dropped@top_k"]);
  });

  test("a function decides loss by loss", () => {
    const lossPolicy = ({ code }: { code: string }) => (code === "stop_sequence_emulated" ? "reject" : "report");
    expect(refusal(lossy, { lossPolicy }).path).toBe("stop_sequences");
    expect(sent({ top_k: 5 }, { lossPolicy }).losses).toHaveLength(1);
  });
});

test("the host's own count is passed on", () => {
  expect(toOpenAIRequest(request(), { model: "gpt-5.5", inputTokens: 42 }).context.inputTokens).toBe(42);
});
