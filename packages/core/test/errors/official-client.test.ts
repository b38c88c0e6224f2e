import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";

/** The official `openai` client against an upstream that answers like this; what it throws. */
async function thrownFor(answer: () => Promise<Response>, signal?: AbortSignal): Promise<unknown> {
  const client = new OpenAI({ apiKey: "sk-test-0123456789", maxRetries: 0, logLevel: "off", fetch: answer });
  const request = { model: "gpt-5.4", input: "Hi", stream: true } as const;
  try {
    const events = await client.responses.create(request, { ...(signal && { signal }) });
    for await (const event of events) void event;
  } catch (error) {
    return error;
  }
  throw new Error("The client threw nothing.");
}

const stream = (text: string) =>
  new Response(text, { headers: { "content-type": "text/event-stream", "x-request-id": "req_up" } });
const brief = (failure: unknown) => {
  const { status, body } = toAnthropicError(failure, { requestId: "req_1" });
  return [status, body.type === "error" ? body.error : body];
};

describe("what the official client throws", () => {
  it.each<[string, string, string]>([
    [
      "an error as JSON",
      '{"error":{"message":"No such file","type":"invalid_request_error","code":null}}',
      "No such file",
    ],
    ["a text", "No such file", "No such file"],
    ["an error that is a text (xAI)", '{"code":"x","error":"No such file"}', "No such file"],
    ["nothing", "", "Not found"],
    ["a page", "<html>secret</html>", "Not found"],
  ])("for an answer with status 404 that holds %s", async (_, body, message) => {
    const error = await thrownFor(
      async () => new Response(body, { status: 404, headers: { "x-request-id": "req_up" } }),
    );
    expect(error).toBeInstanceOf(OpenAI.NotFoundError);
    expect(brief(error)).toMatchObject([404, { type: "not_found_error", message }]);
    expect(JSON.stringify(brief(error))).not.toContain("secret");
  });

  it("for an error inside a stream", async () => {
    const event = {
      type: "error",
      error: { type: "tokens", code: "rate_limit_exceeded", message: "Slow", param: null },
    };
    const error = await thrownFor(async () => stream(`event: error\ndata: ${JSON.stringify(event)}\n\n`));
    const openai = {
      status: null,
      type: "tokens",
      code: "rate_limit_exceeded",
      param: null,
      message: "Slow",
      request_id: "req_up",
    };
    expect(brief(error)).toEqual([429, { type: "rate_limit_error", message: "Slow", details: { openai } }]);
  });

  it("for a stream of garbage", async () => {
    expect(brief(await thrownFor(async () => stream("data: {garbage\n\n")))).toMatchObject([
      500,
      { type: "api_error", message: "malformed upstream response" },
    ]);
  });

  it("for a connection that fails", async () => {
    const error = await thrownFor(async () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) });
    });
    expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(brief(error)).toEqual([
      500,
      { type: "api_error", message: "upstream connection failed", details: { cause: "ECONNREFUSED" } },
    ]);
  });

  it("for a client that leaves", async () => {
    const error = await thrownFor(async () => stream(""), AbortSignal.abort());
    expect(brief(error)).toEqual([499, { type: "api_error", message: "The request was aborted" }]);
  });
});
