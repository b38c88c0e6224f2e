import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { judge } from "../scripts/tarballs/judge.js";

const words = "What it is, what it does and how it is used. ".repeat(10);
const target = { types: "./dist/index.d.ts", default: "./dist/index.js" };
const manifest = {
  name: "@transpond/some",
  version: "1.0.0",
  license: "MIT",
  repository: { directory: "packages/some" },
  engines: { node: ">=20.19" },
  exports: { ".": target },
  dependencies: { zod: "4.6.7", "@transpond/core": "^1.0.0" },
};
const map = { version: 3, sources: ["../src/index.ts"], sourcesContent: ["export {};"], mappings: "" };
const good: Record<string, string> = {
  "package.json": JSON.stringify(manifest),
  LICENSE: words,
  "README.md": words,
  "dist/index.js": 'import { z } from "zod";\nimport {\n  a,\n} from "@transpond/core/redact";\nimport "node:http";\n',
  "dist/index.js.map": JSON.stringify(map),
  "dist/index.d.ts": 'export type { A } from "@transpond/core";\n',
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function complaints(change: Record<string, string | undefined>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "transpond-judge-"));
  folders.push(folder);
  for (const [file, text] of Object.entries({ ...good, ...change })) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return judge({ name: manifest.name, tarball: "", folder, files, packedBytes: 0, unpackedBytes: 0 });
}

const withManifest = (change: object) => ({ "package.json": JSON.stringify({ ...manifest, ...change }) });
const withMap = (change: object) => ({ "dist/index.js.map": JSON.stringify({ ...map, ...change }) });

describe("what a tarball must be", () => {
  it("lets a good one pass", () => expect(complaints({})).toEqual([]));

  it.each<[string, Record<string, string | undefined>, string]>([
    ["no licence", { LICENSE: undefined }, "LICENSE is missing"],
    ["an empty README", { "README.md": "# Name" }, "README.md says nothing"],
    ["no declarations", { "dist/index.d.ts": undefined }, "dist/index.d.ts is missing"],
    ["no repository", withManifest({ repository: undefined }), "package.json has no repository"],
    ["sources", { "src/index.ts": "" }, "src/index.ts should not be there"],
    ["a test", { "dist/index.test.js": "" }, "dist/index.test.js should not be there"],
    [
      "the source condition",
      withManifest({ exports: { ".": { "@transpond/source": "./src/index.ts", ...target } } }),
      'exports["."] has @transpond/source,types,default',
    ],
    [
      "types last",
      withManifest({ exports: { ".": { default: target.default, types: target.types } } }),
      "default,types",
    ],
    [
      "a range of the workspace",
      withManifest({ dependencies: { zod: "workspace:^" } }),
      "zod is wanted as workspace:^",
    ],
    ["a map without its source", withMap({ sourcesContent: undefined }), "does not hold ../src/index.ts"],
    [
      "a map that leads outside",
      withMap({ sources: ["../../core/src/a.ts"] }),
      "leads outside, to ../../core/src/a.ts",
    ],
    ["an absolute source", withMap({ sources: ["/home/me/a.ts"] }), "leads outside, to /home/me/a.ts"],
    ["an undeclared import", { "dist/index.js": 'import { x } from "ajv/core";\n' }, "imports ajv/core"],
    ["an undeclared import later", { "dist/index.js": 'const a = import("ajv");\n' }, "imports ajv"],
    ["an undeclared type", { "dist/index.d.ts": 'import type { X } from "openai";\n' }, "imports openai"],
  ])("refuses %s", (_, change, complaint) => {
    expect(complaints(change).join("\n")).toContain(complaint);
  });
});
