import type { MessagesRequest } from "../../src/anthropic/request.js";
import { TranspondError } from "../../src/errors/transpond-error.js";
import type { Loss } from "../../src/ledger/loss.js";
import type { InputItem } from "../../src/openai/request.js";
import type { RequestOptions } from "../../src/request/options.js";
import { assertMessagesRequest, toOpenAIRequest } from "../../src/request/to-openai-request.js";

/** A request as JSON, with what every request needs filled in; unchecked on purpose, as clients send anything. */
export function request(fields: Record<string, unknown> = {}): MessagesRequest {
  const body: unknown = {
    model: "claude-test",
    max_tokens: 1000,
    messages: [{ role: "user", content: "Hello" }],
    ...fields,
  };
  assertMessagesRequest(body);
  return body;
}

export const defaults: RequestOptions = { model: "gpt-5.6-sol" };

export function translate(fields: Record<string, unknown> = {}, options: RequestOptions = {}) {
  return toOpenAIRequest(request(fields), { ...defaults, ...options });
}

/** The input items of a conversation. */
export function items(messages: unknown[], options: RequestOptions = {}): InputItem[] {
  return translate({ messages }, options).request.input;
}

/** The error that a request is refused with. */
export function refusal(fields: Record<string, unknown>, options: RequestOptions = {}): TranspondError {
  try {
    translate(fields, options);
  } catch (error) {
    if (error instanceof TranspondError) return error;
    throw error;
  }
  throw new Error("The request was not refused.");
}

/** Losses as `code@path`. */
export function codes(losses: readonly Loss[]): string[] {
  return losses.map(({ code, path }) => `${code}@${path}`);
}

export const user = (...content: unknown[]) => ({ role: "user", content });
export const assistant = (...content: unknown[]) => ({ role: "assistant", content });
export const text = (value: string, rest: object = {}) => ({ type: "text", text: value, ...rest });
export const call = (id: string, name = "Read", input: object = {}) => ({ type: "tool_use", id, name, input });
export const result = (id: string, content?: unknown, rest: object = {}) => ({
  type: "tool_result",
  tool_use_id: id,
  ...(content !== undefined && { content }),
  ...rest,
});
export const tool = (name: string, properties: object = {}, rest: object = {}) => ({
  name,
  input_schema: { type: "object", properties },
  ...rest,
});
export const ephemeral = { cache_control: { type: "ephemeral" } };
