import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fillRegions } from "../scripts/documentation/fill-regions.js";
import { foldNames } from "../scripts/documentation/fold-names.js";
import { pages } from "../scripts/documentation/pages.js";

/** Printed documentation is what the code's tables say; `pnpm generate` brings it up to date. */
describe("printed pages are up to date", () => {
  it.each(Object.entries(pages))("%s", (file, print) => {
    const page = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
    expect(page).toBe(print(page));
  });

  it("names that differ in one place only share a line", () => {
    expect(foldNames(["a[b].c", "a[d].c", "e", "f=g", "f=h"])).toEqual(["a[b, d].c", "e", "f=g, h"]);
  });

  it("a table without a place is an error", () => {
    expect(fillRegions("<!-- generated: a -->\n<!-- end -->", { a: "x" })).toBe(
      "<!-- generated: a -->\n\nx\n\n<!-- end -->",
    );
    expect(() => fillRegions("nothing", { a: "x" })).toThrow("no region named a");
  });
});
