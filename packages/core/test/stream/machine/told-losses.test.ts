import { describe, expect, it } from "vitest";
import { translated } from "../../support/event-lines.js";
import { added, created, done, messageItem, terminal, textDelta } from "../../support/upstream-events.js";

describe("nothing goes in silence", () => {
  const annotation = { type: "url_citation", url: "https://example.com", title: "E", start_index: 0, end_index: 1 };
  it("says when a citation or a delta comes after its item was closed", () => {
    const item = messageItem("Hi");
    const late = { type: "response.output_text.annotation.added", output_index: 0, content_index: 0, annotation };
    const { losses } = translated([created(), done(0, item), late, terminal([item])]);
    expect(losses).toMatchObject([{ code: "late_event_dropped", path: "output.0" }]);
  });

  it("says when a citation comes after its part was closed", () => {
    const parts = ["one", "two"].map((text) => ({ type: "output_text", text, annotations: [] }));
    const item = messageItem("", { content: parts });
    const { losses } = translated([
      created(),
      textDelta(0, "one", 0),
      { type: "response.content_part.done", output_index: 0, content_index: 0, part: parts[0] },
      textDelta(0, "two", 1),
      { type: "response.output_text.annotation.added", output_index: 0, content_index: 0, annotation },
      done(0, item),
      terminal([item]),
    ]);
    expect(losses).toMatchObject([{ code: "late_event_dropped" }]);
  });

  it.each([
    { type: "web_search_call", id: "ws_1", status: "in_progress", action: { type: "search", query: "q" } },
    { type: "function_call", id: "fc_1", call_id: "call_1", name: "", arguments: "{" },
  ])("says when the answer ended inside a $type", (item) => {
    const { losses } = translated([created(), added(0, item), terminal([item], { status: "incomplete" })]);
    expect(losses.map((loss) => loss.code)).toContain("tool_call_truncated");
  });
});
