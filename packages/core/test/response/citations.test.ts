import { describe, expect, it } from "vitest";
import type { WebSearchResultLocation } from "../../src/anthropic/message.js";
import { answered, codesOf } from "../support/both-ways.js";
import { messageItem, usage } from "../support/upstream-events.js";

const url = "https://example.com/a";
const mark = (start_index: unknown, end_index: unknown, more: object = {}) => ({
  type: "url_citation",
  url,
  title: "A",
  start_index,
  end_index,
  ...more,
});
const cited = (text: string, ...annotations: unknown[]) =>
  messageItem("", { content: [{ type: "output_text", text, annotations }] });

/** The citations of the first block of an answer of one text, and the losses. */
function citations(text: string, ...annotations: unknown[]) {
  const { message, losses } = answered({ status: "completed", output: [cited(text, ...annotations)], usage });
  const [block] = message.content;
  return { citations: block?.type === "text" ? block.citations : undefined, losses: codesOf(losses) };
}
const quotes = (text: string, ...annotations: unknown[]) =>
  citations(text, ...annotations).citations?.map(({ cited_text }) => cited_text);

describe("a citation (B.2)", () => {
  const text = "See [A](https://example.com/a) now";

  it("names address, title, the cited words and where they stand", () => {
    expect(citations(text, mark(4, 30)).citations).toEqual<WebSearchResultLocation[]>([
      {
        type: "web_search_result_location",
        url,
        title: "A",
        cited_text: "[A](https://example.com/a)",
        encrypted_index: "tr1.4-30",
      },
    ]);
  });

  it.each([null, undefined, 7, {}])("a title that is %j is null", (title) => {
    expect(citations(text, mark(0, 3, { title })).citations).toMatchObject([{ title: null }]);
  });

  it("without an address is none, and told", () => {
    const { citations: found, losses } = citations(text, mark(0, 3, { url: null }), mark(4, 8));
    expect(found).toHaveLength(1);
    expect(losses).toContain("file_citation_dropped@output.0.content.0.annotations");
  });

  it("stand in the order of the text; those that name no place come last, in their own order", () => {
    const marks = [mark(undefined, 3), mark(9, 12), mark(null, null), mark(4, 8), mark(4, 6)];
    const { citations: found } = citations(text, ...marks);
    expect(found?.map(({ encrypted_index }) => encrypted_index)).toEqual([
      "tr1.4-8",
      "tr1.4-6",
      "tr1.9-12",
      "tr1.-3",
      "tr1.-",
    ]);
  });

  it("null among the annotations is ignored", () => {
    expect(citations(text, null, "x", mark(4, 30), 7)).toMatchObject({ citations: [{ url }] });
    expect(citations(text, null)).toEqual({ citations: null, losses: [] });
  });

  it.each(["file_citation", "container_file_citation", "file_path", "some_future_citation", undefined])(
    "one of type %s is dropped, and told",
    (type) => {
      const { citations: found, losses } = citations(text, mark(0, 34, { type }), mark(0, 34));
      expect(found).toHaveLength(1);
      expect(losses).toEqual(["file_citation_dropped@output.0.content.0.annotations"]);
    },
  );

  it("and where no other stands there, citations are null", () => {
    expect(citations(text, mark(0, 3, { type: "file_path" })).citations).toBeNull();
  });
});

