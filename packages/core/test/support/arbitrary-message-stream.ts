import fc from "fast-check";
import { failure, finished, messageStart, ping, search, text, thinking, toolUse } from "./message-streams.js";

const arbitraryBlocks = fc
  .array(
    fc.oneof(
      fc.record({
        kind: fc.constant("text" as const),
        pieces: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }),
      }),
      fc.record({
        kind: fc.constant("thinking" as const),
        pieces: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant("tool" as const), pieces: fc.constantFrom([], [""], ["{}"], ["", '{"a":', "1}"]) }),
      fc.record({ kind: fc.constant("search" as const), pieces: fc.constant([]) }),
    ),
    { maxLength: 5 },
  )
  .map((blocks) => {
    let index = 0;
    return blocks.map(({ kind, pieces }) => {
      const from = index;
      index += kind === "search" ? 2 : 1;
      if (kind === "text") return text(from, ...pieces);
      if (kind === "thinking") return thinking(from, ...pieces);
      return kind === "tool" ? toolUse(from, `call_${from}`, ...pieces) : search(from, `srvtoolu_${from}`);
    });
  });

/** Valid streams: whole ones, ones that end in an error, and pings among them. */
export const arbitraryMessageStream = fc
  .tuple(
    arbitraryBlocks,
    fc.constantFrom("whole", "error", "error_in_block"),
    fc.array(fc.nat({ max: 5 }), { minLength: 20, maxLength: 20 }),
  )
  .map(([blocks, ending, dice]) => {
    const head = [messageStart, ...blocks.flat()];
    if (ending === "error_in_block" && blocks.length > 0) head.pop();
    const events = ending === "whole" ? finished(...blocks) : [...head, failure];
    return events.flatMap((event, position) =>
      position > 0 && position < events.length - 1 && dice[position % dice.length] === 0 ? [event, ping] : [event],
    );
  });
