import { objectAt, objectsAt } from "../../src/openai/response.js";

/**
 * A message without what the official SDK's accumulator cannot know or adds: it takes these counters from `message_start`
 * alone, when the upstream has not told them yet, and it has fields of its own for structured output.
 */
export function comparable(message: object): unknown {
  const { parsed_output, usage, content, ...rest } = JSON.parse(JSON.stringify({ parsed_output: null, ...message }));
  const { cache_creation, service_tier, speed, ...counters } = objectAt({ usage }, "usage");
  const blocks = objectsAt({ content }, "content").map(({ parsed, ...block }) => block);
  return { ...rest, content: blocks, usage: counters };
}
