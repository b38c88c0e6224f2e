import { strict as assert } from "node:assert";
import { isObject, type JsonObject } from "../json.js";
import { clientKey, hello, type ServerUnderTest, upstreamHeader } from "./scenario.js";

export interface AskOptions {
  readonly path?: string;
  readonly method?: string;
  /** An object is sent as JSON; null: no body. Default: a short message. */
  readonly body?: JsonObject | string | Uint8Array | ReadableStream<Uint8Array> | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Which upstream is to answer. */
  readonly upstream?: string;
  readonly signal?: AbortSignal;
}

/** Sends one request with the client's key. @example const response = await ask(server, { body: hello({ stream: true }) }) */
export function ask({ url }: Pick<ServerUnderTest, "url">, options: AskOptions = {}): Promise<Response> {
  const { path = "/v1/messages", method = "POST", body = hello(), headers = {}, upstream, signal } = options;
  return fetch(`${url}${path}`, {
    method,
    headers: {
      "x-api-key": clientKey,
      ...(isObject(body) && !(body instanceof Uint8Array) && { "content-type": "application/json" }),
      ...(upstream && { [upstreamHeader]: upstream }),
      ...headers,
    },
    ...(method !== "GET" && method !== "HEAD" && body !== null && { body: bodyInit(body) }),
    ...(body instanceof ReadableStream && { duplex: "half" }),
    ...(signal && { signal }),
  });
}

function bodyInit(
  body: NonNullable<AskOptions["body"]>,
): string | ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> {
  if (typeof body === "string" || body instanceof ReadableStream) return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

/** What an error of the Anthropic API says. */
export interface AnthropicError {
  readonly type: string;
  readonly message: string;
}

/** The error in a body, whose form is checked: `{ type: "error", error: { type, message }, request_id }`. */
export function errorIn(body: unknown): AnthropicError {
  assert.ok(isObject(body) && body.type === "error" && isObject(body.error), "an Anthropic error");
  const { type, message } = body.error;
  assert.ok(typeof type === "string" && typeof message === "string", "an error with type and message");
  return { type, message };
}

/** Checks that an answer is an error of a status and type, complete and free of this side's inside. */
export async function expectError(response: Response, status: number, type: string): Promise<AnthropicError> {
  const text = await response.text();
  assert.equal(response.status, status, text.slice(0, 300));
  assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
  const body: unknown = JSON.parse(text);
  const error = errorIn(body);
  assert.equal(error.type, type);
  assert.equal(isObject(body) && body.request_id, response.headers.get("request-id"));
  assert.doesNotMatch(text, /node_modules|\.[jt]s:\d+|\n {4}at /, "a stack");
  return error;
}

/** The events of a stream that was read whole. */
export async function eventsOf(response: Response): Promise<JsonObject[]> {
  assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
  return eventsIn(await response.text());
}

export function eventsIn(text: string): JsonObject[] {
  return text
    .split("\n\n")
    .filter((frame) => frame.trim() !== "")
    .map((frame) => {
      const [, name, data] =
        /^event: (\S+)\ndata: (.*)$/s.exec(frame) ?? assert.fail(`no frame: ${frame.slice(0, 200)}`);
      const event: unknown = JSON.parse(data ?? "");
      assert.ok(isObject(event) && event.type === name);
      return event;
    });
}

/** The text that a stream or a message says. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join("");
  if (!isObject(value)) return "";
  if (value.type === "message") return textOf(value.content);
  if (value.type === "text" || value.type === "text_delta") return String(value.text);
  return value.type === "content_block_delta" ? textOf(value.delta) : "";
}
