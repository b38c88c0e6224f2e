import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { TranspondError } from "@transpond/core";
import OpenAI from "openai";
import { jsonReply, type Reply } from "./call.js";
import { failedReply } from "./failed-reply.js";
import { Entry } from "./log.js";
import { answerCountTokens, answerMessages, type Incoming } from "./messages.js";
import { digestOf, type Settings } from "./settings.js";
import { departureOf, readJson, send } from "./transport.js";

/** The gateway as it was, with its own keys and its own log, and two routes for Anthropic's clients. */
export function createGateway(settings: Settings, log: (line: string) => void): Server {
  // Clients try again themselves; two that do so would multiply.
  const openai = new OpenAI({ ...settings.upstream, maxRetries: 0 });

  const route = async (incoming: IncomingMessage, entry: Entry, signal: AbortSignal): Promise<Reply> => {
    if (entry.tenant === null) throw refused();
    const path = incoming.url?.replace(/\?.*$/s, "");
    if (incoming.method === "GET" && path === "/whoami") return jsonReply({ tenant: entry.tenant });
    const read = async (): Promise<Incoming> => ({
      headers: incoming.headers,
      body: await readJson(incoming),
      signal,
      entry,
    });
    if (incoming.method === "POST" && path === "/v1/messages") return answerMessages(openai, settings, await read());
    if (incoming.method === "POST" && path === "/v1/messages/count_tokens") return answerCountTokens(await read());
    throw new TranspondError({ status: 404, type: "not_found_error", message: "Not found" });
  };

  return createServer(async (incoming, outgoing) => {
    const entry = new Entry(`req_${randomUUID()}`, tenantOf(incoming, settings.tenants) ?? null);
    const signal = departureOf(outgoing);
    const { status, headers, body } = await route(incoming, entry, signal).catch((error) => failedReply(error, entry));
    await send({ status, headers: { ...headers, "request-id": entry.requestId }, body }, outgoing);
    log(entry.line(status, signal.aborted));
  });
}

/** Anthropic's clients send `x-api-key`, or `Authorization: Bearer`. */
function tenantOf({ headers }: IncomingMessage, tenants: Settings["tenants"]): string | undefined {
  const { "x-api-key": key, authorization = "" } = headers;
  return tenants.get(digestOf(typeof key === "string" ? key : authorization.replace(/^Bearer\s+/i, "")));
}

const refused = () =>
  new TranspondError({ status: 401, type: "authentication_error", message: "This key is not known here." });