describe("the cited words", () => {
  it.each<[string, unknown, unknown, string]>([
    ["from the beginning", 0, 3, "one"],
    ["to the end", 4, 7, "two"],
    ["beyond the end", 4, 99, "two"],
    ["altogether beyond the end", 50, 99, ""],
    ["before the beginning", -5, 3, "one"],
    ["altogether before it", -5, -2, ""],
    ["backwards", 5, 2, ""],
    ["nothing", 3, 3, ""],
    ["no numbers", "0", "3", ""],
    ["fractions", 0.5, 3, ""],
    ["too large a number", 0, 2 ** 60, ""],
    ["not a number", Number.NaN, 3, ""],
    ["infinite", 0, Number.POSITIVE_INFINITY, ""],
    ["objects", { valueOf: 1 }, { toString: 1 }, ""],
    ["nowhere", undefined, undefined, ""],
  ])("%s", (_name, start, end, words) => {
    expect(quotes("one two", mark(start, end))).toEqual([words]);
  });

  it("are 150 UTF-16 units at most", () => {
    expect(quotes("a".repeat(400), mark(10, 160))).toEqual(["a".repeat(150)]);
    expect(quotes("a".repeat(400), mark(10, 161))).toEqual(["a".repeat(150)]);
    expect(quotes("a".repeat(400), mark(10, 159))).toEqual(["a".repeat(149)]);
  });

  it.each<[number, number, string]>([
    [0, 2, "🙂"],
    [1, 2, "🙂"],
    [0, 1, "🙂"],
    [1, 3, "🙂🎉"],
    [2, 4, "🎉"],
    [3, 4, "🎉"],
    [4, 5, "!"],
  ])("never cut a character in half: %i to %i (trap 46)", (start, end, words) => {
    expect(quotes("🙂🎉!", mark(start, end))).toEqual([words]);
  });

  it("nor where they are cut short", () => {
    expect(quotes(`a${"😀".repeat(200)}`, mark(0, 399))).toEqual([`a${"😀".repeat(75)}`]);
  });
});

describe("what offsets count where a text has characters of two UTF-16 units", () => {
  const link = `[A](${url})`;
  const text = `🙂🎉 ${link} and (${link}) 🙂 ${link}`;
  const spans = [...text.matchAll(/\(?\[A\]\([^)]*\)+/g)].map((found) => [found.index, found.index + found[0].length]);
  const points = (units: number) => [...text.slice(0, units)].length;

  it.each([0, 1, 2])("is told by the link that they span: link %i", (which) => {
    const [start = 0, end = 0] = spans[which] ?? [];
    expect(quotes(text, mark(start, end))).toEqual([text.slice(start, end)]);
    expect(points(start)).toBeLessThan(start);
    expect(quotes(text, mark(points(start), points(end)))).toEqual([text.slice(start, end)]);
  });

  it("and so where the link holds such characters, or stands between two", () => {
    const named = `[🎉🎉](${url})`;
    expect(quotes(`🙂${named}🙂`, mark(1, 1 + [...named].length))).toEqual([named]);
  });

  it("and is UTF-16 units where both fit", () => {
    expect(quotes("🙂((a))", mark(2, 6))).toEqual(["((a)"]);
  });

  it("and is UTF-16 units where neither fits", () => {
    expect(quotes("🙂 one two", mark(3, 6))).toEqual(["one"]);
    // By code points, one begins like a link, and one ends like one.
    expect(quotes("🙂 (ab c)", mark(2, 7), mark(3, 8))).toEqual([" (ab ", "(ab c"]);
  });

  it("thousands of each take linear time", () => {
    const many = `🙂 ${link} `.repeat(3_000);
    const marks = [...many.matchAll(/\[A\]/g)].map(({ index }, at) =>
      mark(index - at - 1, index - at - 1 + link.length),
    );
    const found = quotes(many, ...marks);
    expect(new Set(found)).toEqual(new Set([link]));
    expect(found).toHaveLength(3_000);
  }, 5_000);
});

describe("where citations stand (B.3, K23)", () => {
  const granularity = "citation_granularity@output.0.content.0";
  it.each<[string, unknown[], string[]]>([
    ["a citation of a part of it", [mark(0, 3)], [granularity]],
    ["a citation of another part", [mark(4, 7)], [granularity]],
    ["citations of all of it", [mark(0, 7), mark(0, 7)], []],
    ["citations of more than there is", [mark(-1, 9)], []],
    ["one of all and one of a part", [mark(0, 7), mark(1, 7)], [granularity]],
    ["one that says nothing of where", [mark(undefined, undefined)], [granularity]],
    ["none", [], []],
  ])("on the block of their part: %s", (_name, annotations, losses) => {
    expect(citations("one two", ...annotations).losses).toEqual(losses);
  });

  it("a text that is not shown has none, and that is told", () => {
    const { message, losses } = answered({ status: "completed", output: [cited("", mark(0, 1))], usage });
    expect(message.content).toEqual([]);
    expect(codesOf(losses)).toEqual(["citation_without_text@output.0.content.0"]);
  });
});
