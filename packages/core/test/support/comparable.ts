import { objectAt, objectsAt } from "../../src/json.js";

/**
 * A message without what the official SDK's accumulator cannot know or adds: it takes these counters from `message_start`
 * alone, when the upstream has not told them yet, and it has fields of its own for structured output. A last
 * tool input that was cut is left out where `lastInputIsCut` says so.
 */
export function comparable(message: object, lastInputIsCut = false): unknown {
  const { parsed_output, usage, content, ...rest } = JSON.parse(JSON.stringify({ parsed_output: null, ...message }));
  const { cache_creation, service_tier, speed, ...counters } = objectAt({ usage }, "usage");
  const blocks = objectsAt({ content }, "content").map(({ parsed, ...block }) => block);
  if (lastInputIsCut) delete blocks.at(-1)?.input;
  return { ...rest, content: blocks, usage: counters };
}
