import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Compilation, compile } from "./tarballs/compile.js";
import { judge } from "./tarballs/judge.js";
import { entriesOf, publicPackages, readManifest } from "./tarballs/manifest.js";
import { nodeOf, nodeVersions } from "./tarballs/nodes.js";
import { pack } from "./tarballs/pack.js";
import { makeProject } from "./tarballs/project.js";
import { run } from "./tarballs/run.js";

/*
 * Packs the built packages as they would be published, looks through the tarballs, installs them into a project of its
 * own and tries them there, by `import` and by `require`, on each supported Node: `pnpm check:tarballs`.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "transpond-tarballs-"));
const failed: string[] = [];

async function check(name: string, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  const failure = await work().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${failure === undefined ? "ok    " : "FAILED"} ${name} (${seconds} s)\n`);
  if (failure === undefined) return;
  process.stdout.write(`${failure}\n`);
  failed.push(name);
}

async function main(): Promise<void> {
  const packages = await Promise.all([...publicPackages(root)].map(([name, source]) => pack(name, source, scratch)));
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
  for (const packed of packages) {
    const sizes = `${kB(packed.packedBytes)} packed, ${kB(packed.unpackedBytes)} unpacked, ${packed.files.length} files`;
    await check(`${packed.name}: ${sizes}`, async () => {
      const complaints = judge(packed);
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
    });
  }

  const project = makeProject(join(scratch, "project"));
  await check("they install into an empty project", () => project.install(packages));
  const entries = packages.flatMap(({ folder }) => entriesOf(readManifest(folder)));
  const withPeer = entries.filter((entry) => entry.endsWith("/opentelemetry"));
  const withoutPeer = entries.filter((entry) => !withPeer.includes(entry));
  const nodes = new Map<string, string>();
  for (const version of nodeVersions) {
    await check(`Node ${version} is there`, async () => nodes.set(version, await nodeOf(version)));
  }
  const program = (node: string, file: string, args: readonly string[] = []) =>
    run(node, [file, ...args], project.folder);
  const types = (compilation: Compilation) =>
    check(Object.values(compilation).flat().join(", "), () => compile(project.folder, compilation));

  await check("without the optional peer, which its own entry alone misses", async () => {
    await program(process.execPath, "with-import.mjs", withoutPeer);
    await program(process.execPath, "without-opentelemetry.mjs");
  });
  const standard = "Node's types";
  const files = ["types.ts"];
  await types({ compiler: "TypeScript 7", resolution: "nodenext", standard, files: [...files, "types-required.cts"] });
  await types({ compiler: "TypeScript 7", resolution: "bundler", standard, files });
  await types({
    compiler: "TypeScript 5.9",
    resolution: "nodenext",
    standard,
    files: [...files, "types-required.cts"],
  });

  await check("the optional peer installs", () => project.add("@opentelemetry/api@1.9.1"));
  for (const [version, node] of nodes) {
    await check(`Node ${version}, import`, () => program(node, "with-import.mjs", entries));
    await check(`Node ${version}, require`, () => program(node, "with-require.cjs", entries));
  }
  const peer = ["types-opentelemetry.ts"];
  await types({ compiler: "TypeScript 7", resolution: "nodenext", standard, files: peer });
  await types({ compiler: "TypeScript 7", resolution: "bundler", standard: "the browser's types", files: peer });
}

await check("all of it", main);
rmSync(scratch, { recursive: true, force: true });
process.stdout.write(failed.length === 0 ? "Ready to publish.\n" : `${failed.length} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
