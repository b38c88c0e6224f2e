import { readdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Builds both Workers into `dist/local` and `dist/upstream`, as they are deployed, and prints their sizes. */
const here = fileURLToPath(new URL(".", import.meta.url));
const variants = {
  local: { entry: "src/count-locally.ts", alias: {} },
  upstream: { entry: "src/count-upstream.ts", alias: { "js-tiktoken/ranks/o200k_base": "./src/no-ranks.ts" } },
};

await rm(`${here}dist`, { recursive: true, force: true });
for (const [name, { entry, alias }] of Object.entries(variants)) {
  await build({
    absWorkingDir: here,
    entryPoints: { worker: entry },
    outdir: `dist/${name}`,
    alias,
    bundle: true,
    format: "esm",
    // What is imported dynamically stays a module of its own, which a Worker evaluates when it is needed.
    splitting: true,
    minify: true,
    target: "es2022",
    // Not Node: what a Worker has not got must not be asked for.
    platform: "neutral",
    mainFields: ["module", "main"],
    // In this repository the packages are taken from source; installed packages do not know the condition.
    conditions: ["@transpond/source", "workerd", "worker"],
    logLevel: "warning",
  });
  await report(name);
}

async function report(name) {
  const folder = `${here}dist/${name}/`;
  const files = await readdir(folder);
  const contents = await Promise.all(files.map((file) => readFile(folder + file)));
  const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;
  const size = (parts) => `${kB(parts.reduce((sum, { length }) => sum + length, 0))}`;
  const zipped = contents.map((content) => gzipSync(content));
  process.stdout.write(`dist/${name}: ${size(contents)} minified, ${size(zipped)} gzip\n`);
  for (const [at, file] of files.entries()) {
    process.stdout.write(`  ${file}: ${kB(contents[at].length)}, ${kB(zipped[at].length)}\n`);
  }
}
