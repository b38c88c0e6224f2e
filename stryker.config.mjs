// Few runs of each property: a mutant that only thousands of them would kill is one that a test should name.
process.env.TRANSPOND_PROPERTY_RUNS ??= "20";

/** Mutation testing of the way back: `pnpm mutants`, or `pnpm mutants --mutate <file>` for a part of it. */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutants.ts" },
  coverageAnalysis: "perTest",
  mutate: ["packages/core/src/{stream,response,errors}/**/*.ts"],
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: "coverage/mutants.json" },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  tempDirName: "coverage/mutants",
  // Its rewriting of paths needs TypeScript's API, which TypeScript 7 does not have; nothing here needs the rewriting.
  tsconfigFile: "none",
  ignorePatterns: ["dist", "coverage", "docs", "e2e", "examples"],
};
