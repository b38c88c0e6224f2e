import { defineConfig } from "vitest/config";

const resolve = { conditions: ["@transpond/source"] };

/** The tests that mutants of the way back are put before. Recordings are left out: each would be read for each mutant. */
export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    include: ["packages/core/test/{stream,response,errors}/**/*.test.ts"],
    exclude: ["**/recordings.test.ts", "**/*.recordings.test.ts"],
    testTimeout: 30_000,
    environment: "node",
  },
});
