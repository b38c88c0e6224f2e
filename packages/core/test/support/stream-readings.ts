import type { ContentBlock, Message } from "../../src/anthropic/message.js";
import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import { MessageAccumulator } from "../../src/stream/accumulate.js";
import { type Said, wordsOf } from "./expected-words.js";

/** What a test reads from the events of a translated stream. */

export const messageDeltaOf = (events: readonly StreamEvent[]) =>
  events.find((event) => event.type === "message_delta");

/** The blocks as they begin. */
export const startsOf = (events: readonly StreamEvent[]): ContentBlock[] =>
  events.flatMap((event) => (event.type === "content_block_start" ? [event.content_block] : []));

/** Every delta's own text, of all kinds that have one, joined by block. */
export function textByBlock(events: readonly StreamEvent[]): Map<number, string> {
  const texts = new Map<number, string>();
  for (const event of events) {
    if (event.type !== "content_block_delta") continue;
    const { delta, index } = event;
    const text =
      delta.type === "text_delta"
        ? delta.text
        : delta.type === "thinking_delta"
          ? delta.thinking
          : delta.type === "input_json_delta"
            ? delta.partial_json
            : "";
    texts.set(index, (texts.get(index) ?? "") + text);
  }
  return texts;
}

/** The text that a user sees, of all blocks. */
export const visibleTextOf = (events: readonly StreamEvent[]): string =>
  events
    .map((event) => (event.type === "content_block_delta" && event.delta.type === "text_delta" ? event.delta.text : ""))
    .join("");

/** The message that the events make up. */
export function accumulated(events: readonly StreamEvent[]): Message | undefined {
  const accumulator = new MessageAccumulator();
  for (const event of events) accumulator.accept(event);
  return accumulator.message;
}

/** What texts, thoughts and calls of a stream say, byte for byte. */
export function saidIn(events: readonly StreamEvent[]): Said[] {
  const texts = textByBlock(events);
  const of = (index: number) => texts.get(index) ?? "";
  const blocks = startsOf(events).map((block, index) => {
    if (block.type === "text") return { ...block, text: of(index) };
    return block.type === "thinking" ? { ...block, thinking: of(index) } : block;
  });
  return wordsOf(blocks, of);
}
