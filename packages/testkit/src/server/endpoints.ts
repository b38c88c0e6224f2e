import { asObject, isObject, type JsonObject, parseJson } from "../json.js";
import { listedModels } from "../models.js";
import { OpenAIRefusal } from "../openai-refusal.js";
import { failInside } from "../reply/builders.js";
import type { Reply, Respond } from "../reply/steps.js";
import { checkRequest, requireModel } from "../strict/check-request.js";
import { type Exchange, sendJson } from "./answer.js";
import { countInput } from "./count-input.js";
import { createMemory } from "./memory.js";
import type { Settings } from "./options.js";
import { createPromptCache } from "./prompt-cache.js";
import { sendReply, turnOf } from "./respond.js";

/** Handles one request whose body has been read. */
export type Endpoint = (exchange: Exchange, text: string) => void | Promise<void>;

const requireJson = (text: string): JsonObject => {
  const body = parseJson(text);
  if (isObject(body)) return body;
  throw new OpenAIRefusal(
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)",
  );
};

/** The refusal that a stream carries as an event: it starts, then fails. */
const failsInside = (body: JsonObject, error: unknown): error is OpenAIRefusal =>
  body.stream === true && error instanceof OpenAIRefusal && error.code === "context_length_exceeded";

/** A request that only writes the prompt cache is answered with nothing. */
const isPrewarm = (body: JsonObject): boolean => asObject(body.prompt_cache_options).prewarm === true;

/** The endpoints by method and path. `next` gives the reply to a request that passed the checks. */
export const createEndpoints = (
  settings: Settings,
  next: () => Reply | Respond,
): Readonly<Record<string, Endpoint>> => {
  const cache = createPromptCache();
  const memory = createMemory();
  let answered = 0;

  const check = (body: JsonObject, endpoint: "responses" | "input_tokens") => {
    const { strict, secret, organization, contextWindow } = settings;
    if (!strict) requireModel(body);
    else checkRequest(body, { endpoint, secret, organization, memory, inputTokens: countInput(body), contextWindow });
  };

  const replyTo = (body: JsonObject, n: number): Reply | Promise<Reply> => {
    if (isPrewarm(body)) return [];
    const reply = next();
    return typeof reply === "function" ? reply(body, n) : reply;
  };

  const verdict = (body: JsonObject): Reply | undefined => {
    try {
      check(body, "responses");
      return undefined;
    } catch (error) {
      if (failsInside(body, error)) return failInside(error.body);
      throw error;
    }
  };

  return {
    "POST /v1/responses": async (exchange, text) => {
      const body = requireJson(text);
      const failure = verdict(body);
      const n = answered++;
      const reply = failure ?? (await replyTo(body, n));
      await sendReply(exchange, reply, turnOf(body, requireModel(body), cache.read(body), settings, n), memory);
    },
    "POST /v1/responses/input_tokens": (exchange, text) => {
      const body = requireJson(text);
      check(body, "input_tokens");
      sendJson(exchange, 200, { object: "response.input_tokens", input_tokens: countInput(body) });
    },
    "GET /v1/models": (exchange) => {
      const data = listedModels.map((id) => ({ id, object: "model", created: 1_750_000_000, owned_by: "openai" }));
      sendJson(exchange, 200, { object: "list", data });
    },
  };
};
