import { createServer } from "node:http";
import { checkMessageStream, type Loss } from "@transpond/core";
import { createHandler, type HandlerOptions } from "@transpond/fetch";
import { toNodeListener } from "@transpond/node";
import { type RecordedRequest, type SimulatedOpenAI, startSimulatedOpenAI } from "@transpond/testkit";
import { listen } from "@transpond/testkit/scenarios";
import { type JsonObject, parseObject } from "./json.js";

/** The key that the gateway gave to its clients, and the model that they ask for. */
export const clientKey = "gateway-key";
export const clientModel = "claude-sonnet-5";

/** What a client asked, and the text that went back to it. */
export interface Exchange {
  readonly path: string;
  readonly headers: Headers;
  readonly body: JsonObject;
  readonly status: number;
  /** The body of the answer so far. */
  readonly answer: string;
}

/** The server under test between a client and a simulated OpenAI. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  readonly upstream: SimulatedOpenAI;
  readonly exchanges: readonly Exchange[];
  readonly losses: readonly Loss[];
}

/** The events of a body of server-sent events. */
export const eventsOf = (body: string): JsonObject[] =>
  body.split("\n\n").flatMap((frame) => {
    const [, data] = /^data: (.+)$/m.exec(frame) ?? [];
    return data === undefined ? [] : [parseObject(data)];
  });

/** Every stream so far, by our own checker. */
export const violationsIn = ({ exchanges }: Gateway) =>
  exchanges
    .filter(({ answer }) => answer.startsWith("event:"))
    .flatMap(({ answer }) => checkMessageStream(eventsOf(answer), { profile: "strict" }));

/** Codes of what the gateway could not carry over, by how much that matters; each once. */
export const lossCodes = ({ losses }: Gateway, severity: Loss["severity"]): string[] =>
  [...new Set(losses.filter((loss) => loss.severity === severity).map(({ code }) => code))].sort();

/** The messages that reached the upstream. */
export const sentTo = ({ upstream }: Gateway): RecordedRequest[] =>
  upstream.requests.filter(({ path }) => path === "/v1/responses");

/**
 * Starts the gateway as its users would, on `node:http`, before the simulated OpenAI, which refuses what OpenAI refuses.
 * @example await using gate = await startGateway(); gate.upstream.script(text("Hello"));
 */
export const startGateway = async (options: Partial<HandlerOptions> = {}): Promise<Gateway> => {
  const upstream = await startSimulatedOpenAI({ keys: ["sk-upstream"] });
  const losses: Loss[] = [];
  const exchanges: Exchange[] = [];
  const handler = createHandler({
    upstream: { baseURL: upstream.url, apiKey: "sk-upstream" },
    model: "gpt-5.4",
    authenticate: [clientKey],
    onLoss: (loss) => losses.push(loss),
    logger: false,
    ...options,
  });
  const record = async (request: Request): Promise<Response> => {
    const asked = await request.clone().text();
    const response = await handler(request);
    const decoder = new TextDecoder();
    const exchange = {
      path: new URL(request.url).pathname,
      headers: request.headers,
      body: asked === "" ? {} : parseObject(asked),
      status: response.status,
      answer: "",
    };
    exchanges.push(exchange);
    const watched = response.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          exchange.answer += decoder.decode(chunk, { stream: true });
          controller.enqueue(chunk);
        },
      }),
    );
    return new Response(watched, response);
  };
  const server = await listen(createServer(toNodeListener(record)));
  return {
    url: server.url,
    upstream,
    exchanges,
    losses,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await upstream.close();
    },
  };
};
