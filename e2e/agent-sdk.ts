import { type Options, query, type SDKMessage, type SDKUserMessage } from "@anthropic-ai/claude-agent-sdk";
import type { Respond } from "@transpond/testkit";
import { environment } from "./claude-code.js";
import { CLIENT_KEY, startGateway } from "./gateway.js";
import { locateClaudeCode } from "./locate-claude-code.js";
import { startOutsideGuard } from "./outside-guard.js";
import { type Session, sessionOf } from "./session.js";
import { createWorkspace } from "./workspace.js";

export interface AgentOptions {
  /** Upstream model. */
  readonly model: string;
  /** What the user says; each once the one before it was answered, all in one query. */
  readonly prompts: readonly string[];
  /** What the model answers. */
  readonly respond: Respond;
  /** Further options of the query, such as `mcpServers`. */
  readonly options?: Options;
}

export interface AgentSession extends Session {
  /** What the query yielded, in order. */
  readonly yielded: readonly SDKMessage[];
}

/** The prompts one by one, and the function that lets the next one out. */
const conversation = (prompts: readonly string[]) => {
  let answered: () => void = () => undefined;
  async function* said(): AsyncGenerator<SDKUserMessage> {
    for (const content of prompts) {
      const answer = new Promise<void>((resolve) => {
        answered = resolve;
      });
      yield { type: "user", message: { role: "user", content }, parent_tool_use_id: null };
      await answer;
    }
  }
  return { said: said(), next: () => answered() };
};

/** Milliseconds until a query is given up. */
const LIMIT_MS = 120_000;

/**
 * A conversation over the Claude Agent SDK, which runs the pinned Claude Code → gateway → simulated OpenAI, all ended
 * before it returns.
 * @throws when the client can't be run, or what the query throws
 * @example const { yielded } = await runAgent({ model: "gpt-5.4", prompts: ["Hi"], respond: () => text("Hello") });
 */
export const runAgent = async ({ model, prompts, respond, options = {} }: AgentOptions): Promise<AgentSession> => {
  const command = await locateClaudeCode();
  const [workspace, guard, gateway] = [
    await createWorkspace(),
    await startOutsideGuard(),
    await startGateway(model, respond),
  ];
  const { said, next } = conversation(prompts);
  const abortController = new AbortController();
  const timer = setTimeout(() => abortController.abort(), LIMIT_MS);
  let stderr = "";
  try {
    const yielded: SDKMessage[] = [];
    const messages = query({
      prompt: said,
      options: {
        pathToClaudeCodeExecutable: command,
        cwd: workspace.cwd,
        env: environment({ baseUrl: gateway.url, apiKey: CLIENT_KEY, workspace }, guard.url),
        settingSources: [],
        includePartialMessages: true,
        abortController,
        stderr: (text) => {
          stderr += text;
        },
        ...options,
      },
    });
    for await (const message of messages) {
      yielded.push(message);
      if (message.type === "result") next();
    }
    const result = yielded.findLast(({ type }) => type === "result");
    const run = {
      messages: yielded.map((message) => ({ ...message })),
      result: result && { ...result },
      exitCode: 0,
      stderr,
      outsideAttempts: guard.attempts,
    };
    return { ...sessionOf(gateway, [run]), yielded };
  } catch (error) {
    throw new Error(`the query failed\n${stderr.slice(-5000)}`, { cause: error });
  } finally {
    clearTimeout(timer);
    await gateway.close();
    await guard.close();
    await workspace.remove();
  }
};
