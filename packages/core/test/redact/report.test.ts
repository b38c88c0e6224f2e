import { describe, expect, it } from "vitest";
import { measureHarmless, measurePrecision, measureRecall, measureTyped } from "../../report/redaction/measure.js";
import { renderHarmless, renderPrecision, renderRecall } from "../../report/redaction/render.js";
import type { LabelledText } from "../../report/redaction/texts.js";

/** Finds whatever a text says of itself: `EMAIL:2-5` is a finding. */
const detect = (text: string) =>
  [...text.matchAll(/([A-Z]+):(\d+)-(\d+)/g)].map(([, type = "", start, end]) => ({
    start: Number(start),
    end: Number(end),
    type,
  }));

const labelled = (text: string, spans: LabelledText["spans"], more: Partial<LabelledText> = {}): LabelledText => ({
  id: text,
  text,
  spans,
  source: "generated/uuid",
  ...more,
});

describe("the report of redaction", () => {
  it("tells full cover, a part, none and the wrong class apart", () => {
    const mail = { start: 2, end: 6, type: "EMAIL" };
    const rows = measureRecall(
      [
        labelled("EMAIL:2-6", [mail]),
        labelled("EMAIL:0-3 IP:3-9", [mail]),
        labelled("EMAIL:3-6", [mail]),
        labelled("IP:0-9", [mail]),
        labelled("EMAIL:6-9", [mail, { ...mail, scored: false }]),
        labelled("", [{ ...mail, type: "SECRET" }], { tier: "generic" }),
      ],
      detect,
    );
    expect(rows.get("EMAIL")).toEqual({ spans: 5, fully: 3, partly: 1, verbatim: 1, nearly: 3, wrongClass: 1 });
    expect([...rows.keys()]).toEqual(["EMAIL", "SECRET generic"]);
    expect(renderRecall(rows)).toContain("| EMAIL | 5 | 3 | 1 | 1 | 1 | 60.0 % | 60.0 % | 98 | 94.2 |");
  });

  it("counts nine tenths of a span as nearly all of it", () => {
    const spans = [{ start: 0, end: 10, type: "IP" }];
    const rows = measureRecall([labelled("IP:1-10", spans), labelled("IP:0-8", spans)], detect);
    expect(rows.get("IP")).toMatchObject({ partly: 2, nearly: 1 });
  });

  it("counts what no label covers, whatever the label", () => {
    const texts = [labelled("IP:0-4 IP:4-8 IP:8-9", [{ start: 3, end: 8, type: "PERSON", scored: false }])];
    expect(measurePrecision(texts, detect)).toEqual({ found: 3, unlabelled: 1 });
    expect(renderPrecision({ found: 3, unlabelled: 1 })).toContain("precision 66.7 %");
  });

  it("counts harmless texts and their characters by kind", () => {
    const kinds = measureHarmless(
      [labelled("IP:0-4 IP:5-6", []), labelled("none", []), labelled("x", [], { source: "source/a" })],
      detect,
    );
    expect(kinds.get("uuid")).toEqual({ documents: 2, altered: 1, characters: 17, alteredCharacters: 5 });
    expect(renderHarmless(kinds)).toContain("| all | 3 | 1 | 33.3 % | 27.8 % |");
  });

  it("counts texts that are taken for what they are not", () => {
    const texts = [labelled("IP:0-1", [], { notTypes: ["IP"] }), labelled("IP:0-1", [], { notTypes: ["MAC"] })];
    expect(measureTyped(texts, detect)).toEqual({ texts: 2, wrong: 1 });
  });
});
