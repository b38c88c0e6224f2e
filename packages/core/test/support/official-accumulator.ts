import Anthropic from "@anthropic-ai/sdk";

/** Reads a body of server-sent events with the official client and returns the message that it accumulates. */
export async function officialMessage(body: ReadableStream<Uint8Array>): Promise<Anthropic.Message> {
  return clientOf(body).messages.stream(request).finalMessage();
}

/** The same with its client for beta features: only that one reads the input of MCP servers' tools. */
export async function officialBetaMessage(body: ReadableStream<Uint8Array>): Promise<Anthropic.Beta.BetaMessage> {
  return clientOf(body).beta.messages.stream(request).finalMessage();
}

const request = {
  model: "claude-test",
  max_tokens: 16,
  messages: [{ role: "user" as const, content: "Hi" }],
};

function clientOf(body: ReadableStream<Uint8Array>): Anthropic {
  return new Anthropic({
    apiKey: "test",
    maxRetries: 0,
    fetch: async () => new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } }),
  });
}
