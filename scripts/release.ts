import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { judge } from "./tarballs/judge.js";
import { type Manifest, publicPackages, readManifest } from "./tarballs/manifest.js";
import { pack } from "./tarballs/pack.js";
import { run } from "./tarballs/run.js";

/*
 * Publishes the built packages whose version the registry has not got, each after those that it needs: `pnpm release`,
 * in the release workflow. With `--dry-run` it says what it would publish. pnpm packs, since it takes the source
 * conditions and the workspace's ranges out; npm publishes, since it knows trusted publishers.
 */

const dry = process.argv.includes("--dry-run");
const root = fileURLToPath(new URL("..", import.meta.url));
const sources = publicPackages(root);
const scratch = mkdtempSync(join(tmpdir(), "transpond-release-"));
const done = new Set<string>();

const isPublished = ({ name, version }: Manifest) =>
  run("npm", ["view", `${name}@${version}`, "version"], root).then(
    (told) => told.trim() === version,
    (error: unknown) => {
      if (String(error).includes("E404")) return false;
      throw error;
    },
  );

async function publish(name: string, source: string): Promise<void> {
  if (done.has(name)) return;
  done.add(name);
  const manifest = readManifest(source);
  for (const needed of Object.keys(manifest.dependencies ?? {})) {
    const folder = sources.get(needed);
    if (folder) await publish(needed, folder);
  }
  const packed = await pack(name, source, scratch);
  const complaints = judge(packed);
  if (complaints.length > 0) throw new Error(`${name}\n${complaints.join("\n")}`);
  const known = await isPublished(manifest);
  process.stdout.write(`${name}@${manifest.version}: ${known ? "is published" : "to be published"}\n`);
  if (known) return;
  await run("npm", ["publish", packed.tarball, "--access=public", dry ? "--dry-run" : "--provenance"], root);
}

try {
  for (const [name, source] of sources) await publish(name, source);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
