import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import type { TranslationContext } from "../../src/context.js";
import type { Loss } from "../../src/ledger/loss.js";
import type { TranslatorOptions } from "../../src/stream/translator-options.js";
import { codesOf } from "./both-ways.js";
import { testContext } from "./context.js";
import { translateNow } from "./translate-now.js";

/** A stream as one short line for each event. */
export function linesOf(events: readonly StreamEvent[]): string[] {
  return events.map((event) => {
    switch (event.type) {
      case "content_block_start":
        return `start ${event.index} ${event.content_block.type}`;
      case "content_block_delta":
        return `delta ${event.index} ${Object.values(event.delta)[1]}`;
      case "content_block_stop":
        return `stop ${event.index}`;
      case "message_delta":
        return `end ${event.delta.stop_reason}`;
      case "error":
        return `error ${event.error.type}`;
      default:
        return event.type;
    }
  });
}

export const tail = ["end end_turn", "message_stop"];

/** Lines of a block: its start, its deltas, its stop. */
export const block = (index: number, type: string, ...deltas: string[]): string[] => [
  `start ${index} ${type}`,
  ...deltas.map((delta) => `delta ${index} ${delta}`),
  `stop ${index}`,
];

export type Translated = { events: StreamEvent[]; lines: string[]; losses: readonly Loss[]; codes: string[] };

/** What a client reads of a stream of parsed events, and what was lost. */
export function translated(
  events: Iterable<object>,
  changes: Partial<TranslationContext> = {},
  options: TranslatorOptions = {},
): Translated {
  const { events: out, losses } = translateNow(events, testContext(changes), options);
  return { events: out, lines: linesOf(out), losses, codes: codesOf(losses) };
}
