import type { Sowing } from "./plant.js";

export type Event = { type: string } & Record<string, unknown>;

/** How an answer ends that began well. */
export type AnswerEnd =
  | "completed"
  | "incomplete"
  | "filtered"
  | "failed"
  | "error"
  | "flat error"
  | "cut"
  | "cancelled";

const usage = {
  input_tokens: 100,
  input_tokens_details: { cached_tokens: 40 },
  output_tokens: 20,
  output_tokens_details: { reasoning_tokens: 5 },
  total_tokens: 120,
};

/** Cut into pieces that together are the text. */
const pieces = (text: string) => text.match(/.{1,7}/gs) ?? [];

type Item = { item: Record<string, unknown>; deltas: (at: number) => Event[] };

/** One of each kind of item, with canaries in all its texts. */
function items({ text, name, id, host, canaries }: Sowing): Item[] {
  const [said, args, summary, custom] = [text(), JSON.stringify({ city: text(), [name()]: text() }), text(), text()];
  const [refusal, url] = [text(), `${host()}?key=${canaries.secret()}`];
  const annotation = { type: "url_citation", start_index: 0, end_index: 5, title: text(), url };
  const unknown = canaries.word();
  return [
    {
      item: {
        type: "reasoning",
        id: id(),
        summary: [{ type: "summary_text", text: summary }],
        content: [{ type: "reasoning_text", text: text() }],
        encrypted_content: canaries.word(),
      },
      deltas: (output_index) =>
        pieces(summary).map((delta) => ({
          type: "response.reasoning_summary_text.delta",
          output_index,
          summary_index: 0,
          delta,
        })),
    },
    {
      item: {
        type: "web_search_call",
        id: id(),
        status: "completed",
        action: { type: "search", query: text(), queries: [text()], sources: [{ type: "url", url }] },
      },
      deltas: (output_index) => [{ type: "response.web_search_call.searching", output_index, item_id: id() }],
    },
    {
      item: {
        type: "message",
        id: id(),
        role: "assistant",
        status: "completed",
        content: [
          { type: "output_text", text: said, annotations: [annotation], logprobs: [{ token: canaries.word() }] },
        ],
      },
      deltas: (output_index) => [
        {
          type: "response.content_part.added",
          output_index,
          content_index: 0,
          part: { type: "output_text", text: "" },
        },
        ...pieces(said).map((delta) => ({
          type: "response.output_text.delta",
          output_index,
          content_index: 0,
          delta,
          obfuscation: canaries.word(),
        })),
        { type: "response.output_text.annotation.added", output_index, content_index: 0, annotation },
      ],
    },
    {
      item: { type: "function_call", id: id(), call_id: id(), name: name(), arguments: args, status: "completed" },
      deltas: (output_index) =>
        pieces(args).map((delta) => ({ type: "response.function_call_arguments.delta", output_index, delta })),
    },
    {
      item: { type: "custom_tool_call", id: id(), call_id: id(), name: name(), input: custom },
      deltas: (output_index) =>
        pieces(custom).map((delta) => ({ type: "response.custom_tool_call_input.delta", output_index, delta })),
    },
    {
      item: { type: unknown, id: canaries.word(), note: canaries.any(), [canaries.word()]: canaries.any() },
      deltas: (output_index) => [{ type: `response.${unknown}.delta`, output_index, delta: canaries.any() }],
    },
    {
      item: {
        type: "message",
        id: id(),
        role: "assistant",
        status: "completed",
        content: [{ type: "refusal", refusal }],
      },
      deltas: (output_index) =>
        pieces(refusal).map((delta) => ({ type: "response.refusal.delta", output_index, content_index: 0, delta })),
    },
  ];
}

/** An error as OpenAI writes one, with canaries in all its fields; of codes that are known and that are not. */
export function plantedError({ canaries }: Sowing, code: string | null = null): Record<string, unknown> {
  return {
    message: `Incorrect API key provided: ${canaries.found()}. ${canaries.word()}`,
    type: canaries.word(),
    param: canaries.word(),
    code: code ?? canaries.word(),
    [canaries.word()]: canaries.any(),
  };
}

/** The whole stream: some items, as chosen by the bits of a number, and an end. */
export function plantedAnswer(sowing: Sowing, end: AnswerEnd, choice: number, spoilt = false): Event[] {
  const { canaries, id } = sowing;
  const chosen = items(sowing).filter((_, at) => (choice >> at) & 1);
  const base = {
    id: id(),
    object: "response",
    model: canaries.word(),
    instructions: canaries.any(),
    metadata: { [canaries.word()]: canaries.any() },
    safety_identifier: canaries.word(),
    user: canaries.word(),
    service_tier: spoilt ? canaries.word() : "default",
    error: null,
    incomplete_details: null,
    [canaries.word()]: canaries.any(),
  };
  const output = chosen.map(({ item }) => item);
  const final = (status: string, extra: object = {}) => ({
    type: `response.${status}`,
    response: {
      ...base,
      status: spoilt && choice % 2 === 0 ? canaries.word() : status,
      output,
      usage: usageOf(sowing, spoilt),
      ...extra,
    },
  });
  const events: Event[] = [
    { type: "response.created", response: { ...base, status: "in_progress", output: [] } },
    ...chosen.flatMap(({ item, deltas }, output_index) => [
      { type: "response.output_item.added", output_index, item: begun(item) },
      ...deltas(output_index),
      { type: "response.output_item.done", output_index, item },
    ]),
    ...(spoilt ? [{ type: canaries.word(), [canaries.word()]: canaries.any() }] : []),
  ];
  const failure = plantedError(sowing, spoilt ? "rate_limit_exceeded" : null);
  const ends: Record<AnswerEnd, Event[]> = {
    completed: [final("completed")],
    incomplete: [final("incomplete", { incomplete_details: { reason: "max_output_tokens", note: canaries.any() } })],
    filtered: [final("incomplete", { incomplete_details: { reason: canaries.word() } })],
    failed: [final("failed", { error: failure, output: [] })],
    error: [{ type: "error", error: failure, sequence_number: 9 }],
    "flat error": [{ ...failure, type: "error" }],
    cut: [],
    cancelled: [final("cancelled", { error: failure })],
  };
  return [...events, ...ends[end]];
}

/** Where numbers should be, an upstream may write anything. */
function usageOf({ canaries }: Sowing, spoilt: boolean): Record<string, unknown> {
  if (!spoilt) return { ...usage, [canaries.word()]: canaries.any() };
  return {
    ...usage,
    input_tokens: canaries.found(),
    output_tokens: canaries.word(),
    output_tokens_details: { reasoning_tokens: canaries.word() },
  };
}

/** An item as it is when it is announced. */
function begun(item: Record<string, unknown>): Record<string, unknown> {
  const empty = { arguments: "", input: "", content: [], summary: [] };
  return { ...item, ...Object.fromEntries(Object.entries(empty).filter(([name]) => name in item)) };
}

export const asStream = (events: readonly Event[]): string =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");
