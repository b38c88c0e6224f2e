import { TranspondError } from "@transpond/core";
import { type Answer, jsonAnswer } from "./answer.js";
import { answerMessages } from "./answer-messages.js";
import { answerCountTokens } from "./count-tokens.js";
import type { Exchange } from "./exchange.js";
import { listedModels, modelsPage } from "./models.js";
import type { RouteName } from "./routes.js";

/** Answers one route; `id` is what stands for `:id` in its path. */
type RouteAnswer = (exchange: Exchange, id: string) => Answer | Promise<Answer>;

/** How each route is answered. */
export const routeAnswers: Record<RouteName, RouteAnswer> = {
  messages: (exchange) => answerMessages(exchange, { alwaysStream: false, completedBlocks: false }),
  messagesStream: (exchange) => answerMessages(exchange, { alwaysStream: true, completedBlocks: true }),
  countTokens: answerCountTokens,
  models: ({ url, requestId, settings }) =>
    json(modelsPage(listedModels(settings.options), url.searchParams), requestId),
  model: ({ requestId, settings }, id) => {
    const model = listedModels(settings.options).find((candidate) => candidate.id === id);
    if (!model) throw notFound(`model: ${id.slice(0, 100)}`);
    return json(model, requestId);
  },
  probe: ({ requestId }) => ({ status: 200, headers: { "request-id": requestId }, body: null }),
  health: ({ requestId, settings: { inProgress } }) => {
    const health = { status: inProgress.closing ? "closing" : "ok", in_progress: inProgress.count };
    return json(health, requestId, inProgress.closing ? 503 : 200);
  },
};

const json = (body: object, requestId: string, status = 200) =>
  jsonAnswer(JSON.stringify(body), status, { "request-id": requestId });

export const notFound = (message: string) => new TranspondError({ status: 404, type: "not_found_error", message });
