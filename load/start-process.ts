import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Question, Report, Resources } from "./process-messages.js";

/** A process under measure, which serves on loopback. */
export interface StartedProcess {
  readonly url: string;
  readonly report: () => Promise<Report>;
  /** Processor time so far, all threads, in microseconds. */
  readonly cpu: () => Promise<number>;
  /** Closes the server, lets everything end, and tells what is left. */
  readonly close: () => Promise<Resources>;
  readonly end: () => void;
}

export interface StartOptions {
  /** What the process is told, as its only argument. */
  readonly settings?: object;
  /** From source, through the packages' source condition; else as they are built. Default: built. */
  readonly source?: boolean;
  /** Further flags of Node's. */
  readonly flags?: readonly string[];
}

/**
 * Starts a file of this folder in a process of its own, in production's way.
 *
 * @param file Such as `http/upstream.ts`.
 * @throws Error when it dies before it serves
 */
export async function startProcess(file: string, options: StartOptions = {}): Promise<StartedProcess> {
  const { settings = {}, source = false, flags = [] } = options;
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(settings)], {
    execArgv: ["--expose-gc", "--import", "tsx", ...(source ? ["--conditions=@transpond/source"] : []), ...flags],
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const { port } = await next<{ port: number }>(child);
  const asked = async <Answer>(question: Question): Promise<Answer> => {
    child.send(question);
    return (await next<{ answer: Answer }>(child)).answer;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    report: () => asked<Report>("report"),
    cpu: () => asked<number>("cpu"),
    close: async () => {
      await asked("close");
      return asked<Resources>("resources");
    },
    end: () => child.disconnect(),
  };
}

/** The next message. Only `served.ts` is at the other end, which answers one question after the other. */
async function next<Message>(child: ChildProcess): Promise<Message> {
  const gone = new AbortController();
  const died = once(child, "exit", { signal: gone.signal }).then(() => {
    throw new Error("a process under measure has died");
  });
  died.catch(() => {});
  try {
    const [message]: Message[] = await Promise.race([once(child, "message", { signal: gone.signal }), died]);
    if (message === undefined) throw new Error("a message without content");
    return message;
  } finally {
    gone.abort();
  }
}
