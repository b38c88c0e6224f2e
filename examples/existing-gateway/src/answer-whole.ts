import { fromOpenAIResponse } from "@transpond/core";
import type OpenAI from "openai";
import { type Call, jsonReply, type Reply } from "./call.js";

/** Asks for a whole Response, and answers with a whole message. @throws whatever the client throws, and TranspondError */
export async function answerWhole(openai: OpenAI, call: Call): Promise<Reply> {
  const { request, context, signal, onLoss, onUsage } = call;
  const response = await openai.responses.create({ ...request, stream: false }, { signal });
  const { message } = fromOpenAIResponse(response, context, { onLoss });
  onUsage(message.usage);
  return jsonReply(message);
}
