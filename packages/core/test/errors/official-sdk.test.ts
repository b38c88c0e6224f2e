import { createServer, type Server } from "node:http";
import Anthropic from "@anthropic-ai/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { encodeServerSentEvents } from "../../src/stream/encode-events.js";
import { streamTranslator } from "../../src/stream/stream-translator.js";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";
import { context } from "./context.js";

const error = { type: "tokens", code: "rate_limit_exceeded", message: "Rate limit reached.", param: null };
const options = { context: context(), requestId: "req_1" };
let server: Server | undefined;

afterEach(() => {
  server?.close();
});

/** The official Anthropic client against a server that answers like this; what it throws. */
async function thrownFor(answer: () => Response): Promise<unknown> {
  server = createServer(async (_request, response) => {
    const { status, headers, body } = answer();
    response.writeHead(status, Object.fromEntries(headers));
    for await (const chunk of body ?? []) response.write(chunk);
    response.end();
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const client = new Anthropic({ apiKey: "test", maxRetries: 0, baseURL: `http://127.0.0.1:${port}` });
  const request = { model: "claude-opus-5", max_tokens: 16, messages: [{ role: "user" as const, content: "Hi" }] };
  return client.messages
    .stream(request)
    .finalMessage()
    .catch((thrown: unknown) => thrown);
}

const httpAnswer = (failure: unknown) => () => {
  const { status, headers, body } = toAnthropicError(failure, options);
  return Response.json(body, { status, headers });
};

describe("what the official Anthropic client makes of our errors", () => {
  it("an HTTP error: OpenAI's words stand in `details`, and no code of Anthropic's is made up", async () => {
    const failure = { status: 429, headers: { "x-request-id": "req_up", "retry-after": "7" }, body: { error } };
    const thrown = await thrownFor(httpAnswer(failure));
    expect(thrown).toBeInstanceOf(Anthropic.RateLimitError);
    expect(thrown).toMatchObject({
      status: 429,
      type: "rate_limit_error",
      apiMessage: "Rate limit reached.",
      requestID: "req_1",
      errorCode: null,
      details: { openai: { ...error, status: 429, request_id: "req_up" } },
    });
    expect(thrown instanceof Anthropic.APIError && thrown.headers?.get("retry-after")).toBe("7");
  });

  it.each([
    [503, Anthropic.OverloadedError],
    [402, Anthropic.PaymentRequiredError],
    [404, Anthropic.NotFoundError],
    [401, Anthropic.InternalServerError],
  ])("status %i of the upstream has its own class", async (status, expected) => {
    expect(await thrownFor(httpAnswer({ status, body: {} }))).toBeInstanceOf(expected);
  });

  it("an error inside a stream: the same, without a status", async () => {
    const events = [
      { type: "response.created", response: { id: "resp_1", status: "in_progress", output: [] } },
      { type: "response.output_item.added", output_index: 0, item: { type: "message", id: "msg_1", content: [] } },
      { type: "error", error },
    ];
    const translated = () => streamTranslator(events, options.context, { requestId: "req_1" });
    const headers = { "content-type": "text/event-stream", "request-id": "req_1" };
    const thrown = await thrownFor(() => new Response(encodeServerSentEvents(translated()), { headers }));
    expect(thrown).toBeInstanceOf(Anthropic.APIError);
    expect(thrown).toMatchObject({
      status: undefined,
      type: "rate_limit_error",
      apiMessage: "Rate limit reached.",
      errorCode: null,
      details: { openai: { ...error, status: null, request_id: null } },
    });
  });

  it("`error` has no further keys", () => {
    const { body } = toAnthropicError({ status: 429, body: { error } }, options);
    expect(Object.keys(body)).toEqual(["type", "error", "request_id"]);
    expect(body.type === "error" && Object.keys(body.error)).toEqual(["type", "message", "details"]);
  });
});
