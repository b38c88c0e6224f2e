import { describe, expect, it } from "vitest";
import { fromOpenAIResponse } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { linesOf, translated } from "../../support/event-lines.js";
import { messageItem, textStream, usage } from "../../support/upstream-events.js";

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
    const { events } = translated([...textStream("Part").slice(0, 3), failure]);
    expect(linesOf(events).slice(-3)).toEqual(["stop 0", "end refusal", "message_stop"]);
    expect(events.at(-2)).toMatchObject({ delta: { stop_details: { category: "bio" } } });
  });
});
