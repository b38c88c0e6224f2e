import type { Message } from "@transpond/core";
import type { HeaderReader } from "./incoming.js";

/**
 * Whether a client refuses null for the citations of a text that has none. The SDKs' types say null; Anthropic's servers
 * leave the member out, which the AI SDK's schema of whole answers takes for the only way.
 */
const refusesNullCitations = (headers: HeaderReader) => /\bai-sdk\//.test(headers.get("user-agent") ?? "");

/** A message as this client reads it. */
export function forClient(message: Message, headers: HeaderReader): object {
  if (!refusesNullCitations(headers)) return message;
  const content = message.content.map((block) => {
    if (block.type !== "text" || block.citations !== null) return block;
    const { citations: _, ...rest } = block;
    return rest;
  });
  return { ...message, content };
}
