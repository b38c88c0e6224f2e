import type { AbortSignalLike, OpenAIRequest } from "@transpond/core";
import type { Target } from "./target.js";
import { after, timeout } from "./timers.js";
import { tooDeep } from "./too-deep.js";
import { readAnswer } from "./upstream-answer.js";
import type { UpstreamResponse } from "./upstream-fetch.js";

type PostOptions = {
  signal: AbortSignalLike;
  headTimeoutMs: number;
  /** What is sent beside the target's own, which win. */
  headers: Record<string, string>;
  /** Called with the head of the answer, whatever its status. */
  onHead: (response: UpstreamResponse) => void;
};

export type CallOptions = PostOptions & { idleTimeoutMs: number; maxBytes: number };

/** The bytes of an event stream, or parsed events. */
export type UpstreamSource = NonNullable<UpstreamResponse["body"]> | AsyncIterable<object>;

/**
 * Asks the upstream for a stream.
 *
 * @returns The bytes of the event stream, or the events that stand for a Response sent as JSON instead.
 * @throws What failed, for the core to translate: an `UpstreamAnswer`, or what `fetch` threw.
 */
export async function callUpstream(target: Target, body: OpenAIRequest, options: CallOptions): Promise<UpstreamSource> {
  const response = await post(target, "/responses", body, "text/event-stream", options);
  const type = response.headers.get("content-type")?.toLowerCase() ?? "";
  if (response.ok && response.body !== null && !/json|html/.test(type)) {
    return response.body;
  }
  const answer = await readAnswer(response, options);
  const parsed = /json/.test(type) ? parseObject(answer.body) : undefined;
  if (response.ok && parsed !== undefined && Array.isArray(Reflect.get(parsed, "output"))) return replay(parsed);
  throw answer;
}

/**
 * Sends JSON and waits for the head of the answer. Redirects are not followed: they would carry the key elsewhere. Where
 * it fails, the request may still be under way: whoever gave the signal aborts it.
 */
export async function post(
  target: Target,
  path: string,
  body: object,
  accept: string,
  { signal, headTimeoutMs, headers: further, onHead }: PostOptions,
): Promise<UpstreamResponse> {
  const text = serialised(body);
  const headers = Object.assign({}, further, target.headers, { "content-type": "application/json", accept });
  // Taken out of its object: some runtimes refuse a `fetch` that is called as a method.
  const { fetch } = target;
  const request = { method: "POST", headers, body: text, redirect: "manual", signal } as const;
  const response = await inTime(fetch(target.url(path), request), headTimeoutMs);
  onHead(response);
  return response;
}

/** The head of an answer, unless it takes too long. */
function inTime(head: Promise<UpstreamResponse>, limitMs: number): Promise<UpstreamResponse> {
  return new Promise((resolve, reject) => {
    const stop = after(limitMs, () => reject(timeout("The upstream sent no response head.")));
    head.then(resolve, reject);
    head.then(stop, stop);
  });
}

/** @throws TranspondError 400 where nesting is deeper than the engine's stack. */
function serialised(body: object): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw tooDeep(error);
  }
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A Response that came whole, as the event that would have ended its stream. */
async function* replay(response: object): AsyncGenerator<object> {
  const status: unknown = Reflect.get(response, "status");
  const end = status === "failed" || status === "incomplete" ? status : "completed";
  yield { type: `response.${end}`, response };
}
