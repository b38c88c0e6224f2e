/** Events of one answer of the Responses API as frames, made once: an upstream under load has no time to compose. */
export function cannedStream(model: string, deltas: number): readonly Buffer[] {
  const text = "word ".repeat(deltas);
  const item = { id: "msg_bench", type: "message", role: "assistant" };
  const at = { item_id: item.id, output_index: 0, content_index: 0 };
  const part = (said: string) => ({ type: "output_text", text: said, annotations: [], logprobs: [] });
  const done = { ...item, status: "completed", content: [part(text)] };
  const response = { id: "resp_bench", object: "response", created_at: 1_700_000_000, model, store: false };
  const usage = {
    input_tokens: 12,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: deltas,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 12 + deltas,
  };
  const events = [
    { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
    { type: "response.in_progress", response: { ...response, status: "in_progress", output: [] } },
    { type: "response.output_item.added", output_index: 0, item: { ...item, status: "in_progress", content: [] } },
    { type: "response.content_part.added", ...at, part: part("") },
    ...Array.from({ length: deltas }, () => ({ type: "response.output_text.delta", ...at, delta: "word " })),
    { type: "response.output_text.done", ...at, text },
    { type: "response.content_part.done", ...at, part: part(text) },
    { type: "response.output_item.done", output_index: 0, item: done },
    { type: "response.completed", response: { ...response, status: "completed", output: [done], usage } },
  ];
  return events.map((event, sequence_number) =>
    Buffer.from(`event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n`),
  );
}
