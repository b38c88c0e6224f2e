import { describe, expect, it } from "vitest";
import type { Detector } from "../../src/redact/detector.js";
import { detect } from "../../src/redact/index.js";
import { anchorTable, scan } from "../../src/redact/scan.js";
import { type Finding, settle as settleBy } from "../../src/redact/spans.js";

const settle = (findings: readonly Finding[]) => settleBy(findings, () => true);

/** Where a detector with these anchors is called in a text. */
function callsOf(anchors: string, text: string): number[] {
  const calls: number[] = [];
  scan(text, anchorTable([{ name: "probe", anchors, find: (_, at) => calls.push(at) }]), () => {});
  return calls;
}

describe("scan", () => {
  it("calls a detector at its anchors, at the first only of one that repeats", () => {
    expect(callsOf("@:", "a@b @@@ ::@")).toEqual([1, 4, 8, 10]);
  });

  it("passes over characters outside ASCII", () => {
    expect(callsOf("@", "é＠@é@")).toEqual([2, 4]);
  });

  it("calls at the first digit of a number where all digits are anchors, else at each that differs", () => {
    expect(callsOf("0123456789", "12 a345 66")).toEqual([0, 4, 8]);
    expect(callsOf("12", "1221 3")).toEqual([0, 1, 3]);
  });

  it("asks once whether a neighbour makes an anchor count", () => {
    const asked: string[] = [];
    const calls: number[] = [];
    const probe: Detector = {
      name: "probe",
      anchors: ":",
      follows: (before) => before === "a" || before === "",
      precedes: (next) => {
        asked.push(next);
        return next !== "/";
      },
      find: (_, at) => calls.push(at),
    };
    const table = anchorTable([probe]);
    const before = asked.length;
    scan(":b a:/ a:b b:a é:x a:", table, () => {});
    expect(calls).toEqual([0, 8, 16, 20]);
    expect(asked).toHaveLength(before);
  });

  it("calls however many detectors there are", () => {
    const calls: string[] = [];
    const many = Array.from({ length: 70 }, (_, index) => ({
      name: `d${index}`,
      anchors: "@",
      find: () => calls.push(`d${index}`),
    }));
    scan("a@b", anchorTable(many), () => {});
    expect(new Set(calls).size).toBe(70);
    expect(calls).toHaveLength(70);
  });

  it("refuses an anchor outside ASCII", () => {
    expect(() => callsOf("é", "")).toThrow(RangeError);
  });
});

describe("settle", () => {
  it("keeps the type that costs most where two overlap", () => {
    const [mail, secret] = [
      { start: 4, end: 20, type: "EMAIL" },
      { start: 0, end: 8, type: "SECRET" },
    ];
    expect(settle([mail, secret])).toEqual([secret, { ...mail, start: 8 }]);
    expect(settle([{ ...mail, end: 8 }, secret])).toEqual([secret]);
  });

  it("keeps what is left of those that lost, on both sides", () => {
    const spans = [
      { start: 0, end: 10, type: "PHONE" },
      { start: 8, end: 20, type: "IP" },
      { start: 18, end: 30, type: "SECRET" },
    ];
    expect(settle(spans)).toEqual([{ ...spans[0], end: 8 }, { ...spans[1], end: 18 }, spans[2]]);
    expect(
      settle([
        { start: 0, end: 30, type: "PHONE" },
        { start: 8, end: 20, type: "EMAIL" },
      ]),
    ).toEqual([
      { start: 0, end: 8, type: "PHONE" },
      { start: 8, end: 20, type: "EMAIL" },
      { start: 20, end: 30, type: "PHONE" },
    ]);
  });

  it("joins findings of one type, and sorts", () => {
    const spans = [
      { start: 30, end: 40, type: "IP" },
      { start: 5, end: 12, type: "SECRET" },
      { start: 0, end: 6, type: "SECRET" },
      { start: 12, end: 14, type: "SECRET" },
    ];
    expect(settle(spans)).toEqual([
      { start: 0, end: 12, type: "SECRET" },
      { start: 12, end: 14, type: "SECRET" },
      { start: 30, end: 40, type: "IP" },
    ]);
  });

  it("leaves nothing of a long chain of overlaps shown", () => {
    const chain = Array.from({ length: 200 }, (_, index) => ({
      start: index * 2,
      end: index * 2 + 3,
      type: index % 2 ? "PHONE" : "IP",
    }));
    expect(settle(chain)).toEqual([{ start: 0, end: 401, type: "IP" }]);
  });
});

