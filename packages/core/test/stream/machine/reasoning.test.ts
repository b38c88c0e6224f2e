import { describe, expect, it } from "vitest";
import { decodeReasoningEnvelope } from "../../../src/reasoning-envelope.js";
import { linesOf, tail, translated } from "../../support/event-lines.js";
import {
  added,
  created,
  done,
  messageItem,
  reasoningItem,
  summaryDelta,
  terminal,
} from "../../support/upstream-events.js";

describe("reasoning", () => {
  const item = reasoningItem(["First.", "Second."]);

  it("is one thinking block; its signature holds the state of `done` and the phase of what follows", () => {
    const answer = messageItem("Hi", { phase: "commentary" });
    const { events } = translated([
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
    expect(linesOf(events).slice(1, 5)).toEqual([
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
    expect(translated([created(), done(0, bare), terminal([bare])]).lines.slice(1, 2)).toEqual(["start 0 thinking"]);
    const nothing = { type: "reasoning", id: "rs_2", summary: [] };
    const { events, losses } = translated([created(), done(0, nothing), terminal([nothing])]);
    expect(linesOf(events)).toEqual(["message_start", ...tail]);
    expect(losses).toMatchObject([{ code: "reasoning_without_state", path: "output.0" }]);
  });

  it("leaves out state that is too long to be read again", () => {
    const huge = reasoningItem(["Hm"], { encrypted_content: "x".repeat(1024 * 1024) });
    const { events, losses } = translated([created(), done(0, huge), terminal([huge])]);
    expect(losses).toMatchObject([{ code: "reasoning_too_long", severity: "dropped" }]);
    expect(JSON.stringify(events).length).toBeLessThan(4000);
  });

  it("shows no text where the client wants none", () => {
    const { events } = translated([created(), summaryDelta(0, "secret"), done(0, item), terminal([item])], {
      showThinking: false,
    });
    expect(JSON.stringify(events)).not.toContain("secret");
    expect(JSON.stringify(events)).not.toContain("First");
    expect(linesOf(events)[1]).toBe("start 0 thinking");
  });

  it("carries `estimated_tokens: null` where the client's beta asks for the key", () => {
    const { events } = translated([created(), summaryDelta(0, "Hm"), done(0, reasoningItem(["Hm"]))], {
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
    const { events } = translated([
      created(),
      added(0, { ...item, summary: [] }),
      { type: "response.reasoning_summary_text.done", output_index: 0, summary_index: 0, text: "ONE" },
      summaryDelta(0, "TWO", 1),
      done(0, item),
      terminal([item]),
    ]);
    expect(linesOf(events).slice(2, 4)).toEqual(["delta 0 ONE", "delta 0 \n\nTWO"]);
  });
});
