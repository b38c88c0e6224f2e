import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/*
 * Runs every benchmark, or those whose path contains one of the arguments, each in a process of its own, so that none
 * measures what another has warmed up: `pnpm bench`, `pnpm bench tokens`.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const benches: readonly (readonly [file: string, ...flags: string[]])[] = [
  ["packages/core/bench/stream.ts"],
  ["packages/core/bench/request.ts"],
  ["packages/core/bench/tokens.ts"],
  ["packages/core/bench/held-translators.ts", "--expose-gc"],
  ["packages/core/bench/redact.ts"],
  ["packages/fetch/bench/log.ts"],
];

const wanted = process.argv.slice(2);
const chosen = benches.filter(([file]) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
if (chosen.length === 0) process.stderr.write(`No benchmark has ${wanted.join(" or ")} in its path.\n`);
let failed = chosen.length === 0;
for (const [file, ...flags] of chosen) {
  const args = [...flags, "--conditions=@transpond/source", "--import", "tsx", file];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
