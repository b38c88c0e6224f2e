import Anthropic from "@anthropic-ai/sdk";
import { createHandler, type HandlerOptions, type ResponseEntry, type Upstream } from "@transpond/fetch";
import { type SimulatedOpenAI, type SimulatedOpenAIOptions, startSimulatedOpenAI } from "@transpond/testkit";
import type { ResponseCreateParamsStreaming, ResponseInputItem } from "openai/resources/responses/responses";
import { toSse, type UpstreamEvent } from "../../packages/core/test/support/upstream-events.js";

/** What a hand-made upstream answers with: events, the text of a body, or whatever else. */
export type Answer = readonly UpstreamEvent[] | string | (() => Response | Promise<Response>);

export const hello = {
  model: "claude-sonnet-5",
  max_tokens: 4096,
  messages: [{ role: "user" as const, content: "Hello" }],
};

const sse = { "content-type": "text/event-stream; charset=utf-8" };

/** The handler before an upstream that is written by hand: request number n gets answer number n, or the last one. */
export function scripted(answers: Answer | readonly Answer[], options: Partial<HandlerOptions> = {}) {
  const list = isSeveral(answers) ? answers : [answers];
  const sent: ResponseCreateParamsStreaming[] = [];
  const upstream: typeof fetch = async (_url, init) => {
    sent.push(JSON.parse(String(init?.body)));
    const answer = list[sent.length - 1] ?? list.at(-1) ?? "";
    if (typeof answer === "function") return answer();
    return new Response(typeof answer === "string" ? answer : toSse(answer), { headers: sse });
  };
  return { ...mounted({ upstream: { apiKey: "sk-server", fetch: upstream }, ...options }), sent };
}

/** The handler before the simulated OpenAI, which refuses what OpenAI would refuse. */
export async function simulated(
  options: Partial<HandlerOptions> = {},
  simulation: SimulatedOpenAIOptions = {},
  known: Partial<Upstream> = {},
) {
  const upstream = await startSimulatedOpenAI(simulation);
  const gate = mounted({ upstream: { baseURL: upstream.url, apiKey: "sk-server", ...known }, ...options });
  return { ...gate, upstream, sent: () => sentTo(upstream), [Symbol.asyncDispose]: () => upstream.close() };
}

/** The official client in front of a handler. It does not retry unless a test says so. */
function mounted(options: Pick<HandlerOptions, "upstream"> & Partial<HandlerOptions>) {
  const logged: ResponseEntry[] = [];
  const handler = createHandler({
    model: "gpt-5.4",
    authenticate: ["gateway-key"],
    logger: { info: (entry) => entry.event === "response" && logged.push(entry) },
    ...options,
  });
  const send: typeof fetch = (input, init) => handler(new Request(input, init));
  const client = new Anthropic({ apiKey: "gateway-key", baseURL: "http://gateway", maxRetries: 0, fetch: send });
  const post = (body: object, path = "/v1/messages", headers: Record<string, string> = {}, signal?: AbortSignal) =>
    send(`http://gateway${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "x-api-key": "gateway-key", ...headers },
      ...(signal && { signal }),
    });
  return { handler, client, post, logged };
}

export type Mounted = ReturnType<typeof mounted>;

const sentTo = (upstream: SimulatedOpenAI): ResponseCreateParamsStreaming[] =>
  upstream.requests.map(({ text }) => JSON.parse(text));

/** The input items of a request, by the official client's types. */
export const itemsOf = (sent: ResponseCreateParamsStreaming | undefined): ResponseInputItem[] =>
  Array.isArray(sent?.input) ? sent.input : [];

function isSeveral(answers: Answer | readonly Answer[]): answers is readonly Answer[] {
  return Array.isArray(answers) && answers.every((answer) => typeof answer !== "object" || Array.isArray(answer));
}
