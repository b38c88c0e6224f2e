import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { lossCodes } from "../packages/core/src/ledger/loss-codes.js";

describe("docs/losses.md", () => {
  it("has a row for every loss, with its severity, and none for what is no loss", () => {
    const text = readFileSync(fileURLToPath(new URL("../docs/losses.md", import.meta.url)), "utf8");
    const rows = [...text.matchAll(/^\| `([a-z_0-9]+)` \| (info|approximated|dropped) \|/gm)];
    const documented = Object.fromEntries(rows.map(([, code, severity]) => [code, severity]));
    const known = Object.fromEntries(Object.entries(lossCodes).map(([code, [severity]]) => [code, severity]));
    expect(documented).toEqual(known);
  });
});
