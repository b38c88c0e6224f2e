import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parseJson } from "../json.js";
import { createMint } from "../mint/ids.js";
import { OpenAIRefusal } from "../openai-refusal.js";
import { defaultAssistant } from "../reply/default-assistant.js";
import type { Reply, Respond } from "../reply/steps.js";
import { type Exchange, sendFailure } from "./answer.js";
import { authorize } from "./authorize.js";
import { createEndpoints } from "./endpoints.js";
import { type SimulatedOpenAIOptions, withDefaults } from "./options.js";
import { type RecordedRequest, record } from "./recorded-request.js";

export interface SimulatedOpenAI {
  /** Base URL for a client, `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  /** Every request so far, oldest first; refused ones too. */
  readonly requests: readonly RecordedRequest[];
  /**
   * Queues the reply to the next request that passes the checks; `respond` is asked only when the queue is empty.
   * @example upstream.script(reasoning("Plan"), call("Bash", { command: "ls" }))
   * @example upstream.script((body) => text(`You use ${body.model}`))
   */
  readonly script: (...reply: readonly Reply[] | readonly [Respond]) => void;
  /** Waits for request number n, counted from 1; default the next one to come. */
  readonly nextRequest: (n?: number) => Promise<RecordedRequest>;
  /** Replies queued and not used yet. */
  readonly pending: () => number;
  /** Ends all sockets and the server. */
  readonly close: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
};

/** The list of requests, and a way to wait for one to come. */
const createJournal = () => {
  const requests: RecordedRequest[] = [];
  const waiting: { readonly n: number; readonly resolve: (request: RecordedRequest) => void }[] = [];
  return {
    requests,
    add: (request: RecordedRequest) => {
      requests.push(request);
      for (const { n, resolve } of waiting) if (n === requests.length) resolve(request);
    },
    next: (n = requests.length + 1): Promise<RecordedRequest> => {
      const known = requests[n - 1];
      return known ? Promise.resolve(known) : new Promise((resolve) => waiting.push({ n, resolve }));
    },
  };
};

/**
 * Starts a simulated OpenAI Responses upstream on loopback: strict about what it accepts, scripted in what it says.
 * @returns its URL, the recorded requests, and the means to script it
 * @example
 * const upstream = await startSimulatedOpenAI();
 * upstream.script(reasoning("Thinking."), text("Hello"));
 * const client = new OpenAI({ baseURL: upstream.url, apiKey: "any" });
 */
export const startSimulatedOpenAI = async (options: SimulatedOpenAIOptions = {}): Promise<SimulatedOpenAI> => {
  const settings = withDefaults(options);
  const queue: (Reply | Respond)[] = [];
  const journal = createJournal();
  const endpoints = createEndpoints(settings, () => queue.shift() ?? settings.respond ?? defaultAssistant);

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const left = new AbortController();
    response.on("close", () => left.abort());
    const text = await bodyOf(request);
    const log = record(request, text, parseJson(text), settings.now());
    const requestId = createMint(`${settings.seed}:request:${journal.requests.length}`, 0).id("req");
    const exchange: Exchange = { request, response, log, gone: left.signal, requestId };
    const ended = () => log.settle(response.writableFinished ? "finished" : "aborted");
    if (left.signal.aborted) ended();
    else left.signal.addEventListener("abort", ended);
    journal.add(log);

    try {
      authorize(request.headers.authorization, settings.keys);
      const endpoint = endpoints[`${log.method} ${log.path}`];
      if (!endpoint) throw new OpenAIRefusal(`Invalid URL (${log.method} ${log.path})`, { status: 404 });
      await endpoint(exchange, text);
    } catch (error) {
      sendFailure(exchange, error);
    }
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(settings.port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : settings.port;

  const close = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests: journal.requests,
    script: (...reply) => {
      const [first] = reply;
      if (typeof first === "function") queue.push(first);
      else queue.push(reply.filter((part) => typeof part !== "function"));
    },
    nextRequest: journal.next,
    pending: () => queue.length,
    close,
    [Symbol.asyncDispose]: close,
  };
};
