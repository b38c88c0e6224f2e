/** Short words for hand-made Responses streams, and a source that says them when it is told. */

export const created = { type: "response.created", response: { id: "resp_1", model: "gpt-5.4-2026-03-05" } };
export const message = { type: "message", id: "msg_1", status: "in_progress", role: "assistant", content: [] };
export const added = { type: "response.output_item.added", output_index: 0, item: message };
export const delta = (text: string) => ({
  type: "response.output_text.delta",
  item_id: "msg_1",
  output_index: 0,
  content_index: 0,
  delta: text,
});
export const finished = {
  ...message,
  status: "completed",
  content: [{ type: "output_text", text: "Hi", annotations: [] }],
};
export const completed = {
  type: "response.completed",
  response: { id: "resp_1", status: "completed", output: [finished], usage: { input_tokens: 3, output_tokens: 1 } },
};
export const whole = [
  created,
  added,
  delta("Hi"),
  { type: "response.output_item.done", output_index: 0, item: finished },
  completed,
];

/** A source that says what it is told, when it is told. */
export function source() {
  const events: object[] = [];
  let wake = () => {};
  let cancelled = false;
  let ended = false;
  return {
    say(...more: object[]) {
      events.push(...more);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    get cancelled() {
      return cancelled;
    },
    [Symbol.asyncIterator]: () => ({
      async next(): Promise<IteratorResult<object>> {
        while (events.length === 0 && !cancelled && !ended) await new Promise<void>((resolve) => (wake = resolve));
        const value = events.shift();
        return value ? { done: false, value } : { done: true, value: undefined };
      },
      async return(): Promise<IteratorResult<object>> {
        cancelled = true;
        wake();
        return { done: true, value: undefined };
      },
    }),
  };
}

export const names = (text: string) => [...text.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
