import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** Comments name the rows of docs/mapping.md and docs/rules.md (“mapping A14, K5”); a name without a row leads nowhere. */
const root = fileURLToPath(new URL("..", import.meta.url));
const rowCode = /\b(?:[A-FGKMRST]\d+[a-z]?|[A-E]\.\d)\b/g;

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
}

const sources = ["core", "fetch", "node", "express", "fastify"].flatMap((name) => sourceFiles(`packages/${name}/src`));

/** The rows and headings of a page. */
function codesOf(page: string): Set<string> {
  const text = readFileSync(join(root, page), "utf8");
  const heads = [...text.matchAll(/^(?:\| |#+ )([^|\n]*)/gm)].map(([, head = ""]) => head);
  return new Set(heads.flatMap((head) => head.match(rowCode) ?? []));
}

function codesNamed(text: string): string[] {
  return [...text.matchAll(/\bmapping,? ([^\n*]*)/g)].flatMap(([, rest = ""]) => rest.match(rowCode) ?? []);
}

describe("rows that comments name", () => {
  const known = new Set([...codesOf("docs/mapping.md"), ...codesOf("docs/rules.md")]);

  it("stand in the documentation", () => {
    const missing = sources.flatMap((file) =>
      codesNamed(readFileSync(join(root, file), "utf8"))
        .filter((code) => !known.has(code))
        .map((code) => `${file}: ${code}`),
    );
    expect(missing).toEqual([]);
  });

  it("are found in comments", () => {
    expect(codesNamed("/** Source: mapping A12, B9x and A.6, C.1. */")).toEqual(["A12", "B9x", "A.6", "C.1"]);
  });
});
