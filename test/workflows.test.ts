import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const folder = ".github/workflows";
const workflows = readdirSync(new URL(`../${folder}`, import.meta.url)).map((name) => [
  name,
  read(`${folder}/${name}`),
]);
const { scripts }: { scripts: Record<string, string> } = JSON.parse(read("package.json"));
/** What a text calls of the repository's own scripts. */
const called = (text: string) =>
  new Set(
    [...text.matchAll(/pnpm(?:@[\d.]+)? ([a-z0-9:-]+)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => name in scripts),
  );

describe("workflows", () => {
  it.each(workflows)("%s: foreign actions are pinned to a commit, with the release beside it", (_, text = "") => {
    const uses = [...text.matchAll(/uses: (.+)/g)].map(([, action = ""]) => action);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it.each(workflows)("%s: knows no secret, and may do nothing that it does not name", (_, text = "") => {
    expect(text).not.toMatch(/secrets\./);
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  });

  it("CI runs every script that .ci/run runs, on every line of Node", () => {
    const ci = read(`${folder}/ci.yml`);
    expect([...called(read(".ci/run"))].filter((name) => !called(ci).has(name))).toEqual([]);
    expect(called(ci)).toContain("test");
    expect(ci).toContain("node: [20, 22, 24]");
  });

  it("what is published has provenance, and has passed the tests and the tarballs' check", () => {
    const release = read(`${folder}/release.yml`);
    expect(release).toContain("id-token: write");
    expect(release.slice(release.indexOf("  publish:"))).toMatch(/ test\n[\s\S]* check:tarballs\n[\s\S]* release\n/);
    expect(read("scripts/release.ts")).toContain("--provenance");
  });
});
