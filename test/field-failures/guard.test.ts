import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { faultsOf, rows, rowsNamed, switchedOff, waiting } from "./rows.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const sources = readdirSync(folder)
  .filter((file) => file.endsWith(".test.ts") && file !== "guard.test.ts")
  .map((file) => readFileSync(join(folder, file), "utf8"));

describe("every row of the field", () => {
  it("has a test that is named after it, or waits for a reason", () => {
    expect(faultsOf(new Set(sources.flatMap(rowsNamed)), waiting)).toEqual([]);
    expect(sources.flatMap(switchedOff)).toEqual([]);
  });

  it("would be missed", () => {
    const all = new Set(rows);
    const less = new Set(rows.slice(1));
    expect(faultsOf(less, {})).toEqual(["F01 has no test"]);
    expect(faultsOf(less, { F01: "logging" })).toEqual([]);
    expect(faultsOf(less, { F01: " " })).toEqual(["F01 waits without a reason"]);
    expect(faultsOf(all, { F01: "logging" })).toEqual(["F01 waits, but has a test"]);
    expect(faultsOf(new Set([...all, "F49"]), { F50: "x" })).toEqual(["F49 is no row", "F50 waits, but is no row"]);
  });

  it("is found by the name of a test, not by a comment, and only where the test runs", () => {
    const source = ['it("F07: a", f);', "it.each([1])(\n  `F08: %i`, f);", "// F09: no", 'it("as F10: no", f);'].join(
      "\n",
    );
    expect(rowsNamed(source)).toEqual(["F07", "F08"]);
    expect(switchedOff('it.skip("F07: a"); describe.only("b"); it.each([])("F08: c");')).toHaveLength(2);
  });
});
