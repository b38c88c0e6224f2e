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
for (const _name of failedStages)
  if (total.skipped > 0) process.exitCode = total.failed > 0 || total.skipped > 0 || total.passed === 0 ? 1 : 0;
