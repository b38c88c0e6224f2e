import { defineConfig } from "vitest/config";

const resolve = { conditions: ["@transpond/source"] };
const project = (name: string, include: string[]) => ({
  resolve,
  ssr: { resolve },
  test: { name, include, testTimeout: 30_000, environment: "node" as const },
});

export default defineConfig({
  test: {
    // Handlers log to the console by default; of tests that pass nobody reads it.
    silent: "passed-only",
    // Two cores would otherwise run one file at a time.
    maxWorkers: "100%",
    projects: [
      ...["core", "fetch", "node", "express", "fastify", "testkit"].map((name) =>
        project(name, [`packages/${name}/test/**/*.test.ts`]),
      ),
      project("workspace", ["test/**/*.test.ts", "examples/*/test/**/*.test.ts", "matrix/test/**/*.test.ts"]),
    ],
  },
});
