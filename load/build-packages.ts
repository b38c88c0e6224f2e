import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Builds the JavaScript of the packages that are older than their sources.
 *
 * @param names Folders of `packages`, each behind those that it needs.
 * @throws Error what the bundler says
 */
export async function buildPackages(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const folder = `${root}packages/${name}`;
    if ((await newest(`${folder}/src`)) < (await newest(`${folder}/dist`))) continue;
    const tsup = `${root}node_modules/tsup/dist/cli-default.js`;
    await promisify(execFile)(process.execPath, [tsup, "--silent"], { cwd: folder });
  }
}

/** When the newest file of a folder was written; 0 where there is none. */
async function newest(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const times = await Promise.all(files.map(async (file) => (await stat(`${folder}/${file}`)).mtimeMs));
  return Math.max(0, ...times);
}
