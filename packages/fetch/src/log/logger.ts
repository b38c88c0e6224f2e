import { tell } from "../tell.js";
import type { LogEntry } from "./log-entry.js";

/**
 * Takes entries: pino, Fastify's, winston, `console`, or two lines of the host's own. Failures of this side and of the
 * upstream go to `error`, what clients did wrong or left to `warn`, where there are such methods, else to `info`.
 */
export type Logger = {
  info: (entry: LogEntry, message: string) => unknown;
  warn?: ((entry: LogEntry, message: string) => unknown) | undefined;
  error?: ((entry: LogEntry, message: string) => unknown) | undefined;
};

type Level = "info" | "warn" | "error";

/** Writes an entry, and does not care whether that worked: a logger never fails a request. */
export function write(logger: Logger, entry: LogEntry): void {
  const level = levelOf(entry);
  const message = entry.event === "request" ? "request accepted" : `request ${entry.outcome}`;
  tell(() => (logger[level] ? logger[level](entry, message) : logger.info(entry, message)));
}

function levelOf(entry: LogEntry): Level {
  if (entry.event === "request" || entry.outcome === "completed") return "info";
  return entry.outcome === "cancelled" || (entry.status >= 400 && entry.status < 500) ? "warn" : "error";
}

const line = (level: Level) => (entry: LogEntry, msg: string) =>
  // biome-ignore lint/suspicious/noConsole: this is the logger.
  console.log(JSON.stringify({ level, time: new Date().toISOString(), msg, ...entry }));

/** JSON lines on the standard output, with level and time: what is written where the host has no logger of its own. */
export const consoleLogger: Logger = { info: line("info"), warn: line("warn"), error: line("error") };

/** Writes nothing. */
export const silent: Logger = { info: () => {} };
