import { type JsonObject, objectAt, objectsAt } from "../../src/json.js";

export type SeenBy = {
  /** Which of the official SDK's clients accumulated. */
  client: "stable" | "beta";
  /** Whether the last tool input was cut: the SDK shows what of it was complete, we show none (K30). */
  isCut?: boolean | undefined;
};

/** What only the beta client takes from deltas; the stable one leaves it as the block began. */
const betaContent: Record<string, readonly string[]> = {
  mcp_tool_use: ["input"],
  compaction: ["content", "encrypted_content"],
};

/**
 * A message without what the official SDK's accumulator cannot know or adds. Everything that is left out stands here,
 * with its reason.
 */
export function comparable(message: object, { client, isCut = false }: SeenBy = { client: "beta" }): unknown {
  const parsed: JsonObject = JSON.parse(JSON.stringify(message));
  // Fields of the SDK's own for structured output.
  const { parsed_output, ...rest } = parsed;
  const blocks = objectsAt(parsed, "content").map(({ parsed, parsed_output, ...block }) => block);
  // Taken from `message_start` alone, when the upstream has not told them yet.
  const { cache_creation, service_tier, speed, ...usage } = objectAt(parsed, "usage");
  delete rest.diagnostics;
  if (client === "stable") {
    delete rest.input_transformations;
    for (const block of blocks) for (const field of betaContent[String(block.type)] ?? []) delete block[field];
  }
  if (isCut) delete blocks.at(-1)?.input;
  return { ...rest, content: blocks, usage };
}
