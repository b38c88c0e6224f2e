import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/**
 * Runs a program to its end.
 *
 * @returns what it wrote to standard output
 * @throws Error with all that it wrote, where it fails
 */
export async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await execute(command, [...args], { cwd, maxBuffer: 64 * 1024 * 1024, timeout: 300_000 });
    return stdout;
  } catch (error) {
    const said = ["stdout", "stderr"].map((stream) => Reflect.get(Object(error), stream)).join("\n");
    throw new Error(`${command} ${args.join(" ")}\n${said.trim() || String(error)}`);
  }
}
