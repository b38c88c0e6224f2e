// Adds up what the test runs reported, and names the stages that failed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder = ".", stages = "0", ...failedStages] = process.argv.slice(2);
const total = { passed: Number(stages) - failedStages.length, failed: failedStages.length, skipped: 0 };
for (const file of readdirSync(folder)) {
  const report = JSON.parse(readFileSync(join(folder, file), "utf8"));
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests;
  total.skipped += report.numPendingTests + report.numTodoTests;
}
const lines = [
  ...failedStages.map((name) => `failed: ${name}`),
  ...(total.skipped > 0 ? ["Here a skipped test is a failure: what it needs is at hand."] : []),
  `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`,
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = total.failed > 0 || total.skipped > 0 ? 1 : 0;
