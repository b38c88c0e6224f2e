import type { TranslationContext } from "../../src/context.js";
import { codesOf } from "./both-ways.js";
import { testContext } from "./context.js";
import { startsOf, textByBlock } from "./stream-readings.js";
import { translateNow } from "./translate-now.js";
import { usage } from "./upstream-events.js";

/** A call as a client reads it from a stream: id, name and the raw JSON of its input; other blocks by their type. */
export type Called = readonly [id: string, name: string, json: string] | readonly [type: string];

export type CallReading = {
  calls: Called[];
  /** The stop reason, or the type of the error. */
  end: string | null | undefined;
  losses: string[];
  /** The deltas of all blocks, one by one. */
  deltas: string[];
};

/** What a client reads from a stream that holds calls. */
export function called(events: readonly object[], changes: Partial<TranslationContext> = {}): CallReading {
  const { events: out, losses } = translateNow(events, testContext(changes));
  const json = textByBlock(out);
  const calls = startsOf(out).map((block, index): Called => {
    return block.type === "tool_use" ? [block.id, block.name, json.get(index) ?? ""] : [block.type];
  });
  const deltas = out.flatMap((event) =>
    event.type === "content_block_delta" && event.delta.type === "input_json_delta" ? [event.delta.partial_json] : [],
  );
  const ends = out.flatMap((event) => {
    if (event.type === "error") return [event.error.type];
    return event.type === "message_delta" ? [event.delta.stop_reason] : [];
  });
  return { calls, end: ends.at(-1), losses: codesOf(losses), deltas };
}

/** A whole answer that was completed. */
export const completed = (...output: object[]) => ({ status: "completed", output, usage });

/** A whole answer that a limit cut. */
export const incomplete = (...output: object[]) => ({
  status: "incomplete",
  incomplete_details: { reason: "max_output_tokens" },
  output,
  usage,
});
