import type { AbortSignalLike, MessagesRequest } from "@transpond/core";
import { type Answer, jsonAnswer } from "./answer.js";
import { answererOf } from "./answerer.js";
import { isObject } from "./checks.js";
import type { Exchange } from "./exchange.js";
import { readJson } from "./read-body.js";
import { reportError } from "./report.js";
import { resolveTarget } from "./resolve-target.js";
import type { Target } from "./target.js";
import { after, timeout } from "./timers.js";
import { tooDeep } from "./too-deep.js";
import { requestOptions } from "./translate-request.js";
import { unlessAborted } from "./unless-aborted.js";
import { post } from "./upstream.js";
import { readAnswer } from "./upstream-answer.js";
import { yieldToOthers } from "./yield-to-others.js";

/** Counts in the host's own way: an Anthropic request, as it came, in; tokens out. */
export type TokenCounter = (
  body: MessagesRequest,
  about: { request: Request; principal: unknown },
) => number | { input_tokens: number } | Promise<number | { input_tokens: number }>;

/** Answers `POST /v1/messages/count_tokens`. Identical bodies are counted once: Claude Code asks in bursts. */
export async function answerCountTokens(exchange: Exchange): Promise<Answer> {
  const { settings, incoming, url, requestId, log } = exchange;
  const target = await resolveTarget(exchange);
  const { body, text, bytes } = await readJson(incoming, settings.bodyBytes, {
    idleMs: settings.bodyTimeoutMs,
    beforeParsing: yieldToOthers,
  });
  log.received(body, bytes);
  log.accepted();
  // A count that others may share goes on when this client leaves.
  const input_tokens = await unlessAborted(incoming.signal, counted(exchange, target, text, body));
  const beta = url.searchParams.get("beta") === "true";
  const answer = beta ? { input_tokens, context_management: null } : { input_tokens };
  return jsonAnswer(JSON.stringify(answer), 200, { "request-id": requestId });
}

async function counted(exchange: Exchange, target: Target, text: string, body: MessagesRequest): Promise<number> {
  const how = exchange.settings.options.countTokens ?? "local";
  if (typeof how === "function") {
    return tokensOf(await how(body, { request: exchange.incoming.request(), principal: exchange.principal }));
  }
  return count(exchange, target, text, body, how);
}

/** What the host's function said. @throws TypeError where that is no number of tokens, which JSON would write as null */
function tokensOf(said: unknown): number {
  const tokens: unknown = isObject(said) ? Reflect.get(said, "input_tokens") : said;
  if (typeof tokens === "number" && Number.isInteger(tokens) && tokens >= 0) return tokens;
  throw new TypeError("options.countTokens returned neither a whole number nor { input_tokens }.");
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
  const key = `${JSON.stringify(await conditions(exchange, target, how))}\n${text}`;
  return exchange.settings.counts.get(key, async () => {
    // The token ranks weigh megabytes, so they are loaded with the first count.
    const { countTokens } = await import("@transpond/core/tokens");
    const options = { ...requestOptions(target, exchange), yieldToOthers };
    await yieldToOthers();
    try {
      let exact = true;
      const counter = async (counted: object) => {
        const tokens = await askUpstream(exchange, target, counted).catch((error: unknown) => {
          reportError(error, exchange);
          return Number.NaN;
        });
        exact = Number.isFinite(tokens);
        return tokens;
      };
      const { input_tokens } = await countTokens(body, how === "upstream" ? { ...options, counter } : options);
      return { tokens: input_tokens, exact };
    } catch (error) {
      throw tooDeep(error);
    }
  });
}

/** What else a count depends on: how the body is translated, and who counts it. */
async function conditions({ incoming, url }: Exchange, target: Target, how: "local" | "upstream"): Promise<unknown[]> {
  const { identity, capabilities, families } = target;
  const said = ["anthropic-version", "anthropic-beta"].map((name) => incoming.headers.get(name));
  const beta = url.searchParams.get("beta");
  return [how, said, beta, identity, capabilities, families, how === "upstream" && (await answererOf(target))];
}

/** Longest wait for the upstream's count, in milliseconds: who asks for one shows it or plans with it, now. */
const longestWait = 10_000;

/**
 * Asks the upstream. Several clients may wait for the answer, so only time limits end it: those of any request, and a
 * short one for the whole of it.
 */
async function askUpstream(exchange: Exchange, target: Target, body: object): Promise<number> {
  const limit = new AbortController();
  const stop = after(longestWait, () => limit.abort(timeout("The upstream took too long to count.")));
  try {
    return await unlessAborted(limit.signal, askedWithin(limit.signal, exchange, target, body));
  } finally {
    stop();
    limit.abort();
  }
}

async function askedWithin(
  signal: AbortSignalLike,
  { settings, log, correlationHeaders }: Exchange,
  target: Target,
  body: object,
) {
  log.upstreamCalled();
  const response = await post(target, "/responses/input_tokens", body, "application/json", {
    signal,
    headTimeoutMs: settings.headTimeoutMs,
    headers: correlationHeaders,
    onHead: (head) => log.upstreamAnswered(head),
  });
  const { idleTimeoutMs, upstreamBytes: maxBytes } = settings;
  const answer = await readAnswer(response, { idleTimeoutMs, maxBytes });
  if (!response.ok) return Number.NaN;
  const said: unknown = JSON.parse(answer.body);
  const tokens: unknown = typeof said === "object" && said !== null ? Reflect.get(said, "input_tokens") : undefined;
  return typeof tokens === "number" ? tokens : Number.NaN;
}
