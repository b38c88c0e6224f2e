import { createServer } from "node:http";
import { type Message, streamTranslator, toOpenAIRequest } from "@transpond/core";
import { redact } from "@transpond/core/redact";
import { countTokens } from "@transpond/core/tokens";
import { transpond as forExpress } from "@transpond/express";
import { transpond as forFastify } from "@transpond/fastify";
import { createHandler, type HandlerOptions, openAI } from "@transpond/fetch";
import { closeServer, toNodeListener } from "@transpond/node";
import express from "express";
import fastify from "fastify";

/** What an application compiles: the types must be there without those of the repository. */
export const options: HandlerOptions = {
  upstream: openAI({ apiKey: "key" }),
  model: { "*": "gpt-5.4" },
  authenticate: ["key"],
};
const handler = createHandler(options);
const server = createServer(toNodeListener(handler));
export const close = (): Promise<void> => closeServer(server, handler, 1000);
express().use(forExpress(options));
void fastify().register(forFastify, { prefix: "/anthropic", ...options });

export async function translate(source: Response): Promise<Message> {
  const { context } = toOpenAIRequest(
    { model: "claude-sonnet-5", max_tokens: 1, messages: [{ role: "user", content: redact("Hi") }] },
    { model: "gpt-5.4" },
  );
  const { message } = await streamTranslator(source, context).result;
  return message;
}

export const count = async (): Promise<number> =>
  (await countTokens({ model: "claude-sonnet-5", messages: [] }, { model: "gpt-5.4" })).input_tokens;

// @ts-expect-error: a model is required, so the types say something.
export const wrong: HandlerOptions = { upstream: {} };
