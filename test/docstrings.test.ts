import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { exportsOf } from "./documents/public-exports.js";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Manifest {
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Sources of the entries of all packages that are published. */
const entries = readdirSync(join(root, "packages")).flatMap((name) => {
  const folder = join(root, "packages", name);
  if (!existsSync(join(folder, "package.json"))) return [];
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const sources = Object.values(manifest.exports).map((conditions) => conditions["@transpond/source"] ?? "");
  return manifest.private ? [] : sources.map((source) => join(folder, source));
});

describe("docstrings of what is published", () => {
  it("reads every entry", () => {
    expect(entries.length).toBeGreaterThanOrEqual(8);
    const names = entries.flatMap(exportsOf).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["toOpenAIRequest", "TranspondError", "HandlerOptions", "redact"]));
  });

  it.each(entries.map((entry) => relative(root, entry)))("%s: everything says what it is", (entry) => {
    const silent = exportsOf(join(root, entry)).filter(({ text }) => text.length < 15);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it.each(entries.map((entry) => relative(root, entry)))("%s: what is called has an example", (entry) => {
    const called = exportsOf(join(root, entry)).filter(({ kind }) => kind !== "type");
    expect(called.filter(({ examples }) => !examples.join().includes("```ts")).map(({ name }) => name)).toEqual([]);
    const functions = called.filter(({ kind }) => kind === "function");
    expect(functions.filter(({ name, examples }) => !examples.join().includes(name))).toEqual([]);
  });
});
