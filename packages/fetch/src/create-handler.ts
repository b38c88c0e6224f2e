import { TranspondError } from "@transpond/core";
import { answerMessages } from "./answer-messages.js";
import { authenticator } from "./authenticate.js";
import { clientLeft } from "./client-left.js";
import { answerCountTokens } from "./count-tokens.js";
import { errorResponse } from "./error-response.js";
import type { Exchange } from "./exchange.js";
import { correlationHeaders, correlationOf } from "./log/correlation.js";
import { RequestLog } from "./log/request-log.js";
import { listedModels, modelsPage } from "./models.js";
import type { HandlerOptions } from "./options.js";
import { randomId } from "./random-id.js";
import { reportError } from "./report.js";
import { enabledRoutes, matchRoute, type Route, type RouteMatch, type RouteName } from "./routes.js";
import { settingsOf } from "./settings.js";
import { beginSpan } from "./telemetry.js";
import { after } from "./timers.js";
import { urlOf } from "./url-of.js";

/** What `createHandler` returns: a fetch handler that says what it serves, how busy it is, and can be closed. */
export type Handler = ((request: Request) => Promise<Response>) & {
  /** Whether the handler answers this method and path; an adapter leaves everything else to its host. */
  handles: (method: string, path: string) => boolean;
  /** The routes that are on, for hosts that register each. */
  routes: readonly Route[];
  /** Messages in progress. */
  readonly inProgress: number;
  /**
   * Takes no more messages, which are answered 529 with `retry-after`, and lets those in progress end.
   *
   * @param graceMs Milliseconds after which those that are left end in an error. Default: `timeouts.shutdown`.
   * @returns when the last has ended; it never rejects
   */
  close: (graceMs?: number) => Promise<void>;
};

type About = Pick<Exchange, "requestId" | "log" | "correlationHeaders">;
type Answer = (exchange: Exchange, id: string) => Response | Promise<Response>;

const answers: Record<RouteName, Answer> = {
  messages: (exchange) => answerMessages(exchange, { alwaysStream: false, completedBlocks: false }),
  messagesStream: (exchange) => answerMessages(exchange, { alwaysStream: true, completedBlocks: true }),
  countTokens: answerCountTokens,
  models: ({ request, requestId, settings }) =>
    json(modelsPage(listedModels(settings.options), urlOf(request).searchParams), requestId),
  model: ({ requestId, settings }, id) => {
    const model = listedModels(settings.options).find((candidate) => candidate.id === id);
    if (!model) throw notFound(`model: ${id.slice(0, 100)}`);
    return json(model, requestId);
  },
  probe: ({ requestId }) => new Response(null, { headers: { "request-id": requestId } }),
  health: ({ requestId, settings: { inProgress } }) => {
    const health = { status: inProgress.closing ? "closing" : "ok", in_progress: inProgress.count };
    return Response.json(health, { status: inProgress.closing ? 503 : 200, headers: { "request-id": requestId } });
  },
};

/**
 * Serves the Anthropic Messages API from an OpenAI Responses upstream: `POST /v1/messages`, `/v1/messages/stream`,
 * `/v1/messages/count_tokens`, `GET /v1/models`, `GET /v1/models/{id}` and `HEAD /`.
 *
 * @returns A function of `Request` to `Response` that never rejects: whatever fails becomes Anthropic's error answer.
 * @throws TypeError when an option is missing or unsafe, above all a server-held key without `authenticate`.
 *
 * @example
 * ```ts
 * const handler = createHandler({
 *   upstream: { apiKey: process.env.OPENAI_API_KEY },
 *   model: { "claude-haiku-*": "gpt-5.4-mini", "*": "gpt-5.4" },
 *   authenticate: [process.env.GATEWAY_KEY],
 * });
 * export default { fetch: handler };
 * ```
 */
export function createHandler(options: HandlerOptions): Handler {
  const settings = settingsOf(options);
  const routes = enabledRoutes(options.routes);
  const authenticate = authenticator(options.authenticate);

  const answer = async (request: Request, match: RouteMatch, about: About): Promise<Response> => {
    const { requestId, log } = about;
    try {
      if (match.kind === "none") throw notFound("Not found");
      if (match.kind === "wrong-method") throw wrongMethod(match.allow);
      const { name } = match.route;
      const principal = name === "probe" || name === "health" ? null : await authenticate(request);
      const response = await answers[name]({ request, principal, settings, ...about }, match.id);
      if (!isMessages(match)) {
        log.head(response.status);
        log.end("completed");
      }
      return response;
    } catch (error) {
      reportError(error, { request, requestId, settings });
      const failure = request.signal.aborted ? clientLeft() : error;
      const response = errorResponse(failure, { requestId, now: settings.now, onBody: (bytes) => log.wrote(bytes) });
      log.head(response.status);
      log.end(
        response.status === 499 ? "cancelled" : "failed",
        failure instanceof TranspondError ? failure.type : "api_error",
      );
      return response;
    }
  };

  const handle = async (request: Request): Promise<Response> => {
    const requestId = randomId("req");
    const correlation = correlationOf(request.headers, requestId);
    const match = matchRoute(routes, request.method, urlOf(request).pathname);
    const span = isMessages(match) ? beginSpan(options.telemetry, request.headers) : undefined;
    const log = new RequestLog({
      requestId,
      correlation,
      request,
      settings: settings.logging,
      span,
      now: settings.now,
    });
    if (match.kind === "route") log.routed(match.route.path);
    const about = { requestId, log, correlationHeaders: { ...correlationHeaders(correlation), ...span?.headers() } };
    const response = await (span ? span.run(() => answer(request, match, about)) : answer(request, match, about));
    response.headers.set("x-request-id", correlation.id);
    return request.method === "HEAD" ? new Response(null, response) : response;
  };
  const handles = (method: string, path: string) => {
    const { kind } = matchRoute(routes, method, path);
    // A preflight is the host's business.
    return kind === "route" || (kind === "wrong-method" && method !== "OPTIONS");
  };
  const close = async (graceMs = settings.shutdownMs) => {
    const forget = after(graceMs, () => settings.inProgress.stop());
    await settings.inProgress.close();
    forget();
  };
  return Object.defineProperties(Object.assign(handle, { handles, routes, close, inProgress: 0 }), {
    inProgress: { get: () => settings.inProgress.count },
  });
}

const isMessages = (match: RouteMatch) =>
  match.kind === "route" && (match.route.name === "messages" || match.route.name === "messagesStream");

const json = (body: object, requestId: string) => Response.json(body, { headers: { "request-id": requestId } });

const notFound = (message: string) => new TranspondError({ status: 404, type: "not_found_error", message });

const wrongMethod = (allow: string) =>
  new TranspondError({ status: 405, type: "invalid_request_error", message: "Method not allowed", headers: { allow } });
