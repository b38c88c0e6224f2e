import { planAnswer } from "../emit/plan.js";
import type { Turn } from "../emit/turn.js";
import { asArray, asObject, type JsonObject } from "../json.js";
import { createMint } from "../mint/ids.js";
import type { ModelFacts } from "../models.js";
import type { Reply } from "../reply/steps.js";
import { type Exchange, sendJson } from "./answer.js";
import type { Memory } from "./memory.js";
import type { Settings } from "./options.js";
import type { CacheReading } from "./prompt-cache.js";
import { pause, sendActions, untilGone } from "./send-actions.js";

const limits: Readonly<Record<string, string>> = {
  "x-ratelimit-limit-requests": "10000",
  "x-ratelimit-limit-tokens": "4000000",
  "x-ratelimit-remaining-requests": "9999",
  "x-ratelimit-remaining-tokens": "3999000",
  "x-ratelimit-reset-requests": "6ms",
  "x-ratelimit-reset-tokens": "15ms",
};

/** What rendering the n-th answer needs to know. */
export const turnOf = (
  body: JsonObject,
  model: ModelFacts,
  input: CacheReading,
  settings: Settings,
  n: number,
): Turn => {
  const createdAt = Math.floor(settings.now() / 1000);
  return {
    body,
    model,
    mint: createMint(`${settings.seed}:${n}`, createdAt),
    secret: settings.secret,
    organization: settings.organization,
    createdAt,
    obfuscate: asObject(body.stream_options).include_obfuscation !== false,
    include: new Set(asArray(body.include).filter((entry) => typeof entry === "string")),
    input,
  };
};

/** Sends a reply as the event stream or as the JSON body that the request asked for. */
export const sendReply = async (exchange: Exchange, reply: Reply, turn: Turn, memory: Memory): Promise<void> => {
  const { before, headers, actions, final } = planAnswer(reply, turn);
  if (!before) memory.remember(String(final.id), asArray(final.output).map(asObject), turn.body.store !== false);
  const { response, log, gone, requestId } = exchange;
  const firstOther = actions.findIndex((action) => action.do !== "wait");
  const waits = actions.slice(0, firstOther < 0 ? undefined : firstOther);
  for (const wait of waits) if (wait.do === "wait") await pause(wait.ms, gone);
  if (gone.aborted) return;
  if (before) {
    sendJson(exchange, before.status, { error: before.error }, headers);
    return;
  }

  if (turn.body.stream !== true) {
    for (const action of actions.slice(waits.length)) {
      if (action.do === "wait") await pause(action.ms, gone);
      if (action.do === "stall") await untilGone(gone);
      if (action.do === "cut") {
        log.settle("cut");
        response.destroy();
        return;
      }
    }
    sendJson(exchange, 200, final, { ...limits, ...headers });
    return;
  }

  log.status = 200;
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    "openai-processing-ms": "57",
    "openai-version": "2020-10-01",
    "x-request-id": requestId,
    ...limits,
    ...headers,
  });
  response.flushHeaders();
  await sendActions(actions.slice(waits.length), response, log, gone);
};
