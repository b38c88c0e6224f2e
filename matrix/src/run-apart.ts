import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Result } from "./column.js";
import { matrixFolder } from "./folders.js";

/**
 * Runs a column in a process of its own, where nobody else takes its time.
 *
 * @param wanted What the names of the scenarios contain.
 */
export async function runApart(name: string, wanted: string): Promise<Result> {
  const began = performance.now();
  const child = fork(join(matrixFolder, "src/child.ts"), [name, wanted], {
    execArgv: ["--conditions=@transpond/source", "--import", "tsx"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-1000);
  });
  let result: Result | undefined;
  // Only `child.ts` is at the other end.
  child.once("message", (message: Result) => {
    result = message;
  });
  await once(child, "exit");
  return result ?? { name, ms: performance.now() - began, died: complaints.trim() };
}
