import type { ContentBlock, Message, Usage } from "../../src/anthropic/message.js";
import type { ContentBlockDelta, MessageDeltaEvent, StreamEvent } from "../../src/anthropic/stream-events.js";

/** Message streams written by hand: valid under the strict profile. */

export const usage: Usage = {
  input_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  output_tokens: 0,
  output_tokens_details: null,
  server_tool_use: null,
  service_tier: null,
  inference_geo: null,
  speed: null,
};

export const message: Message = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "claude-test",
  content: [],
  stop_reason: null,
  stop_sequence: null,
  stop_details: null,
  container: null,
  diagnostics: null,
  usage,
};

export const messageStart: StreamEvent = { type: "message_start", message };
export const ping: StreamEvent = { type: "ping" };
export const messageStop: StreamEvent = { type: "message_stop" };
export const failure: StreamEvent = {
  type: "error",
  error: { type: "overloaded_error", message: "Overloaded" },
  request_id: null,
};

export const messageDelta = (delta: Partial<MessageDeltaEvent["delta"]> = {}): StreamEvent => ({
  type: "message_delta",
  delta: { stop_reason: "end_turn", stop_sequence: null, stop_details: null, container: null, ...delta },
  usage: { ...usage, input_tokens: 12, output_tokens: 5 },
});

/** One block: start, its deltas, stop. */
export const block = (index: number, content: ContentBlock, ...deltas: ContentBlockDelta[]): StreamEvent[] => [
  { type: "content_block_start", index, content_block: content },
  ...deltas.map((delta) => ({ type: "content_block_delta" as const, index, delta })),
  { type: "content_block_stop", index },
];

export const emptyText: ContentBlock = { type: "text", text: "", citations: null };
export const emptyThinking: ContentBlock = { type: "thinking", thinking: "", signature: "" };
export const emptyTool = (id: string): ContentBlock => ({
  type: "tool_use",
  id,
  name: "Read",
  input: {},
  caller: { type: "direct" },
});
export const emptySearch = (id: string): ContentBlock => ({
  type: "server_tool_use",
  id,
  name: "web_search",
  input: {},
  caller: { type: "direct" },
});
export const searchResult = (toolUseId: string): ContentBlock => ({
  type: "web_search_tool_result",
  tool_use_id: toolUseId,
  content: [],
  caller: { type: "direct" },
});

export const text = (index: number, ...pieces: string[]): StreamEvent[] =>
  block(index, emptyText, ...pieces.map((piece) => ({ type: "text_delta" as const, text: piece })));

export const thinking = (index: number, ...pieces: string[]): StreamEvent[] =>
  block(index, emptyThinking, ...pieces.map((piece) => ({ type: "thinking_delta" as const, thinking: piece })), {
    type: "signature_delta",
    signature: "tr1:signed",
  });

export const toolUse = (index: number, id: string, ...pieces: string[]): StreamEvent[] =>
  block(index, emptyTool(id), ...pieces.map((piece) => ({ type: "input_json_delta" as const, partial_json: piece })));

export const search = (index: number, id: string): StreamEvent[] => [
  ...block(index, emptySearch(id), { type: "input_json_delta", partial_json: '{"query":"tides"}' }),
  ...block(index + 1, searchResult(id)),
];

export const finished = (...blocks: StreamEvent[][]): StreamEvent[] => {
  const events = blocks.flat();
  const calls = events.some((event) => event.type === "content_block_start" && event.content_block.type === "tool_use");
  return [messageStart, ...events, messageDelta({ stop_reason: calls ? "tool_use" : "end_turn" }), messageStop];
};
