import type { BetaContentBlock } from "../anthropic/message.js";
import type { BetaContentBlockDelta } from "../anthropic/stream-events.js";

/** What a part of a block costs beside its texts, in UTF-16 units. */
const partLength = 32;

/** What keeping the start of a block costs, in UTF-16 units: what server tools gave comes whole in its first event. */
export function lengthOfBlock(block: BetaContentBlock): number {
  return lengthOfTexts(block);
}

/** What keeping a delta costs, in UTF-16 units. */
export function lengthOfDelta(delta: BetaContentBlockDelta): number {
  switch (delta.type) {
    case "text_delta":
      return delta.text.length;
    case "thinking_delta":
      return delta.thinking.length;
    case "input_json_delta":
      return delta.partial_json.length;
    default:
      return lengthOfTexts(delta);
  }
}

/** All that is text in a value, whatever its shape, names of keys left out. */
function lengthOfTexts(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  let length = partLength;
  for (const part of Object.values(value)) length += lengthOfTexts(part);
  return length;
}
