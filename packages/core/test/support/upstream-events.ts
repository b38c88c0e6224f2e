/** Short words for hand-made Responses streams. */

export type UpstreamEvent = { type: string } & Record<string, unknown>;

export const created = (extra: object = {}): UpstreamEvent => ({
  type: "response.created",
  response: { id: "resp_1", object: "response", model: "gpt-5.6-sol", status: "in_progress", output: [], ...extra },
});

export const usage = {
  input_tokens: 100,
  input_tokens_details: { cached_tokens: 40 },
  output_tokens: 20,
  output_tokens_details: { reasoning_tokens: 5 },
  total_tokens: 120,
};

export function terminal(output: object[], extra: object = {}): UpstreamEvent {
  const status = "status" in extra ? extra.status : "completed";
  return {
    type: `response.${status}`,
    response: { id: "resp_1", object: "response", model: "gpt-5.6-sol", status, output, usage, ...extra },
  };
}

export const added = (output_index: number, item: object): UpstreamEvent => ({
  type: "response.output_item.added",
  output_index,
  item,
});
export const done = (output_index: number, item: object): UpstreamEvent => ({
  type: "response.output_item.done",
  output_index,
  item,
});

export const messageItem = (text: string, extra: object = {}) => ({
  type: "message",
  id: "msg_1",
  role: "assistant",
  status: "completed",
  content: [{ type: "output_text", text, annotations: [] }],
  ...extra,
});
export const callItem = (name: string, args: string, extra: object = {}) => ({
  type: "function_call",
  id: "fc_1",
  call_id: "call_1",
  name,
  arguments: args,
  status: "completed",
  ...extra,
});
export const reasoningItem = (summary: string[], extra: object = {}) => ({
  type: "reasoning",
  id: "rs_1",
  encrypted_content: "gAAAAblob",
  summary: summary.map((text) => ({ type: "summary_text", text })),
  ...extra,
});

export const textDelta = (output_index: number, delta: string, content_index = 0): UpstreamEvent => ({
  type: "response.output_text.delta",
  output_index,
  content_index,
  delta,
});
export const argumentsDelta = (output_index: number, delta: string): UpstreamEvent => ({
  type: "response.function_call_arguments.delta",
  output_index,
  delta,
});
export const summaryDelta = (output_index: number, delta: string, summary_index = 0): UpstreamEvent => ({
  type: "response.reasoning_summary_text.delta",
  output_index,
  summary_index,
  delta,
});

/** A stream of one text answer, given in pieces. */
export function textStream(...pieces: string[]): UpstreamEvent[] {
  const item = messageItem(pieces.join(""));
  return [
    created(),
    added(0, { ...item, content: [] }),
    ...pieces.map((piece) => textDelta(0, piece)),
    done(0, item),
    terminal([item]),
  ];
}

export function toSse(events: readonly UpstreamEvent[]): string {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");
}
