import { describe, expect, it } from "vitest";
import { codesOf } from "../support/both-ways.js";
import { accumulated } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import { created, done, messageItem, terminal, textDelta, type UpstreamEvent } from "../support/upstream-events.js";

const url = "https://example.com/a";
const mark = (start_index: number, end_index: number) => ({
  type: "url_citation",
  url,
  title: "A",
  start_index,
  end_index,
});
const cited = (text: string, ...annotations: unknown[]) =>
  messageItem("", { content: [{ type: "output_text", text, annotations }] });

describe("citations that come as events (trap 59, NOTES of the wire 19)", () => {
  const annotationAdded = (annotation: unknown, content_index = 0): UpstreamEvent => ({
    type: "response.output_text.annotation.added",
    output_index: 0,
    content_index,
    annotation,
  });
  const textDone = { type: "response.output_text.done", output_index: 0, content_index: 0, text: "one two" };
  const partDone = (...annotations: unknown[]) => ({
    type: "response.content_part.done",
    output_index: 0,
    content_index: 0,
    part: { type: "output_text", text: "one two", annotations },
  });
  const all = mark(0, 7);
  const run = (...events: UpstreamEvent[]) => {
    const { events: out, losses } = translateNow([created(), ...events]);
    const blocks = accumulated(out)?.content.map((block) => (block.type === "text" ? block.citations : null));
    return { blocks, losses: codesOf(losses) };
  };
  const whole = cited("one two", all);
  const quoted = [[expect.objectContaining({ cited_text: "one two" })]];

  it.each<[string, UpstreamEvent[]]>([
    ["before the text", [annotationAdded(all), textDelta(0, "one two"), textDone, partDone(all)]],
    ["between deltas", [textDelta(0, "one"), annotationAdded(all), textDelta(0, " two"), textDone, partDone(all)]],
    ["after the end of the text", [textDelta(0, "one two"), textDone, annotationAdded(all), partDone(all)]],
    ["after the end of the part", [textDelta(0, "one two"), textDone, partDone(), annotationAdded(all)]],
    ["after the end of a part that names them", [textDelta(0, "one two"), partDone(all), annotationAdded(all)]],
    ["not at all", [textDelta(0, "one two"), textDone, partDone(all)]],
  ])("%s, each stands once, behind its text", (_name, events) => {
    expect(run(...events, done(0, whole), terminal([whole]))).toEqual({ blocks: quoted, losses: [] });
  });

  it("stand where the final form has lost them", () => {
    const bare = cited("one two");
    expect(run(textDelta(0, "one two"), annotationAdded(all), done(0, bare), terminal([bare])).blocks).toEqual(quoted);
  });

  it("follow the final form where it has as many", () => {
    const events = [textDelta(0, "one two"), annotationAdded(mark(0, 3)), done(0, whole), terminal([whole])];
    expect(run(...events)).toEqual({ blocks: quoted, losses: [] });
  });

  it("quote the text that its own end told, where the part has no other form", () => {
    expect(run(textDelta(0, "one"), annotationAdded(all), textDone, terminal([]))).toEqual({
      blocks: quoted,
      losses: [],
    });
  });

  it("quote nothing where nothing told the final text", () => {
    const { blocks, losses } = run(textDelta(0, "one two"), annotationAdded(mark(0, 3)), terminal([]));
    expect(blocks).toMatchObject([[{ cited_text: "", url }]]);
    expect(losses).toEqual(["citation_granularity@output.0.content.0"]);
  });

  it("are not events at all where they are no objects", () => {
    const odd = [null, undefined, "x", [all]].map((annotation) => annotationAdded(annotation));
    expect(run(textDelta(0, "one two"), ...odd, done(0, cited("one two")), terminal([]))).toEqual({
      blocks: [null],
      losses: [],
    });
  });

  it("of a file are told when they come", () => {
    const { blocks, losses } = run(textDelta(0, "a"), annotationAdded({ type: "file_path" }), terminal([]));
    expect([blocks, losses]).toEqual([[null], ["file_citation_dropped@output.0.content.0.annotations"]]);
  });

  it("of a part that never has a text are told", () => {
    const { losses } = run(annotationAdded(all, 3), done(0, cited("one two")), terminal([]));
    expect(losses).toEqual(["citation_without_text@output.0.content.3"]);
  });

  describe("after their part was closed by the next one", () => {
    const second = textDelta(0, "!", 1);
    const two = messageItem("", { content: [...whole.content, { type: "output_text", text: "!", annotations: [] }] });
    const late = "late_event_dropped@output.0";

    it.each<[string, UpstreamEvent[]]>([
      ["as an event", [textDelta(0, "one two"), partDone(), second, annotationAdded(all), terminal([])]],
      ["with the item", [textDelta(0, "one two"), partDone(), second, done(0, two), terminal([two])]],
    ])("%s, they are told as lost", (_name, events) => {
      expect(run(...events)).toEqual({ blocks: [null, null], losses: [late] });
    });

    it("they are not missed where they stand already, nor are files", () => {
      const file = { type: "file_path" };
      const both = { ...two, content: [{ ...two.content[0], annotations: [all, file] }, two.content[1]] };
      const { blocks, losses } = run(
        textDelta(0, "one two"),
        partDone(all, file),
        second,
        done(0, both),
        terminal([both]),
      );
      expect(blocks).toEqual([...quoted, null]);
      expect(losses).toEqual(["file_citation_dropped@output.0.content.0.annotations"]);
    });
  });
});
