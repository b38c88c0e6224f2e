import { isObject } from "../../../src/json.js";
import type { Message } from "./conversation.js";

/**
 * After how many messages a client may send a conversation: wherever no call waits for its result and the turn of the
 * assistant, if it is one, is over.
 */
export function requestsOf(messages: readonly Message[]): number[] {
  const open = new Set<unknown>();
  return messages.flatMap((message, index) => {
    for (const block of blocksOf(message)) {
      if (block.type === "tool_use") open.add(block.id);
      if (block.type === "tool_result") open.delete(block.tool_use_id);
    }
    const unfinished = message.role === "assistant" && messages[index + 1]?.role === "assistant";
    return open.size === 0 && !unfinished ? [index + 1] : [];
  });
}

/**
 * The parts of a conversation that stay as they are when turns are appended: what a client clears is gone later by its
 * own wish, and a compaction block begins a new prefix.
 */
export function lasting(body: Record<string, unknown>, messages: readonly Message[]): Record<string, unknown> {
  const { context_management: _, ...rest } = body;
  return {
    ...rest,
    messages: messages.map(({ clear_at: _, content, ...message }) => ({
      ...message,
      ...(content !== undefined && {
        content: Array.isArray(content) ? content.filter(({ type }) => type !== "compaction") : content,
      }),
    })),
  };
}

/** The same request with each text that stands alone as a string, or all strings as lists of one text. */
export function respelt(body: Record<string, unknown>, form: "strings" | "lists"): Record<string, unknown> {
  const spell = (content: unknown): unknown => {
    if (form === "lists") return typeof content === "string" ? [{ type: "text", text: content }] : content;
    if (!Array.isArray(content) || content.length !== 1) return content;
    const [only]: unknown[] = content;
    const plain =
      isObject(only) && only.type === "text" && Object.keys(only).every((key) => key === "type" || key === "text");
    return plain ? only.text : content;
  };
  const block = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    if (value.type === "tool_result" || value.type === "mcp_tool_result") {
      const inner = Array.isArray(value.content) ? value.content.map(block) : value.content;
      return value.content === undefined ? value : { ...value, content: spell(inner) };
    }
    if (value.type !== "document" || !isObject(value.source) || value.source.type !== "content") return value;
    return { ...value, source: { ...value.source, content: spell(value.source.content) } };
  };
  const message = (value: unknown): unknown => {
    if (!isObject(value) || value.content === undefined) return value;
    const { content } = value;
    return { ...value, content: spell(Array.isArray(content) ? content.map(block) : content) };
  };
  const { system, messages } = body;
  return {
    ...body,
    ...(system !== undefined && { system: spell(system) }),
    messages: Array.isArray(messages) ? messages.map(message) : messages,
  };
}

function blocksOf({ content }: Message): Record<string, unknown>[] {
  return Array.isArray(content) ? content.filter(isObject) : [];
}
