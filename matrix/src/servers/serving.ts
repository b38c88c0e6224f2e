import process from "node:process";
import type { HandlerOptions } from "@transpond/fetch";
import { handlerOptions } from "@transpond/testkit/handler-options";
import { settingsVariable } from "../settings-variable.js";

/** What a server process is told to serve, by its environment. */
export const options = (): HandlerOptions => handlerOptions(JSON.parse(process.env[settingsVariable] ?? "{}"));

/** Says where the server listens, and ends the process with the one that started it, whose end closes the input. */
export function announce(port: number): void {
  process.stdin.resume().on("end", () => process.exit(0));
  process.stdout.write(`http://127.0.0.1:${port}\n`);
}
