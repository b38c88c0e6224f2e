import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Gets a program that npm has, and asks it for its own path, so that it can be started without npm in between.
 *
 * @param version What its answer to `--version` is to begin with.
 * @param command The program, and what makes it print its path.
 * @throws Error why it cannot be had
 */
export async function pathFromNpm(npmPackage: string, version: string, command: readonly string[]): Promise<string> {
  const [program = "", ...ask] = command;
  const args = ["-y", `--package=${npmPackage}`, "--", program, ...ask];
  const { stdout } = await run("npx", args, { timeout: 120_000 });
  return checked(stdout.trim(), version);
}

/** The path, if the program there has the version: npm may have found another of its name. @throws Error where it has not */
export async function checked(path: string, version: string): Promise<string> {
  const told = (await run(path, ["--version"])).stdout.replace(/^(?:v|deno )/, "").trim();
  if (!told.startsWith(version)) throw new Error(`${path} is ${told}, not ${version}`);
  return path;
}
