import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Packed } from "./pack.js";
import { run } from "./run.js";

const consumer = fileURLToPath(new URL("consumer", import.meta.url));

export interface Project {
  readonly folder: string;
  /** Installs tarballs, and what applications have beside them: frameworks, and types for the compiler. */
  readonly install: (packages: readonly Packed[]) => Promise<void>;
  readonly add: (...wanted: readonly string[]) => Promise<void>;
}

const beside = ["express@5.3.0", "@types/express@5.0.6", "fastify@5.12.8", "@types/node@20"];
const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];

/** An application: the programs of `consumer`, and nothing of the repository. */
export function makeProject(folder: string): Project {
  mkdirSync(folder);
  cpSync(consumer, folder, { recursive: true });
  const manifest = { name: "consumer", version: "1.0.0", private: true, type: "module" };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const add = async (...wanted: readonly string[]) => {
    await run("npm", ["install", ...flags, ...wanted], folder);
  };
  return { folder, add, install: (packages) => add(...packages.map(({ tarball }) => tarball), ...beside) };
}
