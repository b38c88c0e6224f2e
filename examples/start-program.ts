import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export type Program = {
  /** The first address on loopback that it names. */
  url: string;
  /** All that it has written so far. */
  output: () => string;
  /** What it has written, as the log entries among its lines. */
  entries: () => Record<string, unknown>[];
  kill: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
};

/**
 * Starts an example as its script in package.json does, from source, and waits until it listens.
 *
 * @throws Error with what it wrote, where it ends before
 */
export async function startProgram(file: URL, env: Record<string, string> = {}): Promise<Program> {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _base, GATEWAY_KEY: _gateway, ...rest } = process.env;
  const program = spawn(process.execPath, ["--conditions=@transpond/source", "--import", "tsx", fileURLToPath(file)], {
    env: { ...rest, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    program.once("close", (code, signal) => resolve(code ?? signal));
  });
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+[\w/]*/.exec(output)?.[0];
      if (address && output.endsWith("\n")) resolve(address);
    };
    program.stdout.on("data", read);
    program.stderr.on("data", read);
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${output}`)));
  });
  const lines = () => output.split("\n").filter((line) => line.startsWith("{"));
  return {
    url,
    output: () => output,
    entries: () => lines().map((line) => JSON.parse(line)),
    kill: (signal) => void program.kill(signal),
    ended,
  };
}
