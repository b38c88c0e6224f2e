import { toOpenAIRequest } from "../src/index.js";
import { echoedTools } from "./echoed-tools.js";

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

/** What engines keep in one byte a character; a text with others takes two for each. */
const western = words.filter((word) => [...word].every((character) => character <= "\u00ff"));

type PartKind = "output_text" | "function_call_arguments";

/**
 * How a message begins whose items get their deltas in turn, as some servers mix them; all but the first wait. Nothing of
 * it is done when its text and arguments come to `length` bytes. `middle` is the middle of the deltas, in bytes: the head
 * before them, with all tools of the request, is longer than they are.
 */
export function beginningOf(kinds: readonly PartKind[], length: number): { bytes: Uint8Array; middle: number } {
  const items = kinds.map((kind, i) =>
    kind === "output_text"
      ? { id: `msg_${i}`, type: "message", status: "in_progress", role: "assistant", content: [] }
      : {
          id: `fc_${i}`,
          type: "function_call",
          status: "in_progress",
          call_id: `call_${i}`,
          name: "Write",
          arguments: "",
        },
  );
  const deltas: UpstreamEvent[] = [];
  for (let i = 0, said = 0; said < length; i++) {
    const output_index = i % kinds.length;
    const kind = kinds[output_index];
    const text = [0, 1, 2].map((n) => western[(i + n) % western.length]).join("");
    const json = `${i < kinds.length ? '{"content":"' : ""}${JSON.stringify(text).slice(1, -1)}`;
    const delta = kind === "output_text" ? text : json;
    const item_id = items[output_index]?.id;
    deltas.push({ type: `response.${kind}.delta`, item_id, output_index, content_index: 0, delta });
    said += new TextEncoder().encode(delta).length;
  }
  const response = { id: "resp_1", model: "gpt-5.6-sol", status: "in_progress", output: [], tools: echoedTools };
  const begun: UpstreamEvent[] = [
    { type: "response.created", response },
    ...items.map((item, output_index) => ({ type: "response.output_item.added", output_index, item })),
  ];
  const headLength = encode(begun).length;
  const bytes = encode([...begun, ...deltas]);
  return { bytes, middle: headLength + (bytes.length - headLength) / 2 };
}

function stream(item: object, inner: UpstreamEvent[]): Uint8Array {
  const response = {
    id: "resp_0ad52f880f4d2847",
    object: "response",
    model: "gpt-5.6-sol",
    status: "in_progress",
    output: [],
    tools: echoedTools,
  };
  const usage = { input_tokens: 10, output_tokens: 20_000, total_tokens: 20_010 };
  const events: UpstreamEvent[] = [
    { type: "response.created", response },
    { type: "response.output_item.added", output_index: 0, item: { ...item, content: [], arguments: "" } },
    ...inner,
    { type: "response.output_item.done", output_index: 0, item },
    { type: "response.completed", response: { ...response, status: "completed", output: [item], usage } },
  ];
  return encode(events);
}

function encode(events: readonly UpstreamEvent[]): Uint8Array {
  const frames = events.map(
    (event, i) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: i })}\n\n`,
  );
  return new TextEncoder().encode(frames.join(""));
}
