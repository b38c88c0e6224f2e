import Anthropic from "@anthropic-ai/sdk";

/** Reads a body of server-sent events with the official client and returns the message that it accumulates. */
export async function officialMessage(body: ReadableStream<Uint8Array>): Promise<Anthropic.Message> {
  const client = new Anthropic({
    apiKey: "test",
    maxRetries: 0,
    fetch: async () => new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } }),
  });
  const stream = client.messages.stream({
    model: "claude-test",
    max_tokens: 16,
    messages: [{ role: "user", content: "Hi" }],
  });
  return stream.finalMessage();
}