describe("detect", () => {
  it("gives offsets in UTF-16 units", () => {
    expect(detect("🙂 to alice@example.com.")).toEqual([{ start: 6, end: 23, type: "EMAIL" }]);
  });

  it("looks for the types that are asked for only", () => {
    const text = "alice@example.com at 203.0.113.7";
    expect(detect(text).map(({ type }) => type)).toEqual(["EMAIL", "IP"]);
    expect(detect(text, { types: ["IP"] })).toEqual([{ start: 21, end: 32, type: "IP" }]);
  });

  it("takes a recogniser's findings under its name, or under the type that it gives", () => {
    const recogniser = {
      name: "person",
      find: (text: string) => [
        { start: text.indexOf("Alice"), end: text.indexOf("Alice") + 5 },
        { start: text.indexOf("Rome"), end: text.indexOf("Rome") + 4, type: "place" },
      ],
    };
    expect(detect("Alice in Rome", { recognisers: [recogniser] })).toEqual([
      { start: 0, end: 5, type: "PERSON" },
      { start: 9, end: 13, type: "PLACE" },
    ]);
  });

  it("hands on what a recogniser throws, and refuses offsets that are none", () => {
    const thrower = { name: "x", find: () => [{ start: Number.NaN, end: 2 }] };
    expect(() => detect("text", { recognisers: [thrower] })).toThrow(RangeError);
  });

  it("takes further detectors", () => {
    const pack: Detector = {
      name: "employee",
      anchors: "#",
      find: (text, at, found) => {
        if (/^#E\d{4}/.test(text.slice(at, at + 6))) found(at, at + 6, "NATIONAL_ID");
      },
    };
    expect(detect("by #E1234", { packs: [pack] })).toEqual([{ start: 3, end: 9, type: "NATIONAL_ID" }]);
    expect(detect("by #E1234")).toEqual([]);
  });

  it("never finds its own placeholders, but what stands beside them", () => {
    const recogniser = { name: "all", find: (text: string) => [{ start: 0, end: text.length }] };
    expect(detect("[EMAIL] [ALL]", { recognisers: [recogniser] })).toEqual([]);
    expect(detect("[EMAIL]hunter2[PHONE].", { recognisers: [recogniser] })).toEqual([
      { start: 7, end: 14, type: "ALL" },
    ]);
    expect(detect("[NOBODY]", { recognisers: [recogniser] })).toEqual([{ start: 0, end: 8, type: "ALL" }]);
  });
});

describe("encodings", () => {
  const written: readonly [what: string, text: string][] = [
    ["percent", "alice%40example.com"],
    ["percent twice", "alice%2540example%252Ecom"],
    ["an escape of JSON", String.raw`alice\u0040example.com`],
    ["an escape of JSON in JSON", String.raw`alice\\u0040example.com`],
    ["an escape of JavaScript", String.raw`alice\x40example.com`],
    ["full-width characters", "ａlice＠example．com"],
    ["zero-width characters", "ali\u200bce@exam\u2060ple.com"],
    ["soft hyphens", "alice@exam\u00adple.com"],
  ];

  it.each(written)("are undone: %s", (_, text) => {
    const [before, behind] = ["x: <", "> and"];
    expect(detect(before + text + behind)).toEqual([
      { start: before.length, end: before.length + text.length, type: "EMAIL" },
    ]);
  });

  it("leave what they are written beside", () => {
    const text = String.raw`{\"a\":\"x\\ny\",\"to\":\nalice@example.com\n}`;
    expect(detect(text)).toEqual([{ start: text.indexOf("alice"), end: text.indexOf(String.raw`\n}`), type: "EMAIL" }]);
  });

  it("are left alone where they are none", () => {
    const text = String.raw`100 % of C:\dir\\ %zz \u00 \uD800 and alice@example.com \\`;
    expect(detect(text)).toEqual([{ start: text.indexOf("alice"), end: text.indexOf(" \\\\", 40), type: "EMAIL" }]);
  });
});
