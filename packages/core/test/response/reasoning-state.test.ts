import { describe, expect, it } from "vitest";
import { decodeReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { answered, codesOf } from "../support/both-ways.js";
import { testContext } from "../support/context.js";
import { ended, raw, rawDelta, rawDone, summaryDone, summaryPart, thought } from "../support/thinking.js";
import { added, done, messageItem, reasoningItem, summaryDelta, terminal, usage } from "../support/upstream-events.js";

const two = reasoningItem(["One.", "Two."]);

describe("the state (K5, traps 5 to 7, F26)", () => {
  it("is what `done` holds, once, at the end; ids may rotate", () => {
    const { block, state, out } = thought([
      added(0, { ...two, id: "rs_added", summary: [], encrypted_content: "gAAAinterim" }),
      done(0, { ...two, id: "rs_done" }),
      terminal([{ ...two, id: "rs_final", encrypted_content: "gAAAother" }]),
    ]);
    const { family, identity } = testContext();
    const lengths = { summaryLengths: [4, 4] };
    expect(state).toEqual({ id: "rs_done", encryptedContent: "gAAAAblob", ...lengths, family, identity });
    const deltas = out.flatMap((event) => (event.type === "content_block_delta" ? [event.delta.type] : []));
    expect(deltas).toEqual(["thinking_delta", "thinking_delta", "signature_delta"]);
    expect(out.find(({ type }) => type === "content_block_start")).toMatchObject({
      content_block: { type: "thinking", thinking: "", signature: "" },
    });
    expect(block).toMatchObject({ type: "thinking" });
  });

  it.each([
    ["commentary", messageItem("Hi", { phase: "commentary" })],
    ["final_answer", messageItem("Hi", { phase: "final_answer" })],
    [undefined, messageItem("Hi")],
    [undefined, { type: "function_call", id: "f", call_id: "c", name: "A", arguments: "{}", phase: "commentary" }],
  ])("names the phase %s of a message that follows", (phase, next) => {
    const [block] = answered({ status: "completed", output: [two, next] }).message.content;
    const state = block?.type === "thinking" ? decodeReasoningEnvelope(block.signature) : null;
    expect(state?.encryptedContent).toBe("gAAAAblob");
    expect(state?.phase).toBe(phase);
  });

  it("without text is a block all the same (R4)", () => {
    const { block, state } = thought(ended(reasoningItem([])));
    expect(block).toMatchObject({ type: "thinking", thinking: "" });
    expect(state).toMatchObject({ id: "rs_1", encryptedContent: "gAAAAblob", summaryLengths: [] });
  });

  it.each([undefined, null, ""])("that is %j, without text, leaves nothing, and that is told", (encrypted_content) => {
    const item = reasoningItem([], { encrypted_content });
    const { message, losses } = answered({ status: "completed", output: [item], usage });
    expect(message.content).toEqual([]);
    expect(codesOf(losses)).toEqual(["reasoning_without_state@output.0"]);
  });

  it("that is missing, with text, leaves the text", () => {
    const { block, state, losses } = thought(ended(reasoningItem(["One."], { encrypted_content: null })));
    expect(block).toMatchObject({ thinking: "One." });
    expect(state).toMatchObject({ id: "rs_1", encryptedContent: "", summaryLengths: [4] });
    expect(losses).toEqual([]);
  });

  it("that could not be read again is left out, and that is told (F29)", () => {
    const longest = 1024 * 1024 - 4096;
    const run = (length: number) => thought(ended(reasoningItem(["Hm"], { encrypted_content: "x".repeat(length) })));
    expect(run(longest).state?.encryptedContent).toHaveLength(longest);
    expect(run(longest).losses).toEqual([]);
    expect(run(longest + 1).state?.encryptedContent).toBe("");
    expect(run(longest + 1).losses).toEqual(["reasoning_too_long@output.0"]);
  });
});

describe("thinking that is not shown (K4)", () => {
  const hidden = { showThinking: false };
  const events = [summaryPart("added", 0), summaryDelta(0, "One."), summaryDone("One."), summaryDelta(0, "Two.", 1)];

  it("is a signature alone, streamed or not", () => {
    const { block, deltas, state } = thought([...events, ...ended(two)], hidden);
    expect([block, deltas]).toMatchObject([{ type: "thinking", thinking: "" }, []]);
    expect(state).toMatchObject({ encryptedContent: "gAAAAblob", summaryLengths: [] });
    expect(answered({ status: "completed", output: [two] }, hidden).message.content).toEqual([block]);
  });

  it("nor is raw reasoning; without state nothing is left", () => {
    const item = reasoningItem([], { ...raw("Hm."), encrypted_content: null });
    const { block, losses } = thought([rawDelta("Hm."), rawDone("Hm."), ...ended(item)], hidden);
    expect(block).toBeUndefined();
    expect(losses).toEqual(["reasoning_without_state@output.0"]);
  });
});

describe("token counts of thinking (C.7)", () => {
  it.each([
    [["thinking-token-count" as const], { type: "thinking_delta", thinking: "One.", estimated_tokens: null }],
    [[], { type: "thinking_delta", thinking: "One." }],
  ])("with the betas %j each delta is %j", (betas, delta) => {
    const { out } = thought([summaryDelta(0, "One."), ...ended(reasoningItem(["One."]))], { betas });
    const deltas = out.flatMap((event) => (event.type === "content_block_delta" ? [event.delta] : []));
    expect(deltas).toEqual([delta, expect.objectContaining({ type: "signature_delta" })]);
  });
});

describe("answers that are thinking alone", () => {
  it("F15: the limit was reached while thinking: what there is, and max_tokens", () => {
    const limit = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" }, output: [two], usage };
    const { message } = answered(limit);
    expect(message.content).toMatchObject([{ type: "thinking", thinking: "One.\n\nTwo." }]);
    expect(message.stop_reason).toBe("max_tokens");
  });

  it("F16: a content filter that leaves nothing is a refusal", () => {
    const filtered = { status: "incomplete", incomplete_details: { reason: "content_filter" }, output: [], usage };
    const { message } = answered(filtered);
    expect(message).toMatchObject({ content: [], stop_reason: "refusal", stop_details: { type: "refusal" } });
  });
});
