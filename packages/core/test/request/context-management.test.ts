import { describe, expect, test } from "vitest";
import { encodeCompactionEnvelope } from "../../src/compaction-envelope.js";
import { encodeReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { clearedResult } from "../../src/request/clear-tool-uses.js";
import { estimateTokens } from "../../src/request/estimate-tokens.js";
import { assistant, call, codes, ephemeral, refusal, result, text, translate, user } from "./support.js";

const edited = (messages: unknown[], edits: unknown[], fields: object = {}, options: object = {}) =>
  translate({ messages, context_management: { edits }, ...fields }, options);

/** The output or arguments of each call and result that is sent. */
const calls = (sent: ReturnType<typeof translate>) =>
  sent.request.input.flatMap((item) => {
    if (item.type === "function_call") return [item.arguments];
    if (item.type !== "function_call_output") return [];
    return [typeof item.output === "string" ? item.output : JSON.stringify(item.output)];
  });

describe("what a part of a request costs, by estimate", () => {
  test.each([
    ["four characters a token", "x".repeat(400), 100],
    ["names of fields", { abcd: "x".repeat(40) }, 11],
    ["a number", 3, 1],
    ["nothing", null, 0],
    ["an image by its bytes", { type: "base64", media_type: "image/png", data: "x".repeat(500) }, 10],
    ["a large image", { type: "base64", media_type: "image/png", data: "x".repeat(900_000) }, 1500],
    ["a file", { type: "base64", media_type: "application/pdf", data: "x".repeat(900_000) }, 10_000],
    ["a signature", { signature: "x".repeat(700) }, 103],
    ["redacted thinking", { type: "redacted_thinking", data: "x".repeat(700) }, 101],
    ["a marker", { cache_control: { type: "ephemeral" }, text: "" }, 1],
  ])("%s", (_what, part, tokens) => {
    expect(estimateTokens(part)).toBe(tokens);
  });

  test("is looked at no further than needed", () => {
    const unread = {
      get text(): string {
        throw new Error("read all the same");
      },
    };
    expect(estimateTokens([unread, "x".repeat(400)], 10)).toBe(10);
    const deep: unknown[] = [];
    let inner = deep;
    for (let depth = 0; depth < 200_000; depth++) {
      const next: unknown[] = [];
      inner.push(next);
      inner = next;
    }
    expect(estimateTokens(deep)).toBe(0);
  });
});

describe("clear_tool_uses_20250919 (A32)", () => {
  const big = "word ".repeat(2000);
  const turn = (id: string, name = "Read") => [
    assistant(call(id, name, { path: id })),
    user(result(id, `${id} ${big}`)),
  ];
  const messages = [user(text("go")), ...["a", "b", "c", "d", "e"].flatMap((id) => turn(id))];
  const edit = (fields: object = {}) => ({ type: "clear_tool_uses_20250919", ...fields });
  const trigger = { type: "input_tokens", value: 1000 };
  const model = { model: "gpt-5.5" };

  test("the oldest results become a short text; three uses stay", () => {
    const sent = edited(messages, [edit({ trigger })], {}, model);
    expect(calls(sent).map((output) => output.slice(0, 3))).toEqual([
      '{"p',
      clearedResult.slice(0, 3),
      '{"p',
      clearedResult.slice(0, 3),
      '{"p',
      "c w",
      '{"p',
      "d w",
      '{"p',
      "e w",
    ]);
    expect(codes(sent.losses)).toEqual([
      "context_edit_estimated@context_management.edits.0",
      "tool_uses_cleared@messages.2.content.0",
      "tool_uses_cleared@messages.4.content.0",
    ]);
    const freed = 2 * (estimateTokens(`a ${big}`) - estimateTokens(clearedResult));
    expect(sent.context.contextManagement).toEqual({
      applied_edits: [{ type: "clear_tool_uses_20250919", cleared_tool_uses: 2, cleared_input_tokens: freed }],
    });
  });

  test("a cleared result keeps the shape and the marker of its kind", () => {
    const [, , first] = messages;
    const marked = [...messages];
    marked[2] = { ...first, ...user(result("a", [text(big)], ephemeral)) };
    const [, output] = calls(edited(marked, [edit({ trigger, keep: { type: "tool_uses", value: 4 } })]));
    expect(JSON.parse(output ?? "")).toEqual([
      { type: "input_text", text: clearedResult, prompt_cache_breakpoint: { mode: "explicit" } },
    ]);
  });

  test.each([
    ["without a trigger, below 100,000 tokens", {}],
    ["at the trigger", { trigger: { type: "tool_uses", value: 5 } }],
    ["with all kept", { trigger, keep: { type: "tool_uses", value: 5 } }],
    ["where all tools are excluded", { trigger, exclude_tools: ["Read"] }],
    ["where too little would be freed", { trigger, clear_at_least: { type: "input_tokens", value: 50_000 } }],
  ])("nothing is cleared %s", (_when, fields) => {
    const sent = edited(messages, [edit(fields)], {}, model);
    expect(JSON.stringify(sent.request.input)).not.toContain(clearedResult);
    expect(codes(sent.losses)).toEqual(["context_edit_estimated@context_management.edits.0"]);
    expect(sent.context.contextManagement).toEqual({ applied_edits: [] });
  });

  test("a trigger may count uses, and a default of 100,000 tokens is one", () => {
    const counted = edited(messages, [edit({ trigger: { type: "tool_uses", value: 4 } })]);
    expect(counted.context.contextManagement?.applied_edits).toHaveLength(1);
    const long = [user(text("x".repeat(400_001))), ...messages.slice(1)];
    expect(edited(long, [edit()]).context.contextManagement?.applied_edits).toHaveLength(1);
  });

  test("excluded tools stay, and count among those that are kept", () => {
    const mixed = [user(text("go")), ...turn("a", "Read"), ...turn("b", "Bash"), ...turn("c"), ...turn("d")];
    const sent = edited(mixed, [edit({ trigger, keep: { type: "tool_uses", value: 2 }, exclude_tools: ["Bash"] })]);
    expect(codes(sent.losses).filter((loss) => loss.startsWith("tool_uses"))).toEqual([
      "tool_uses_cleared@messages.2.content.0",
    ]);
  });

  test.each([
    [true, ["{}", "{}"]],
    [["Bash"], ['{"path":"a"}', "{}"]],
    [false, ['{"path":"a"}', '{"path":"b"}']],
    [null, ['{"path":"a"}', '{"path":"b"}']],
  ])("inputs are cleared where clear_tool_inputs is %j", (clear_tool_inputs, inputs) => {
    const mixed = [user(text("go")), ...turn("a", "Read"), ...turn("b", "Bash")];
    const keep = { type: "tool_uses", value: 0 };
    const sent = edited(mixed, [edit({ trigger, keep, clear_tool_inputs })], {}, model);
    expect(calls(sent).filter((_, index) => index % 2 === 0)).toEqual(inputs);
    const cleared = inputs.flatMap((input, index) => (input === "{}" ? [index * 2 + 1] : []));
    expect(codes(sent.losses).filter((loss) => loss.endsWith(".input"))).toEqual(
      cleared.map((index) => `tool_uses_cleared@messages.${index}.content.0.input`),
    );
  });

  test("results that bring tools in stay", () => {
    const found = [
      user(text("go")),
      assistant(call("a", "Search")),
      user(result("a", [{ type: "tool_reference", tool_name: "Later" }])),
    ];
    const tools = [
      { name: "Search", input_schema: { type: "object" } },
      { name: "Later", input_schema: { type: "object" }, defer_loading: true },
    ];
    const rest = [assistant(call("b")), user(result("b", big))];
    const keep = { type: "tool_uses", value: 0 };
    const sent = edited([...found, ...rest], [edit({ trigger, keep })], { tools });
    expect(sent.request.input.map(({ type }) => type)).toContain("additional_tools");
    expect(codes(sent.losses).filter((loss) => loss.startsWith("tool_uses"))).toEqual([
      "tool_uses_cleared@messages.4.content.0",
    ]);
  });

  test("two edits clear a use once", () => {
    const sent = edited(messages, [edit({ trigger }), edit({ trigger, keep: { type: "tool_uses", value: 2 } })]);
    expect(sent.context.contextManagement?.applied_edits).toMatchObject([
      { cleared_tool_uses: 2 },
      { cleared_tool_uses: 1 },
    ]);
  });

  test.each([
    [{ trigger: { type: "output_tokens", value: 1 } }, "trigger"],
    [{ trigger: { type: "input_tokens", value: 0 } }, "trigger.input_tokens.value"],
    [{ keep: { type: "tool_uses", value: -1 } }, "keep.value"],
    [{ clear_at_least: { type: "tool_uses", value: 1 } }, "clear_at_least.type"],
    [{ exclude_tools: "Read" }, "exclude_tools"],
    [{ clear_tool_inputs: "Read" }, "clear_tool_inputs"],
  ])("%j is refused", (fields, path) => {
    const error = refusal({ context_management: { edits: [edit(fields)] } });
    expect(error).toMatchObject({
      status: 400,
      path: `context_management.edits.0.clear_tool_uses_20250919.${path}`,
    });
  });

  test("an unknown field of an edit, and an unknown edit, are reported", () => {
    const sent = edited([user(text("a"))], [edit({ colour: "red" }), { type: "clear_all_20300101" }]);
    expect(codes(sent.losses)).toEqual([
      "unknown_field@context_management.edits.0.colour",
      "context_edit_estimated@context_management.edits.0",
      "feature_unsupported@context_management.edits.1",
    ]);
  });
});

describe("clear_thinking_20251015 (A31)", () => {
  const thought = (id: string) => ({
    type: "thinking",
    thinking: "",
    signature: encodeReasoningEnvelope({
      id,
      encryptedContent: "gAAAA",
      summaryLengths: [],
      family: "gpt-5.6-sol",
      identity: "",
    }),
  });
  const loop = [
    user(text("1")),
    assistant(thought("rs_1"), call("a")),
    user(result("a")),
    assistant(thought("rs_2"), call("b")),
    user(result("b")),
  ];
  const kept = (keep: unknown, messages: unknown[], model = "claude-opus-5") => {
    const sent = edited(messages, [{ type: "clear_thinking_20251015", keep }], { model });
    const ids = sent.request.input.flatMap((item) => (item.type === "reasoning" ? [item.id] : []));
    return { ids, applied: sent.context.contextManagement?.applied_edits };
  };
  const oneTurn = { type: "thinking_turns", value: 1 };

  test("a loop of tool calls is one turn", () => {
    expect(kept(oneTurn, loop)).toEqual({ ids: ["rs_1", "rs_2"], applied: [] });
    const next = [
      ...loop,
      assistant(text("done")),
      user(text("2")),
      assistant(thought("rs_3"), text("ok")),
      user(text("3")),
    ];
    const { ids, applied } = kept(oneTurn, next);
    expect(ids).toEqual(["rs_3"]);
    const tokens = estimateTokens([thought("rs_1")]) + estimateTokens([thought("rs_2")]);
    expect(applied).toEqual([
      { type: "clear_thinking_20251015", cleared_thinking_turns: 1, cleared_input_tokens: tokens },
    ]);
  });

  test("what the user says beside a result begins a turn", () => {
    const [first, call1, , call2, result2] = loop;
    const said = [first, call1, user(result("a"), text("and now?")), call2, result2];
    expect(kept(oneTurn, said).ids).toEqual(["rs_2"]);
  });

  test.each([
    ["claude-opus-5", 2],
    ["claude-sonnet-4-6", 2],
    ["claude-opus-4-5-20251101", 2],
    ["gpt-5.6-sol", 2],
    ["claude-opus-4-1-20250805", 1],
    ["claude-opus-4-20250514", 1],
    ["claude-sonnet-4-5-20250929", 1],
    ["claude-haiku-4-5", 1],
    ["claude-3-7-sonnet-latest", 1],
  ])("without a number %s keeps its default", (model, turns) => {
    const two = [
      ...loop,
      assistant(text("done")),
      user(text("2")),
      assistant(thought("rs_3"), text("ok")),
      user(text("3")),
    ];
    expect(kept(undefined, two, model).ids).toHaveLength(turns === 1 ? 1 : 3);
  });

  test("keeping all changes nothing as turns are appended (law 4)", () => {
    const edits = [{ type: "clear_thinking_20251015", keep: "all" }];
    const longer = [...loop, assistant(thought("rs_3"), text("ok")), user(text("2"))];
    const before = edited(loop, edits).request.input;
    expect(edited(longer, edits).request.input.slice(0, before.length)).toEqual(before);
  });

  test.each([
    [{ keep: { type: "thinking_turns", value: 0 } }, "keep.thinking_turns.value"],
    [{ keep: { type: "some" } }, "keep"],
    [{ keep: 3 }, "keep"],
  ])("%j is refused", (fields, path) => {
    const error = refusal({ context_management: { edits: [{ type: "clear_thinking_20251015", ...fields }] } });
    expect(error.path).toBe(`context_management.edits.0.clear_thinking_20251015.${path}`);
  });
});

describe("compact_20260112 (A33)", () => {
  const compact = (fields: object = {}) => ({ type: "compact_20260112", ...fields });
  const start = [user(text("a"))];

  test("the upstream is asked to compact from the threshold on", () => {
    const sent = edited(start, [compact({ trigger: { type: "input_tokens", value: 60_000 } })]);
    expect(sent.request.context_management).toEqual([{ type: "compaction", compact_threshold: 60_000 }]);
    expect(sent.context).toMatchObject({ compaction: true, contextManagement: { applied_edits: [] } });
    expect(codes(sent.losses)).toEqual(["compaction_opaque@context_management.edits.0"]);
    expect(edited(start, [compact()]).request.context_management).toEqual([
      { type: "compaction", compact_threshold: 150_000 },
    ]);
    expect(translate().request).not.toHaveProperty("context_management");
  });

  test.each([
    [{ pause_after_compaction: true }, "pause_after_compaction"],
    [{ instructions: "Keep names." }, "instructions"],
  ])("%j cannot be honoured", (fields, field) => {
    const { losses } = edited(start, [compact(fields)]);
    expect(codes(losses)).toContain(`feature_unsupported@context_management.edits.0.${field}`);
    const strict = { lossPolicy: "reject" as const };
    expect(refusal({ context_management: { edits: [compact(fields)] } }, strict).path).toBe(
      `context_management.edits.0.${field}`,
    );
    expect(() =>
      edited(start, [compact({ pause_after_compaction: false, instructions: " " })], {}, strict),
    ).not.toThrow();
  });

  test("Anthropic takes no trigger below 50,000 tokens", () => {
    const edits = [compact({ trigger: { type: "input_tokens", value: 49_999 } })];
    expect(refusal({ context_management: { edits } }).message).toBe(
      "context_management.edits.0.compact_20260112.trigger.value: Input should be greater than or equal to 50000",
    );
  });
});

describe("a compaction in the history (B12)", () => {
  const identity = translate({}, { identity: "https://api.example" }).context.identity;
  const ours = (blob: string, upstream = identity) => ({
    type: "compaction",
    content: "[compacted]",
    encrypted_content: encodeCompactionEnvelope({ encryptedContent: blob, identity: upstream }),
  });
  const history = (...blocks: unknown[]) =>
    translate(
      { system: "Be brief.", messages: [user(text("long ago")), assistant(...blocks, text("ok")), user(text("on"))] },
      { identity: "https://api.example" },
    );

  test("ours goes back as the item that it was, and stands for everything before it", () => {
    const { request, losses } = history(ours("gAAAA"));
    expect(request.input).toMatchObject([
      { role: "developer" },
      { type: "compaction", encrypted_content: "gAAAA" },
      { role: "assistant", content: "ok" },
      { role: "user" },
    ]);
    expect(codes(losses)).toEqual(["compaction_applied@messages"]);
  });

  test("of several the last one counts", () => {
    const messages = [
      user(text("a")),
      assistant(ours("gAAAA"), text("one")),
      user(text("b")),
      assistant(ours("gBBBB"), text("two")),
      user(text("c")),
    ];
    const { request } = translate({ messages }, { identity: "https://api.example" });
    expect(request.input).toMatchObject([
      { type: "compaction", encrypted_content: "gBBBB" },
      { role: "assistant", content: "two" },
      { role: "user" },
    ]);
  });

  test.each([
    ["of another upstream", ours("gAAAA", "ffffffffffffffff"), "compaction_dropped"],
    [
      "of Anthropic, without a summary",
      { type: "compaction", content: null, encrypted_content: "EpwB" },
      "compaction_dropped",
    ],
    ["that failed", { type: "compaction", content: null }, "compaction_skipped"],
  ])("one %s stands for nothing: what precedes it is sent", (_whose, block, code) => {
    const { request, losses } = history(block);
    expect(request.input).toHaveLength(4);
    expect(codes(losses)).toEqual([`${code}@messages.1.content.0`]);
  });

  test("a damaged one of ours is no summary either", () => {
    const block = { ...ours("gAAAA"), content: null };
    const damaged = { ...block, encrypted_content: `${block.encrypted_content}x` };
    expect(codes(history(damaged).losses)).toEqual(["compaction_dropped@messages.1.content.0"]);
  });

  test("a summary that can be read is sent, whoever wrote it", () => {
    const { request, losses } = history({ type: "compaction", content: "Tides.", encrypted_content: "EpwB" });
    expect(request.input[1]).toMatchObject({ role: "developer", content: [{ text: "Tides." }] });
    expect(codes(losses)).toEqual([
      "feature_unsupported@messages.1.content.0.encrypted_content",
      "compaction_applied@messages",
    ]);
  });
});
