import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Implementation } from "./scenario.js";

const packages = fileURLToPath(new URL("../../../", import.meta.url));

/** One change to the source: a guard that is taken out. */
export type Mutation = {
  /** Under `packages`. */
  file: string;
  search: string;
  replace: string;
};

/** Puts the change into its file as it is loaded. */
const mutating = ({ file, search, replace }: Mutation): Plugin => ({
  name: "mutating",
  setup(build) {
    const path = join(packages, file);
    build.onLoad({ filter: /\.ts$/ }, async ({ path: loaded }) => {
      if (loaded !== path) return undefined;
      const source = await readFile(loaded, "utf8");
      const parts = source.split(search);
      if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${search}`);
      return { contents: parts.join(replace), loader: "ts" };
    });
  },
});

/** What others have written stays where it is, and is loaded once for all. */
const withoutOthers: Plugin = {
  name: "without-others",
  setup(build) {
    build.onResolve({ filter: /^[^.]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (path.startsWith("@transpond/") || kind === "entry-point" || pluginData === "resolved") return undefined;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: "resolved" });
      return found.errors.length > 0 || found.external
        ? undefined
        : { path: pathToFileURL(found.path).href, external: true };
    });
  },
};

const entry = `
  export { createHandler } from "./src/index.ts";
  export { openTelemetry } from "./src/opentelemetry.ts";
`;

/** The handler and its telemetry with a change in them; without one, as they are. */
export async function loadMutated(mutation?: Mutation): Promise<Implementation> {
  const folder = await mkdtemp(join(tmpdir(), "transpond-mutated-"));
  try {
    const outfile = join(folder, "handler.mjs");
    const { outputFiles } = await build({
      stdin: { contents: entry, resolveDir: join(packages, "fetch"), loader: "ts" },
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      outfile,
      conditions: ["@transpond/source"],
      // Counts are not logged; their ranks weigh megabytes.
      external: ["@transpond/core/tokens"],
      plugins: mutation ? [withoutOthers, mutating(mutation)] : [withoutOthers],
      logLevel: "silent",
    });
    await writeFile(outfile, outputFiles[0]?.text ?? "");
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
