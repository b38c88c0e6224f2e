import { run } from "./run.js";

/** The oldest release that is supported, and the newest of each line. */
export const nodeVersions = ["20.19.0", "20", "22", "24"];

const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

/** @returns the path of a Node of this version, this process's own where it fits, else npm's */
export async function nodeOf(version: string): Promise<string> {
  if (`${process.versions.node}.`.startsWith(`${version}.`)) return process.execPath;
  const get = ["-y", `--package=node-${platform}@${version}`, "--", "node", "-p", "process.execPath"];
  const path = (await run("npx", get, ".")).trim();
  const told = (await run(path, ["--version"], ".")).trim();
  if (!`${told}.`.startsWith(`v${version}.`)) throw new Error(`Node ${version} is wanted, ${told} was got.`);
  return path;
}
