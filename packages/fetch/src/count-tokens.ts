import type { MessagesRequest } from "@transpond/core";
import type { Exchange } from "./exchange.js";
import { readJson } from "./read-body.js";
import type { Target } from "./target.js";
import { requestOptions, resolveTarget } from "./translate-request.js";
import { post, readAnswer, tooDeep } from "./upstream.js";

/** Counts in the host's own way: an Anthropic request, as it came, in; tokens out. */
export type TokenCounter = (
  body: MessagesRequest,
  about: { request: Request; principal: unknown },
) => number | { input_tokens: number } | Promise<number | { input_tokens: number }>;

/** Answers `POST /v1/messages/count_tokens`. Identical bodies are counted once: Claude Code asks in bursts. */
export async function answerCountTokens(exchange: Exchange): Promise<Response> {
  const { settings, request, requestId } = exchange;
  const target = await resolveTarget(exchange);
  const { body, text } = await readJson(request, settings.bodyBytes);
  const input_tokens = await counted(exchange, target, text, body);
  const beta = new URL(request.url).searchParams.get("beta") === "true";
  const answer = beta ? { input_tokens, context_management: null } : { input_tokens };
  return Response.json(answer, { headers: { "request-id": requestId } });
}

async function counted(exchange: Exchange, target: Target, text: string, body: MessagesRequest): Promise<number> {
  const how = exchange.settings.options.countTokens ?? "local";
  if (typeof how === "function") {
    const count = await how(body, { request: exchange.request, principal: exchange.principal });
    return typeof count === "number" ? count : count.input_tokens;
  }
  return count(exchange, target, text, body, how);
}

/**
 * Counts as OpenAI would bill: locally, or by the upstream's own word where the host wants that and the upstream can say.
 *
 * @throws TranspondError for a request that would be refused
 */
export async function count(
  exchange: Exchange,
  target: Target,
  text: string,
  body: MessagesRequest,
  how: "local" | "upstream",
): Promise<number> {
  const { settings, request } = exchange;
  const key = [how, target.identity, request.headers.get("anthropic-version"), text].join("\n");
  return settings.counts.get(key, async () => {
    // The token ranks weigh megabytes, so they are loaded with the first count.
    const { countTokens } = await import("@transpond/core/tokens");
    const options = { ...requestOptions(target, exchange), yieldToOthers };
    try {
      const counter = (counted: object) => askUpstream(exchange, target, counted);
      const { input_tokens } = await countTokens(body, how === "upstream" ? { ...options, counter } : options);
      return input_tokens;
    } catch (error) {
      throw tooDeep(error);
    }
  });
}

/** Lets other requests be served in between. Not every runtime has `setImmediate`, which waits for no timer. */
const yieldToOthers = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

async function askUpstream({ settings, log, request }: Exchange, target: Target, body: object): Promise<number> {
  log.upstreamCalled();
  const response = await post(target, "/responses/input_tokens", body, "application/json", {
    signal: request.signal,
    headTimeoutMs: settings.headTimeoutMs,
    onHead: (headers) => log.set({ upstreamRequestId: headers.get("x-request-id") }),
  });
  const answer = await readAnswer(response, settings.upstreamBytes);
  const said: unknown = JSON.parse(answer.body);
  const tokens: unknown = typeof said === "object" && said !== null ? Reflect.get(said, "input_tokens") : undefined;
  return response.ok && typeof tokens === "number" ? tokens : Number.NaN;
}
