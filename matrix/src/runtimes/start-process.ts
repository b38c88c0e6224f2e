import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { RunningServer, ServerSettings } from "@transpond/testkit/scenarios";
import { matrixFolder } from "../folders.js";
import { settingsVariable } from "../settings-variable.js";

/** Starts a server in a process of its own, which prints its URL. @throws Error what it says where it does not start */
export async function startProcess(
  command: string,
  args: readonly string[],
  settings: ServerSettings,
): Promise<RunningServer> {
  const server = spawn(command, args, {
    cwd: matrixFolder,
    env: { ...process.env, [settingsVariable]: JSON.stringify(settings) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaints = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-2000);
  });
  const ended = once(server, "close");
  const line = once(createInterface(server.stdout), "line");
  const url = await Promise.race([line.then(([words]) => String(words)), ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`the server ended: ${complaints.trim()}`);
  return {
    url,
    close: async () => {
      server.kill("SIGKILL");
      await ended;
    },
  };
}
