import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

/**
 * Writes one module that holds the tests, the instrumented sources and the runner, so that a process is ready in the
 * time that it takes to read one file. Each test file is loaded when the runner asks for it.
 *
 * @returns for each source, the files that import it
 */
export async function bundle(
  out: string,
  tests: readonly string[],
  texts: ReadonlyMap<string, string>,
): Promise<Map<string, string[]>> {
  const loaders = tests.map((test) => `${JSON.stringify(test)}: () => require(${JSON.stringify(test)}),`).join("\n");
  const here = import.meta.dirname;
  const { metafile } = await build({
    metafile: true,
    stdin: {
      contents: `import { serve } from "./serve.js";\nserve({\n${loaders}\n});`,
      resolveDir: here,
      loader: "ts",
    },
    outfile: out,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { vitest: `${here}/vitest.ts` },
    plugins: [sourcesFrom(texts)],
    logLevel: "error",
  });
  const importers = new Map<string, string[]>();
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    for (const { path } of imports)
      importers.set(resolve(path), [...(importers.get(resolve(path)) ?? []), resolve(file)]);
  }
  return importers;
}

/** Gives a file its instrumented text, and leaves `import.meta.url` what it is outside the bundle. */
function sourcesFrom(texts: ReadonlyMap<string, string>): Plugin {
  return {
    name: "sources",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const text = texts.get(path) ?? (await readFile(path, "utf8"));
        return {
          contents: text.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
          loader: "ts",
        };
      });
    },
  };
}
