import { toOpenAIRequest } from "../src/index.js";

type UpstreamEvent = { type: string } & Record<string, unknown>;

/** The context of a plain request. */
export const { context: benchContext } = toOpenAIRequest(
  { model: "claude-sonnet-5", max_tokens: 32_000, messages: [{ role: "user", content: "Write a story." }] },
  { model: "gpt-5.6-sol" },
);

const words = [
  "The",
  " quick",
  " brown",
  " fox",
  " jumps",
  ' "over"',
  " the",
  " lazy",
  " dog",
  ",\n",
  " naïve",
  " 漢字",
];

/** A message of `count` text deltas, as OpenAI sends it: obfuscation, sequence numbers and all. */
export function textStream(count: number): Uint8Array {
  const deltas = Array.from({ length: count }, (_, i) => words[i % words.length] ?? "");
  const text = deltas.join("");
  const item_id = "msg_0ad52f880f4d28470068fe7432247c81989f19a135fc8b480f";
  const at = { item_id, output_index: 0, content_index: 0 };
  const part = { type: "output_text", annotations: [], logprobs: [], text };
  const item = { id: item_id, type: "message", status: "completed", role: "assistant", content: [part] };
  return stream(item, [
    { type: "response.content_part.added", ...at, part: { ...part, text: "" } },
    ...deltas.map((delta) => ({
      type: "response.output_text.delta",
      ...at,
      delta,
      logprobs: [],
      obfuscation: "AOzs00Y0to8kL2".slice(delta.length),
    })),
    { type: "response.output_text.done", ...at, text, logprobs: [] },
    { type: "response.content_part.done", ...at, part },
  ]);
}

/** A tool call whose arguments come in `count` deltas. */
export function argumentStream(count: number): Uint8Array {
  const deltas = ['{"content":"', ...Array.from({ length: count - 2 }, (_, i) => `line ${i}\\n`), '"}'];
  const item_id = "fc_0ad52f880f4d28470068fe7432247c81989f19a135fc8b480f";
  const at = { item_id, output_index: 0 };
  const text = deltas.join("");
  const item = {
    id: item_id,
    type: "function_call",
    status: "completed",
    call_id: "call_x",
    name: "Write",
    arguments: text,
  };
  return stream(item, [
    ...deltas.map((delta) => ({
      type: "response.function_call_arguments.delta",
      ...at,
      delta,
      obfuscation: "AOzs00Y0t",
    })),
    { type: "response.function_call_arguments.done", ...at, arguments: text },
  ]);
}

function stream(item: object, inner: UpstreamEvent[]): Uint8Array {
  const response = {
    id: "resp_0ad52f880f4d2847",
    object: "response",
    model: "gpt-5.6-sol",
    status: "in_progress",
    output: [],
  };
  const usage = { input_tokens: 10, output_tokens: 20_000, total_tokens: 20_010 };
  const events: UpstreamEvent[] = [
    { type: "response.created", response },
    { type: "response.output_item.added", output_index: 0, item: { ...item, content: [], arguments: "" } },
    ...inner,
    { type: "response.output_item.done", output_index: 0, item },
    { type: "response.completed", response: { ...response, status: "completed", output: [item], usage } },
  ];
  const frames = events.map(
    (event, i) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: i })}\n\n`,
  );
  return new TextEncoder().encode(frames.join(""));
}
