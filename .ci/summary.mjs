// Adds up what the test runs reported, and names the stages and tests that failed: of a long run, often only the end is kept.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Lines of a failure's message: what was expected, what came, a counterexample. */
const messageLines = 12;

const [folder = ".", stages = "0", ...failedStages] = process.argv.slice(2);
const total = { passed: Number(stages) - failedStages.length, failed: failedStages.length, skipped: 0 };
const failures = [];
for (const file of readdirSync(folder)) {
  const report = JSON.parse(readFileSync(join(folder, file), "utf8"));
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests;
  total.skipped += report.numPendingTests + report.numTodoTests;
  for (const suite of report.testResults) failures.push(...failuresOf(suite));
}
const lines = [
  ...failures,
  ...failedStages.map((name) => `failed: ${name}`),
  ...(total.skipped > 0 ? ["Here a skipped test is a failure: what it needs is at hand."] : []),
  `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`,
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = total.failed > 0 || total.skipped > 0 ? 1 : 0;

/** A file that could not be loaded has failed without a test of it. */
function failuresOf({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (failed.length === 0) return status === "failed" ? [describe(name, [], [message])] : [];
  return failed.map((test) => describe(name, [test.fullName], test.failureMessages));
}

function describe(file, names, messages) {
  const text = messages.join("\n").split("\n").slice(0, messageLines);
  return [`✗ ${[file, ...names].join(" > ")}`, ...text.map((line) => `    ${line.slice(0, 400)}`)].join("\n");
}
