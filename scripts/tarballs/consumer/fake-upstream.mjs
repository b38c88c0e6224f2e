import { createServer } from "node:http";

const item = { id: "msg_1", type: "message", role: "assistant" };
const part = (text) => ({ type: "output_text", text, annotations: [] });
const done = { ...item, status: "completed", content: [part("Hello")] };
const usage = { input_tokens: 8, output_tokens: 2, total_tokens: 10 };
const response = { id: "resp_1", object: "response", created_at: 1, model: "gpt-5.4", output: [] };
const place = { item_id: item.id, output_index: 0, content_index: 0 };
const events = [
  { type: "response.created", response: { ...response, status: "in_progress" } },
  { type: "response.output_item.added", output_index: 0, item: { ...item, status: "in_progress", content: [] } },
  { type: "response.content_part.added", ...place, part: part("") },
  { type: "response.output_text.delta", ...place, delta: "Hello" },
  { type: "response.output_text.done", ...place, text: "Hello" },
  { type: "response.content_part.done", ...place, part: part("Hello") },
  { type: "response.output_item.done", output_index: 0, item: done },
  { type: "response.completed", response: { ...response, status: "completed", output: [done], usage } },
];
const body = events
  .map((event, sequence_number) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`)
  .join("");

/** An upstream that answers every request with one streamed word. */
export async function fakeUpstream() {
  const server = createServer((request, answer) => {
    request.resume().on("end", () => answer.writeHead(200, { "content-type": "text/event-stream" }).end(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}
