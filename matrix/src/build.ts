import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { matrixFolder, root, serversFolder } from "./folders.js";

/** What the servers load, built; each needs those before it. */
const packages = ["core", "fetch", "node"];

/**
 * Builds the packages that are older than their sources, and bundles the servers: those of processes import the built
 * packages by name, as an installation does; the Worker is one file, as it is deployed.
 *
 * @throws Error what the compiler says
 */
export async function buildServers(): Promise<void> {
  for (const name of packages) {
    const folder = join(root, "packages", name);
    if ((await newest(join(folder, "src"))) < (await newest(join(folder, "dist")))) continue;
    await promisify(execFile)(process.execPath, [join(root, "node_modules/tsup/dist/cli-default.js"), "--silent"], {
      cwd: folder,
    });
  }
  const shared = { bundle: true, format: "esm", target: "es2022", outdir: serversFolder, logLevel: "warning" } as const;
  // The packages' own chunks import each other for their order only.
  const logOverride = { "ignored-bare-import": "silent" } as const;
  const server = (name: string) => join(matrixFolder, "src/servers", `${name}.ts`);
  await build({
    ...shared,
    entryPoints: ["node", "bun", "deno"].map(server),
    platform: "node",
    external: ["@transpond/fetch", "@transpond/node"],
  });
  // No platform: what a Worker has not got must not be asked for.
  await build({
    ...shared,
    entryPoints: [server("worker")],
    platform: "neutral",
    mainFields: ["module", "main"],
    logOverride,
  });
}

/** When the newest file of a folder was written; 0 where there is none. */
async function newest(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const times = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).mtimeMs));
  return Math.max(0, ...times);
}
