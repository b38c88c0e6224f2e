import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.js";

export interface Packed {
  readonly name: string;
  readonly tarball: string;
  /** Where it is unpacked. */
  readonly folder: string;
  /** Paths of its files, relative to `folder`. */
  readonly files: readonly string[];
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/** Packs a package as it would be published, ranges of the workspace replaced, and unpacks it again. */
export async function pack(name: string, source: string, into: string): Promise<Packed> {
  const folder = join(into, name.replace("/", "-"));
  mkdirSync(folder);
  await run("pnpm", ["pack", "--pack-destination", folder], source);
  const tarball = join(folder, readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "");
  await run("tar", ["-xzf", tarball, "-C", folder], folder);
  const unpacked = join(folder, "package");
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1))
    .sort();
  const unpackedBytes = files.reduce((sum, file) => sum + statSync(join(unpacked, file)).size, 0);
  return { name, tarball, folder: unpacked, files, packedBytes: statSync(tarball).size, unpackedBytes };
}
