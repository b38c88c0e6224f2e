import { describe, expect, it } from "vitest";
import { answered, codesOf } from "../support/both-ways.js";
import { testContext } from "../support/context.js";
import { accumulated, visibleTextOf } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import { added, callItem, created, done, messageItem, terminal, textDelta } from "../support/upstream-events.js";

const refusalPart = (refusal: string) => ({ type: "refusal", refusal });
const refusing = messageItem("", { content: [refusalPart("I cannot.")] });
const refusalEvent = (step: "delta" | "done", words: string, content_index = 0) => ({
  type: `response.refusal.${step}`,
  output_index: 0,
  content_index,
  [step === "delta" ? "delta" : "refusal"]: words,
});
const format = { format: true };
const suppressed = "refusal_text_suppressed@output.0";

/** What a stream that ends with these items says. */
function said(events: readonly object[], output: object[], changes = {}) {
  const all = [created(), ...events, ...output.map((item, index) => done(index, item)), terminal(output)];
  const { events: out, losses } = translateNow(all, testContext(changes));
  const message = accumulated(out);
  return {
    content: message?.content,
    stop: message?.stop_reason,
    details: message?.stop_details,
    losses: codesOf(losses),
  };
}

const declined = (explanation: string | null) => ({ type: "refusal", category: null, explanation });

describe("a refusal (R2, K13, B.4 row 11, NOTES of the wire 16)", () => {
  const whole = [
    ["words that come as deltas", [refusalEvent("delta", "I can"), refusalEvent("delta", "not.")]],
    ["words that come whole", [refusalEvent("done", "I cannot.")]],
    ["words of which the end is missing", [refusalEvent("delta", "I can"), refusalEvent("done", "I cannot.")]],
    ["words that come with the item", []],
  ] as const;

  it.each(whole)("%s are text and explanation", (_name, events) => {
    expect(said([added(0, { ...refusing, content: [] }), ...events], [refusing])).toEqual({
      content: [{ type: "text", text: "I cannot.", citations: null }],
      stop: "refusal",
      details: declined("I cannot."),
      losses: [],
    });
  });

  it.each(whole)("%s are the explanation alone where a format is set", (_name, events) => {
    const spoken = said([added(0, { ...refusing, content: [] }), ...events], [refusing], format);
    expect(spoken).toEqual({ content: [], stop: "refusal", details: declined("I cannot."), losses: [suppressed] });
  });

  it("goes out as it comes", () => {
    const shown = (...events: object[]) => visibleTextOf(translateNow([created(), ...events]).events);
    expect(shown(refusalEvent("delta", "I can"))).toBe("I can");
    expect(shown(refusalEvent("delta", "I can"), refusalEvent("done", "I cannot."))).toBe("I cannot.");
  });

  it("beside text it is a block of its own; beside a format the text alone is shown", () => {
    const both = messageItem("", {
      content: [{ type: "output_text", text: "Well.", annotations: [] }, refusalPart("No.")],
    });
    const { message } = answered({ status: "completed", output: [both] });
    expect(message.content).toMatchObject([{ text: "Well." }, { text: "No." }]);
    expect(message.stop_details).toEqual(declined("No."));
    const silent = answered({ status: "completed", output: [both] }, format);
    expect(silent.message.content).toMatchObject([{ text: "Well." }]);
    expect(silent.message.stop_details).toEqual(declined("No."));
    expect(codesOf(silent.losses)).toContain(suppressed);
  });

  it("its parts are one explanation", () => {
    const parts = messageItem("", { content: [refusalPart("No. "), refusalPart("Never.")] });
    const { message } = answered({ status: "completed", output: [parts] });
    expect(message.content).toMatchObject([{ text: "No. " }, { text: "Never." }]);
    expect(message.stop_details).toEqual(declined("No. Never."));
  });

  it("without a word it is one all the same", () => {
    const { message } = answered({ status: "completed", output: [messageItem("", { content: [refusalPart("")] })] });
    expect(message).toMatchObject({ content: [], stop_reason: "refusal" });
  });

  it("beside a tool call the call counts (B.4 row 10)", () => {
    const { message } = answered({ status: "completed", output: [refusing, callItem("Read", "{}")] });
    expect([message.content.length, message.stop_reason, message.stop_details]).toEqual([2, "tool_use", null]);
  });
});

describe("a part that changes its kind", () => {
  it("to a refusal: the text stands, and the answer is a refusal", () => {
    expect(said([textDelta(0, "I cannot.")], [refusing])).toEqual({
      content: [{ type: "text", text: "I cannot.", citations: null }],
      stop: "refusal",
      details: declined("I cannot."),
      losses: [],
    });
  });

  it("to a text: the words stand, and the answer is none", () => {
    const { content, stop, details } = said([refusalEvent("delta", "I can")], [messageItem("I can help.")]);
    expect(content).toMatchObject([{ text: "I can help." }]);
    expect([stop, details]).toEqual(["end_turn", null]);
  });

  it("to an unknown kind: the text stands, and the change is told", () => {
    const odd = messageItem("", { content: [{ type: "some_future_part" }] });
    const { content, losses } = said([textDelta(0, "Hello")], [odd]);
    expect(content).toMatchObject([{ text: "Hello" }]);
    expect(losses).toContain("unknown_output_part@output.0.content.0");
  });

  it("words that differ at the end do not change the explanation either", () => {
    const { details, losses } = said([refusalEvent("delta", "Nope.")], [refusing]);
    expect(details).toEqual(declined("Nope."));
    expect(losses).toContain("text_diverged@output.0.content.0");
  });
});

describe("commentary beside a format (K12)", () => {
  const output = [
    messageItem("Let me see", { phase: "commentary" }),
    messageItem("{}", { id: "m2", phase: "final_answer" }),
  ];

  it("is left out and told, with its citations", () => {
    const annotations = [{ type: "url_citation", url: "https://a.test", start_index: 0, end_index: 1 }];
    const content = [{ type: "output_text", text: "Let me see", annotations }];
    const { message, losses } = answered(
      { status: "completed", output: [{ ...output[0], content }, output[1]] },
      format,
    );
    expect(message.content).toEqual([{ type: "text", text: "{}", citations: null }]);
    expect(codesOf(losses)).toContain("commentary_suppressed@output.0");
    expect(codesOf(losses).join()).not.toContain("citation");
  });

  it("is text without one, and every other phase is text with one", () => {
    expect(answered({ status: "completed", output }).message.content).toHaveLength(2);
    const others = [undefined, "final_answer", "some_future_phase"].map((phase, at) =>
      messageItem("{}", { id: `m${at}`, phase }),
    );
    const { message, losses } = answered({ status: "completed", output: others }, format);
    expect(message.content).toHaveLength(3);
    expect(codesOf(losses).join()).not.toContain("commentary");
  });

  it("that refuses is a refusal", () => {
    const { message } = answered({ status: "completed", output: [{ ...refusing, phase: "commentary" }] }, format);
    expect(message).toMatchObject({ content: [], stop_reason: "refusal", stop_details: declined("I cannot.") });
  });
});
