import type { IncomingMessage, ServerResponse } from "node:http";
import { OpenAIRefusal } from "../openai-refusal.js";
import type { OpenRecord } from "./recorded-request.js";

/** One request on its way through the simulator. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly log: OpenRecord;
  /** Aborted once the connection is gone. */
  readonly gone: AbortSignal;
  readonly requestId: string;
}

/** Sends a JSON body and ends the answer. */
export const sendJson = (
  { response, log, requestId }: Exchange,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  log.status = status;
  log.sentBytes += Buffer.byteLength(text);
  response.writeHead(status, {
    "content-type": "application/json",
    "openai-processing-ms": "12",
    "openai-version": "2020-10-01",
    "x-request-id": requestId,
    ...headers,
  });
  response.end(text);
};

/** Sends what was thrown: a refusal as OpenAI words it, anything else as its HTTP 500. */
export const sendFailure = (exchange: Exchange, error: unknown): void => {
  if (error instanceof OpenAIRefusal) {
    sendJson(exchange, error.status, { error: error.body });
    return;
  }
  const message = `The simulated upstream failed: ${error instanceof Error ? error.message : String(error)}`;
  sendJson(exchange, 500, { error: { message, type: "server_error", param: null, code: null } });
};
