import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { expressionsOf, regularExpressions, type Written } from "../support/regular-expressions.js";

process.env.RECHECK_BACKEND = "pure";
const { checkSync } = await import("recheck");

/*
 * Whether each regular expression of all packages takes linear time, whatever it reads. All together take minutes, so
 * without CI=true or TRANSPOND_FULL=1 only those are asked that were not found safe before, until the time is used up.
 */
const full = process.env.CI === "true" || process.env.TRANSPOND_FULL === "1";
const budget = full ? Number.POSITIVE_INFINITY : 15_000;
const timeout = 30_000;

const { version } = createRequire(import.meta.url)("recheck/package.json");
const folder = new URL("../../../../node_modules/.cache/", import.meta.url);
const cache = new URL(`safe-expressions-${version}.json`, folder);

const keyOf = ({ source, flags }: Written) => `/${source}/${flags}`;

function readKnown(): Set<string> {
  try {
    const known: unknown = full ? [] : JSON.parse(readFileSync(cache, "utf8"));
    return new Set(Array.isArray(known) ? known.filter((one) => typeof one === "string") : []);
  } catch {
    return new Set();
  }
}

/** What is wrong with an expression, or `null`. */
function faultOf({ source, flags }: Pick<Written, "source" | "flags">): string | null {
  const found = checkSync(source, flags, { timeout });
  if (found.status === "vulnerable")
    return `vulnerable: ${found.complexity.type}, ${found.attack.pattern.slice(0, 80)}`;
  return found.status === "unknown" ? `unknown: ${found.error.kind}` : null;
}

describe("regular expressions", () => {
  it("are found as literals and where they are made", () => {
    const text = `const a = /[/]\\//gi; const b = 4 / 2 / 1; const c = new RegExp(\`^\${a}$\`, "u"); const d = RegExp("a+");`;
    expect(expressionsOf("x.ts", text).map(keyOf)).toEqual(["/[/]\\//gi", "/^x$/u", "/a+/"]);
    expect(regularExpressions().length).toBeGreaterThan(400);
  });

  it("that may take more than linear time are told apart", () => {
    expect(faultOf({ source: "^(?:a+)+$", flags: "" })).toMatch(/^vulnerable: exponential/);
    expect(faultOf({ source: "=+$", flags: "" })).toMatch(/^vulnerable: polynomial/);
    expect(faultOf({ source: "^a{1,8}$", flags: "" })).toBeNull();
  });

  it(
    "take linear time, all of them",
    () => {
      const known = readKnown();
      const started = performance.now();
      const faults: string[] = [];
      for (const written of regularExpressions()) {
        if (known.has(keyOf(written))) continue;
        if (performance.now() - started > budget) break;
        const fault = faultOf(written);
        if (fault === null) known.add(keyOf(written));
        else faults.push(`${written.file}:${written.line} ${keyOf(written)} ${fault}`);
      }
      mkdirSync(folder, { recursive: true });
      writeFileSync(cache, JSON.stringify([...known]));
      expect(faults).toEqual([]);
    },
    20 * 60_000,
  );
});
