import { type OpenAIRequest, TranspondError } from "@transpond/core";
import { readBytes } from "./read-body.js";
import type { Target } from "./target.js";

export type CallOptions = {
  signal: AbortSignal;
  headTimeoutMs: number;
  idleTimeoutMs: number;
  maxBytes: number;
  /** Called with the head of the answer, whatever its status. */
  onHead: (headers: Headers) => void;
};

/** The bytes of an event stream, or parsed events. */
export type UpstreamSource = ReadableStream<Uint8Array> | AsyncIterable<object>;

/** An HTTP answer that is no stream of events, in the shape that the core's error table reads. */
type FailedAnswer = { status: number; headers: Headers; body: string };

/**
 * Asks the upstream for a stream.
 *
 * @returns The bytes of the event stream, or the events that stand for a Response sent as JSON instead.
 * @throws What failed, for the core to translate: `{ status, headers, body }`, or what `fetch` threw.
 */
export async function callUpstream(target: Target, body: OpenAIRequest, options: CallOptions): Promise<UpstreamSource> {
  const response = await post(target, "/responses", { ...body, stream: true }, "text/event-stream", options);
  const type = response.headers.get("content-type")?.toLowerCase() ?? "";
  if (response.ok && response.body !== null && !/json|html/.test(type)) {
    return withIdleLimit(response.body, options.idleTimeoutMs);
  }
  const answer = await readAnswer(response, options.maxBytes);
  const parsed = /json/.test(type) ? parseObject(answer.body) : undefined;
  if (response.ok && parsed !== undefined && Array.isArray(Reflect.get(parsed, "output"))) return replay(parsed);
  throw answer;
}

/** Sends JSON and waits for the head of the answer. Redirects are not followed: they would carry the key elsewhere. */
export async function post(
  target: Target,
  path: string,
  body: object,
  accept: string,
  { signal, headTimeoutMs, onHead }: Pick<CallOptions, "signal" | "headTimeoutMs" | "onHead">,
): Promise<Response> {
  const text = serialised(body);
  const headers = new Headers(target.headers);
  headers.set("content-type", "application/json");
  headers.set("accept", accept);
  const head = new AbortController();
  // Taken out of its object: some runtimes refuse a `fetch` that is called as a method.
  const { fetch } = target;
  const timer = setTimeout(() => head.abort(timeout("The upstream sent no response head.")), headTimeoutMs);
  try {
    const response = await fetch(target.url(path), {
      method: "POST",
      headers,
      body: text,
      redirect: "manual",
      signal: AbortSignal.any([signal, head.signal]),
    });
    onHead(response.headers);
    return response;
  } finally {
    clearTimeout(timer);
  }
}

/** @throws TranspondError 400 where nesting is deeper than the engine's stack. */
function serialised(body: object): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw tooDeep(error);
  }
}

/** Nesting that overflows the stack is the client's fault; any other error stays what it is. */
export function tooDeep(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return new TranspondError({
    status: 400,
    type: "invalid_request_error",
    message: "The request body is nested too deeply",
    headers: { "x-should-retry": "false" },
  });
}

/** A failed answer with its body, of which no more than the limit is read. */
export async function readAnswer(response: Response, maxBytes: number): Promise<FailedAnswer> {
  // A redirect that is not followed is opaque in some runtimes and has no status.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  const limit = response.ok ? maxBytes : 65_536;
  const bytes = await readBytes(response.body, limit, () => new RangeError("too large")).catch(() => new Uint8Array());
  return { status, headers: response.headers, body: new TextDecoder().decode(bytes) };
}

export const timeout = (message: string) => new DOMException(message, "TimeoutError");

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

/** Passes a body on and fails it when the upstream is silent for too long while somebody waits for it. */
function withIdleLimit(body: ReadableStream<Uint8Array>, limitMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const silence = new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(timeout("The upstream fell silent.")), limitMs);
        });
        try {
          const { done, value } = await Promise.race([reader.read(), silence]);
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          reader.cancel(error).catch(() => {});
          throw error;
        } finally {
          clearTimeout(timer);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
