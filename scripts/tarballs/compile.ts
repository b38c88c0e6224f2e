import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { run } from "./run.js";

const compilers = { "TypeScript 7": "typescript", "TypeScript 5.9": "typescript-api" };
const resolutions = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};
/** Where the types of the web's standards come from. */
const standards = {
  "Node's types": { types: ["node"], lib: ["es2023"] },
  "the browser's types": { types: [], lib: ["es2023", "dom", "dom.iterable"] },
};
const strict = { target: "es2022", strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
const { resolve } = createRequire(import.meta.url);

export interface Compilation {
  readonly compiler: keyof typeof compilers;
  readonly resolution: keyof typeof resolutions;
  readonly standard: keyof typeof standards;
  readonly files: readonly string[];
}

/** @throws Error what the compiler says about a project's files, and about all declarations that they lead to */
export async function compile(folder: string, compilation: Compilation): Promise<void> {
  const { compiler, resolution, standard, files } = compilation;
  const compilerOptions = { ...strict, ...resolutions[resolution], ...standards[standard] };
  const project = join(folder, `tsconfig.${compiler}.${resolution}.${standard}.json`.replace(/[ ']/g, "-"));
  writeFileSync(project, JSON.stringify({ compilerOptions, files }));
  const program = join(dirname(resolve(`${compilers[compiler]}/package.json`)), "bin/tsc");
  await run(process.execPath, [program, "-p", project], folder);
}
