/**
 * CPU time of the first count in a process: importing, loading the ranks, counting. One line, in milliseconds.
 * Run: node --conditions=@transpond/source --import tsx packages/core/bench/first-count.ts
 */
import { cpu } from "./tokens/cpu.js";

const before = cpu();
const { countInputTokens } = await import("../src/tokens/index.js");
const imported = cpu();
await countInputTokens({ model: "gpt-5.4", input: "Hello world" });
const counted = cpu();
process.stdout.write(
  `first count in a fresh process: ${(counted - imported).toFixed(0)} ms CPU (import before it: ${(imported - before).toFixed(0)} ms)\n`,
);
