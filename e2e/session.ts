import type { Loss } from "@transpond/core";
import type { LogEntry } from "@transpond/fetch";
import type { Respond } from "@transpond/testkit";
import { type ClaudeCodeOptions, type ClaudeCodeRun, runClaudeCode } from "./claude-code.js";
import { isObject, type JsonObject, objectsOf } from "./client-messages.js";
import { CLIENT_KEY, CLIENT_REQUEST_HEADER, type ClientRequest, type Gateway, startGateway } from "./gateway.js";
import { createWorkspace, type Workspace } from "./workspace.js";

export interface SessionOptions {
  /** Upstream model. */
  readonly model: string;
  /** What the user types; of several, each continues the conversation in a client process of its own. */
  readonly prompts: readonly [ClaudeCodeOptions["prompt"], ...ClaudeCodeOptions["prompt"][]];
  /** What the model answers; a function of the workspace, whose absolute paths tools such as Read want. */
  readonly respond: (workspace: Workspace) => Respond;
  /** Content by name, for the client's working directory. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Tools that the client may use without asking; default none. */
  readonly tools?: readonly string[];
  /** Further command line arguments of the client. */
  readonly args?: readonly string[];
  /** Added to the client's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A request as the simulated upstream saw it. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: JsonObject;
  /** The input items. */
  readonly input: readonly JsonObject[];
  /** The items that the upstream answered with, each as its `done` event gave it. */
  readonly output: readonly JsonObject[];
  /** What the client had asked the gateway. */
  readonly client: ClientRequest;
}

/** How the last prompt went. */
export interface Session extends ClaudeCodeRun {
  /** How every prompt went, the last one included. */
  readonly runs: readonly ClaudeCodeRun[];
  /** Every request that reached the upstream, in order. */
  readonly sent: readonly SentRequest[];
  /** Every request that the client sent to the gateway, those included that the gateway answered by itself. */
  readonly asked: readonly ClientRequest[];
  /** What the gateway could not carry over as it was. */
  readonly losses: readonly Loss[];
  /** What the gateway logged. */
  readonly logged: readonly LogEntry[];
}

const runPrompts = async (
  { prompts: [first, ...others], tools, args = [], env = {} }: SessionOptions,
  workspace: Workspace,
  baseUrl: string,
): Promise<[ClaudeCodeRun, ...ClaudeCodeRun[]]> => {
  const client = { baseUrl, apiKey: CLIENT_KEY, workspace, env };
  const always = [...args, ...(tools ? ["--allowedTools", tools.join(",")] : [])];
  const runs: [ClaudeCodeRun, ...ClaudeCodeRun[]] = [await runClaudeCode({ ...client, prompt: first, args: always })];
  for (const prompt of others) {
    runs.push(await runClaudeCode({ ...client, prompt, args: ["--continue", ...always] }));
  }
  return runs;
};

const clientRequestOf = (
  headers: Readonly<Record<string, string>>,
  requests: readonly ClientRequest[],
): ClientRequest => {
  const request = requests[Number(headers[CLIENT_REQUEST_HEADER])];
  if (!request) throw new Error("the upstream got a request that the client had not asked for");
  return request;
};

/** What the gateway and the upstream behind it saw while the prompts ran. */
export const sessionOf = (gateway: Gateway, runs: readonly [ClaudeCodeRun, ...ClaudeCodeRun[]]): Session => {
  const sent = gateway.upstream.requests.map(({ method, path, status, body, headers, output }) => ({
    method,
    path,
    status,
    body,
    input: objectsOf(body.input),
    output,
    client: clientRequestOf(headers, gateway.clientRequests),
  }));
  const last = runs.at(-1) ?? runs[0];
  return { ...last, runs, sent, asked: gateway.clientRequests, losses: gateway.losses, logged: gateway.logged };
};

/**
 * A conversation over Claude Code → gateway → simulated OpenAI, all ended before it returns.
 * @throws when the client can't be run; see `runClaudeCode`
 * @example const { result, sent } = await runSession({ model: "gpt-5.4", prompts: ["Hi"], respond: () => agent([text("Hello")]) });
 */
export const runSession = async (options: SessionOptions): Promise<Session> => {
  const workspace = await createWorkspace(options.files);
  try {
    const gateway = await startGateway(options.model, options.respond(workspace));
    try {
      const runs = await runPrompts(options, workspace, gateway.url);
      return sessionOf(gateway, runs);
    } finally {
      await gateway.close();
    }
  } finally {
    await workspace.remove();
  }
};

/** A value without prompt cache markers, which stand elsewhere in the next turn. */
export const withoutCacheMarkers = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutCacheMarkers);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "prompt_cache_breakpoint")
      .map(([key, entry]) => [key, withoutCacheMarkers(entry)]),
  );
};

/** The items of one type. */
export const itemsOf = (request: SentRequest | undefined, type: string): readonly JsonObject[] =>
  (request?.input ?? []).filter((item) => item.type === type);

/** The output of a call as text: a string, or the text parts of a list. */
export const outputText = (output: unknown): string =>
  typeof output === "string"
    ? output
    : objectsOf(output)
        .map((part) => (typeof part.text === "string" ? part.text : ""))
        .join("");
