import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { type ClientMessage, type JsonObject, parseClientMessages } from "./client-messages.js";
import { locateClaudeCode } from "./locate-claude-code.js";
import { startOutsideGuard } from "./outside-guard.js";
import type { Workspace } from "./workspace.js";

/** What the user types, a slash command too; or content blocks, as pasted images give. */
export type Prompt = string | { readonly blocks: readonly JsonObject[] };

export interface ClaudeCodeOptions {
  /** Of the server under test, such as `http://127.0.0.1:8787`. */
  readonly baseUrl: string;
  /** What the user types; of a list, each prompt once the one before it was answered, all in one process. */
  readonly prompt: string | readonly Prompt[];
  readonly workspace: Workspace;
  /** Sent as `x-api-key`; never a real one. */
  readonly apiKey?: string;
  /** Further command line arguments, such as `["--allowedTools", "Bash,Read"]`. */
  readonly args?: readonly string[];
  /** Added to the otherwise empty environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds until the client is told to stop; default 60 000. */
  readonly timeoutMs?: number;
}

export interface ClaudeCodeRun {
  readonly messages: readonly ClientMessage[];
  /** The last message of type `result`. */
  readonly result: ClientMessage | undefined;
  readonly exitCode: number | null;
  readonly stderr: string;
  /** Requests that it tried to send through the proxy, to anywhere but loopback; none of them got out. */
  readonly outsideAttempts: readonly string[];
}

/** Between the request to stop and the end by force. */
const GRACE_MS = 5_000;

const LOOPBACK = "127.0.0.1,localhost,::1";

/**
 * Nothing of this machine's but its PATH, and the proxy for everything but loopback.
 * @param proxy URL of an outside guard
 * @example spawn(command, args, { env: environment({ baseUrl, workspace }, guard.url) })
 */
export const environment = (
  options: Pick<ClaudeCodeOptions, "baseUrl" | "workspace" | "apiKey" | "env">,
  proxy: string,
): Record<string, string> => ({
  PATH: process.env.PATH ?? "",
  HOME: options.workspace.home,
  TMPDIR: options.workspace.temp,
  ANTHROPIC_BASE_URL: options.baseUrl,
  ANTHROPIC_API_KEY: options.apiKey ?? "test-key",
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
  HTTP_PROXY: proxy,
  HTTPS_PROXY: proxy,
  NO_PROXY: LOOPBACK,
  ...options.env,
});

interface Exit {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const streamedInput = ["--input-format", "stream-json"];

/** True for the line that ends the answer to a prompt. Other output is judged when the client has ended. */
const isResult = (line: string): boolean => {
  try {
    return parseClientMessages(line).some(({ type }) => type === "result");
  } catch {
    return false;
  }
};

/** Types the prompts of one process: each line of input once the client has printed the result of the one before. */
const typePrompts = (child: ChildProcessByStdio<Writable, Readable, Readable>, prompts: readonly Prompt[]) => {
  const waiting = [...prompts];
  const typeNext = () => {
    const prompt = waiting.shift();
    if (prompt === undefined) {
      child.stdin.end();
      return;
    }
    const content = typeof prompt === "string" ? prompt : prompt.blocks;
    child.stdin.write(`${JSON.stringify({ type: "user", message: { role: "user", content } })}\n`);
  };
  // A client that has ended takes no more input; its exit code tells of that.
  child.stdin.on("error", () => undefined);
  createInterface(child.stdout).on("line", (line) => {
    if (isResult(line)) typeNext();
  });
  typeNext();
};

const runToExit = (command: string, options: ClaudeCodeOptions, proxy: string): Promise<Exit> =>
  new Promise((resolve, reject) => {
    const timeoutMs = options.timeoutMs ?? 60_000;
    const { prompt } = options;
    const asArgument = typeof prompt === "string";
    const child = spawn(
      command,
      [
        "-p",
        ...(asArgument ? [prompt] : streamedInput),
        "--output-format",
        "stream-json",
        "--verbose",
        ...(options.args ?? []),
      ],
      {
        cwd: options.workspace.cwd,
        env: environment(options, proxy),
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
    typePrompts(child, asArgument ? [] : prompt);
    let [stdout, stderr, timedOut] = ["", "", false];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    let forced: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => {
      timedOut = true;
      // Asked first: it ends the commands that its tools started, which run in process groups of their own.
      child.kill("SIGTERM");
      forced = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    }, timeoutMs);
    const stopTimers = () => {
      clearTimeout(timer);
      clearTimeout(forced);
    };
    child.on("error", (error) => {
      stopTimers();
      reject(error);
    });
    child.on("close", (exitCode) => {
      stopTimers();
      if (!timedOut) return resolve({ exitCode, stdout, stderr });
      reject(
        new Error(`Claude Code did not end within ${timeoutMs} ms\n${stdout.slice(-5000)}\n${stderr.slice(-5000)}`),
      );
    });
  });

/**
 * Runs the pinned Claude Code once, without a terminal, against a local server: clean environment, empty home, and
 * a proxy for everything but loopback that lets nothing through.
 * @returns what it printed and how it ended; an unsuccessful turn is a result, not an exception
 * @throws when the client can't be started, prints something else than messages or runs out of time
 * @example
 * const workspace = await createWorkspace();
 * const { result } = await runClaudeCode({ baseUrl: "http://127.0.0.1:8787", prompt: "Say hello", workspace });
 */
export const runClaudeCode = async (options: ClaudeCodeOptions): Promise<ClaudeCodeRun> => {
  const command = await locateClaudeCode();
  const guard = await startOutsideGuard();
  try {
    const { exitCode, stdout, stderr } = await runToExit(command, options, guard.url);
    const messages = parseClientMessages(stdout);
    const result = messages.findLast((message) => message.type === "result");
    return { messages, result, exitCode, stderr, outsideAttempts: guard.attempts };
  } finally {
    await guard.close();
  }
};
