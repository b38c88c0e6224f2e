import { describe, expect, it } from "vitest";
import { WhiteSpaceWatch } from "../../src/response/white-space-watch.js";

const outside = 256;
const inside = 16_384;

/** How many pieces a watch takes before it says that they run away; `undefined` where it never does. */
function endsAt(pieces: Iterable<string>, kind: "json" | "text" = "json"): number | undefined {
  const watch = new WhiteSpaceWatch(kind);
  let taken = 0;
  for (const piece of pieces) {
    if (watch.runsAway(piece)) return taken;
    taken++;
  }
  return undefined;
}

describe("WhiteSpaceWatch", () => {
  it.each([
    ["line feeds", "\n"],
    ["blanks", " "],
    ["tabs", "\t"],
    ["carriage returns", "\r"],
    ["all of them", " \t\r\n"],
  ])("F22: takes %s between members up to 256 in a row", (_name, white) => {
    const run = (length: number) => `{"a":1,${white.repeat(length / white.length)}`;
    expect(endsAt([run(outside), '"b":2}'])).toBeUndefined();
    expect(endsAt([run(outside), " "])).toBe(1);
    expect(endsAt([`${run(outside)} `])).toBe(0);
  });

  it.each([
    ["escaped line feeds", "\\n"],
    ["escaped tabs", "\\t"],
    ["escaped carriage returns", "\\r"],
    ["blanks", " "],
  ])("F22: takes %s in a string up to 16,384 in a row", (_name, white) => {
    expect(endsAt([`{"content":"${white.repeat(inside)}`, 'x"}'])).toBeUndefined();
    expect(endsAt([`{"content":"${white.repeat(inside)}`, white])).toBe(1);
    expect(endsAt([`{"content":"${white.repeat(inside + 1)}`])).toBe(0);
  });

  it("counts across pieces, wherever they are cut", () => {
    const string = ['{"content":"', ...Array.from({ length: inside }, () => ["\\", "n"]).flat()];
    expect(endsAt(string)).toBeUndefined();
    expect(endsAt([...string, "\\", "n"])).toBe(string.length + 1);
    const space = ["{", ...Array.from({ length: outside }, () => "\n")];
    expect(endsAt([...space, "\n"])).toBe(space.length);
  });

  it.each([
    ["a letter", "a", inside],
    ["a character that stands before the quote", "!", inside],
    ["the end of a string", '"', outside],
    ["an escaped quote", '\\"', inside],
    ["an escaped backslash", "\\\\", inside],
    ["an n behind an escaped backslash", "\\\\n", inside],
    ["another escape", "\\u0041", inside],
  ])("begins anew behind %s", (_name, between, limit) => {
    const half = `"${" ".repeat(inside)}`;
    expect(endsAt([half, between, " ".repeat(limit)])).toBeUndefined();
    expect(endsAt([half, between, " ".repeat(limit), " "])).toBe(3);
  });

  it.each(["1", "!", "\\", "}"])("begins anew behind %s between members", (between) => {
    expect(endsAt([" ".repeat(outside), between, " ".repeat(outside)])).toBeUndefined();
    expect(endsAt([" ".repeat(outside), between, " ".repeat(outside + 1)])).toBe(2);
  });

  it("takes an escaped quote for text, not for the end of the string", () => {
    expect(endsAt([`{"a":"\\"${" ".repeat(inside)}`])).toBeUndefined();
    expect(endsAt([`{"a":"\\\\"${" ".repeat(outside + 1)}`])).toBe(0);
  });

  it("a line break that no string may hold ends what is taken for one", () => {
    expect(endsAt([`{"pattern":"x${"\n".repeat(outside)}`])).toBeUndefined();
    expect(endsAt([`{"pattern":"x${"\n".repeat(outside + 1)}`])).toBe(0);
    expect(endsAt([`{"pattern":"x\n${" ".repeat(outside)}`])).toBe(0);
  });

  it("leaves a backslash outside of strings alone", () => {
    expect(endsAt([`\\" ${" ".repeat(outside)}`, "x", " ".repeat(inside)])).toBeUndefined();
  });

  it("in plain text quotes and backslashes are nothing special", () => {
    const white = "\n \t\r".repeat(inside / 4);
    expect(endsAt([`"\\${white}`, '"', white, "\\n"], "text")).toBeUndefined();
    expect(endsAt([white, "\n"], "text")).toBe(1);
    expect(endsAt(["\\n".repeat(inside + 1)], "text")).toBeUndefined();
  });
});
