import { assertCountTokensRequest, assertMessagesRequest, countTokens, toOpenAIRequest } from "@transpond/core";
import type OpenAI from "openai";
import { answerStream } from "./answer-stream.js";
import { answerStreamInOneCall } from "./answer-stream-in-one-call.js";
import { answerWhole } from "./answer-whole.js";
import { jsonReply, type Reply } from "./call.js";
import { failedReply } from "./failed-reply.js";
import type { Entry } from "./log.js";
import type { Settings } from "./settings.js";

export type Incoming = {
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
  signal: AbortSignal;
  entry: Entry;
};

const model = { "claude-haiku-*": "gpt-5.4-mini", "*": "gpt-5.6-sol" };
const streams = { "by-hand": answerStream, "one-call": answerStreamInOneCall };

/** `POST /v1/messages`. @throws TranspondError for a request that is refused before it is translated */
export async function answerMessages(openai: OpenAI, settings: Settings, incoming: Incoming): Promise<Reply> {
  const { headers, body, signal, entry } = incoming;
  assertMessagesRequest(body);
  if (settings.logContent) entry.asked(body.messages.at(-1)?.content);
  const { requestId, onLoss, onFailure, onUsage } = entry;
  const { request, context, losses } = toOpenAIRequest(body, { model, headers, onLoss });
  const answer = body.stream ? streams[settings.streams] : answerWhole;
  const call = { request, context, losses, requestId, signal, onLoss, onFailure, onUsage };
  const reply = await answer(openai, call).catch((error: unknown) => failedReply(error, entry, context));
  // Codes are plain ASCII; paths may hold names that the client chose.
  const lost = [...new Set(losses.map(({ code }) => code))].join(", ");
  return { ...reply, headers: { ...reply.headers, ...(lost && { "x-gateway-losses": lost }) } };
}

/** `POST /v1/messages/count_tokens`, which Claude Code asks to know when to compact. */
export async function answerCountTokens({ headers, body }: Incoming): Promise<Reply> {
  assertCountTokensRequest(body);
  return jsonReply(await countTokens(body, { model, headers }));
}
