import { describe, expect, it } from "vitest";
import { fromOpenAIResponse } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { linesOf, translated } from "../../support/event-lines.js";
import {
  added,
  created,
  done,
  messageItem,
  terminal,
  textDelta,
  textStream,
  type UpstreamEvent,
  usage,
} from "../../support/upstream-events.js";

const part = {
  type: "response.content_part.added",
  output_index: 0,
  content_index: 0,
  part: { type: "output_text", text: "", annotations: [] },
};

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

  const told = (phase: string | undefined) => messageItem("Hm", phase === undefined ? {} : { phase });
  const open = (phase?: string) => added(0, { ...told(phase), content: [] });
  const suppressed = "commentary_suppressed@output.0";
  it.each<[string, UpstreamEvent[], string[], string[]]>([
    ["in the final form alone", [open(), done(0, told("commentary"))], [], [suppressed]],
    ["when it is announced again", [open(), open("commentary"), textDelta(0, "Hm")], [], [suppressed]],
    ["behind a part without words", [open(), part, open("commentary"), textDelta(0, "Hm")], [], [suppressed]],
    ["in the final response alone", [open(), terminal([told("commentary")])], [], [suppressed]],
    [
      "behind its words, which stand",
      [open(), textDelta(0, "Hm"), done(0, told("commentary"))],
      ["Hm"],
      ["text_diverged@output.0"],
    ],
    ["and takes it back", [open("commentary"), done(0, told("final_answer"))], ["Hm"], []],
    [
      "and takes it back behind its words, which are lost",
      [open("commentary"), textDelta(0, "Hm"), done(0, told("final_answer"))],
      [],
      [suppressed, "text_diverged@output.0"],
    ],
    [
      "and says nothing of it later",
      [open("commentary"), textDelta(0, "Hm"), done(0, told(undefined))],
      [],
      [suppressed],
    ],
  ])("K12: the upstream tells that it is commentary %s", (_when, events, texts, codes) => {
    const run = translated([created(), ...events, terminal([])], { format: true });
    expect(run.lines.filter((line) => line.startsWith("delta"))).toEqual(texts.map((text) => `delta 0 ${text}`));
    expect(run.codes).toEqual(codes);
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
