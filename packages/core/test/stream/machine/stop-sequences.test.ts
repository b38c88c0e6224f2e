import { describe, expect, it } from "vitest";
import { fromOpenAIResponse, type StreamEvent } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { translated } from "../../support/event-lines.js";
import {
  added,
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  terminal,
  textDelta,
  textStream,
} from "../../support/upstream-events.js";

describe("stop sequences", () => {
  const run = (pieces: string[], stopSequences: string[]) =>
    translated(textStream(...pieces), { stopSequences }).events;
  const shown = (events: StreamEvent[]) =>
    events
      .map((event) =>
        event.type === "content_block_delta" && event.delta.type === "text_delta" ? event.delta.text : "",
      )
      .join("");

  it.each<[string, string[], string[], string, string | null]>([
    ["across deltas", ["one S", "TO", "P two"], ["STOP"], "one ", "STOP"],
    ["the first to be complete wins", ["a bc STOP"], ["STOP", "bc"], "a ", "bc"],
    ["a false start is let go", ["one ST", "ART two"], ["STOP"], "one START two", null],
    ["text that could go on is let go at the end", ["one STO"], ["STOP"], "one STO", null],
    ["repeating prefixes", ["aaa", "ab"], ["aab"], "aa", "aab"],
    ["at the very start there is no block", ["STOP"], ["STOP"], "", "STOP"],
  ])("%s", (_name, pieces, sequences, text, match) => {
    const events = run(pieces, sequences);
    expect(shown(events)).toBe(text);
    expect(events.at(-2)).toMatchObject({
      delta: { stop_reason: match === null ? "end_turn" : "stop_sequence", stop_sequence: match },
    });
    expect(events.filter((event) => event.type === "content_block_start")).toHaveLength(text === "" ? 0 : 1);
  });

  it("does not look into thinking or tool input", () => {
    const call = callItem("A", '{"x":"STOP"}');
    const thought = reasoningItem(["STOP"]);
    const { message } = fromOpenAIResponse(
      { status: "completed", output: [thought, call] },
      testContext({ stopSequences: ["STOP"] }),
    );
    expect(message.stop_reason).toBe("tool_use");
  });

  it("counts no search that stands behind it, though it was done before", () => {
    const search = (n: number) => ({
      ...{ type: "web_search_call", id: `ws_${n}`, status: "completed" },
      action: { type: "search", query: "q" },
    });
    const text = messageItem("a STOP");
    const output = [search(0), text, search(2)];
    const begun = [done(0, search(0)), added(1, { ...text, content: [] }), done(2, search(2)), textDelta(1, "a STOP")];
    const context = { stopSequences: ["STOP"], serverTools: ["web_search"] };
    const { events } = translated([created(), ...begun, terminal(output)], context);
    const whole = fromOpenAIResponse({ status: "completed", output }, testContext(context)).message;
    const searches = { server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 } };
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: "stop_sequence" }, usage: searches });
    expect(whole).toMatchObject({ stop_reason: "stop_sequence", usage: searches });
  });

  it("never splits a surrogate pair, not even one that comes in halves", () => {
    const deltas = run(["ab\ud83d", "\ude00", "c"], ["x"]).flatMap((event) =>
      event.type === "content_block_delta" && event.delta.type === "text_delta" ? [event.delta.text] : [],
    );
    expect(deltas).toEqual(["ab", "😀", "c"]);
  });
});
