import Anthropic from "@anthropic-ai/sdk";
import { type SimulatedOpenAI, type SimulatedOpenAIOptions, startSimulatedOpenAI } from "@transpond/testkit";
import { createHandler, type HandlerOptions, type RequestEntry, type ResponseEntry } from "../src/index.js";

/** A simulated upstream, a handler in front of it, and the official SDK in front of that. */
export async function gateway(
  options: Partial<HandlerOptions> = {},
  simulation: SimulatedOpenAIOptions = {},
): Promise<Gateway> {
  const upstream = await startSimulatedOpenAI(simulation);
  const accepted: RequestEntry[] = [];
  const logged: ResponseEntry[] = [];
  const handler = createHandler({
    upstream: { baseURL: upstream.url, apiKey: "sk-server-key" },
    model: "gpt-5.4",
    authenticate: ["gateway-key"],
    logger: { info: (entry) => (entry.event === "request" ? accepted.push(entry) : logged.push(entry)) },
    ...options,
  });
  const send = (input: string | URL | Request, init?: RequestInit) => handler(new Request(input, init));
  const client = new Anthropic({ apiKey: "gateway-key", baseURL: "http://gateway", maxRetries: 0, fetch: send });
  const post = (body: unknown, path = "/v1/messages", init: RequestInit = {}) =>
    send(`http://gateway${path}`, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "x-api-key": "gateway-key" },
      ...init,
    });
  return { upstream, handler, client, post, accepted, logged, [Symbol.asyncDispose]: () => upstream.close() };
}

export type Gateway = {
  upstream: SimulatedOpenAI;
  handler: ReturnType<typeof createHandler>;
  client: Anthropic;
  post: (body: unknown, path?: string, init?: RequestInit) => Promise<Response>;
  accepted: RequestEntry[];
  logged: ResponseEntry[];
  [Symbol.asyncDispose]: () => Promise<void>;
};

export const hello = {
  model: "claude-sonnet-5",
  max_tokens: 1024,
  messages: [{ role: "user" as const, content: "Hello" }],
};

/** The error of an Anthropic error answer; fails where there is none. */
export async function errorOf(response: Response): Promise<{ type: string; message: string }> {
  const body: unknown = await response.json();
  const error: unknown = typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
  if (typeof error === "object" && error !== null && "type" in error && "message" in error) {
    return { ...error, type: String(error.type), message: String(error.message) };
  }
  throw new Error("not an error answer");
}

/** The count of a `count_tokens` answer. */
export async function countOf(response: Response): Promise<number> {
  const body: unknown = await response.json();
  return typeof body === "object" && body !== null && "input_tokens" in body ? Number(body.input_tokens) : Number.NaN;
}
