import { defineConfig } from "vitest/config";

const resolve = { conditions: ["@transpond/source"] };

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: { include: ["e2e/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false },
});
