import { TranspondError } from "@transpond/core";
import { type Answer, responseOf } from "./answer.js";
import { authenticator } from "./authenticate.js";
import { clientLeft } from "./client-left.js";
import { errorAnswer } from "./error-answer.js";
import type { Exchange } from "./exchange.js";
import { type Incoming, incomingOf, type Platform } from "./incoming.js";
import { correlationHeaders, correlationOf } from "./log/correlation.js";
import { RequestLog } from "./log/request-log.js";
import type { HandlerOptions } from "./options.js";
import { randomId } from "./random-id.js";
import { reportError } from "./report.js";
import { notFound, routeAnswers } from "./route-answers.js";
import { enabledRoutes, matchRoute, type Route, type RouteMatch } from "./routes.js";
import { settingsOf } from "./settings.js";
import { beginSpan } from "./telemetry.js";
import { after } from "./timers.js";
import { urlOf } from "./url-of.js";

/** What `createHandler` returns: a fetch handler that says what it serves, how busy it is, and can be closed. */
export type Handler = ((request: Request) => Promise<Response>) & {
  /** Whether the handler answers this method and path, or URL; an adapter leaves everything else to its host. */
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
  /** The same for adapters that have no `Request` and want no `Response`. It never rejects. */
  answer: (incoming: Incoming, platform?: Platform) => Promise<Answer>;
};

type About = Pick<Exchange, "url" | "requestId" | "log" | "correlationHeaders" | "platform">;

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

  const answerRoute = async (incoming: Incoming, match: RouteMatch, about: About): Promise<Answer> => {
    const { requestId, log } = about;
    try {
      if (match.kind === "none") throw notFound("Not found");
      if (match.kind === "wrong-method") throw wrongMethod(match.allow);
      const { name } = match.route;
      const principal = name === "probe" || name === "health" ? null : await authenticate(incoming);
      const answer = await routeAnswers[name]({ incoming, principal, settings, ...about }, match.id);
      if (!isMessages(match)) {
        log.head(answer.status);
        log.end("completed");
      }
      return answer;
    } catch (error) {
      reportError(error, { incoming, requestId, settings });
      const failure = incoming.signal.aborted ? clientLeft() : error;
      const answer = errorAnswer(failure, { requestId, now: settings.now, onBody: (bytes) => log.wrote(bytes) });
      log.head(answer.status);
      log.end(
        answer.status === 499 ? "cancelled" : "failed",
        failure instanceof TranspondError ? failure.type : "api_error",
      );
      return answer;
    }
  };

  const answer = async (incoming: Incoming, platform: Platform = {}): Promise<Answer> => {
    const requestId = randomId("req");
    const correlation = correlationOf(incoming.headers, requestId);
    const url = urlOf(incoming);
    const match = matchRoute(routes, incoming.method, url.pathname);
    const span = isMessages(match) ? beginSpan(options.telemetry, () => incoming.allHeaders()) : undefined;
    const log = new RequestLog({
      requestId,
      correlation,
      incoming,
      settings: settings.logging,
      span,
      now: settings.now,
    });
    if (match.kind === "route") log.routed(match.route.path);
    const headers = Object.assign(correlationHeaders(correlation), span?.headers());
    const about = { url, requestId, log, platform, correlationHeaders: headers };
    const work = () => answerRoute(incoming, match, about);
    const { status, headers: own, body } = await (span ? span.run(work) : work());
    return { status, headers: { "x-request-id": correlation.id, ...own }, body };
  };
  const handle = async (request: Request): Promise<Response> => {
    const answered = await answer(incomingOf(request));
    return responseOf(request.method === "HEAD" ? { ...answered, body: null } : answered);
  };
  const handles = (method: string, path: string) => {
    const { kind } = matchRoute(routes, method, path.startsWith("/") ? path : urlOf({ url: path }).pathname);
    // A preflight is the host's business.
    return kind === "route" || (kind === "wrong-method" && method !== "OPTIONS");
  };
  const close = async (graceMs = settings.shutdownMs) => {
    const forget = after(graceMs, () => settings.inProgress.stop());
    await settings.inProgress.close();
    forget();
  };
  return Object.defineProperties(Object.assign(handle, { handles, routes, close, answer, inProgress: 0 }), {
    inProgress: { get: () => settings.inProgress.count },
  });
}

const isMessages = (match: RouteMatch) =>
  match.kind === "route" && (match.route.name === "messages" || match.route.name === "messagesStream");

const wrongMethod = (allow: string) =>
  new TranspondError({ status: 405, type: "invalid_request_error", message: "Method not allowed", headers: { allow } });
