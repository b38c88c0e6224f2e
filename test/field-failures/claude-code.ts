import type Anthropic from "@anthropic-ai/sdk";

/** An event of the wire, by the official client's types. */
export type WireEvent =
  | Anthropic.RawMessageStreamEvent
  | { type: "ping" }
  | { type: "error"; error: { type: string; message: string }; request_id: string | null };

/** A content block as a client that reads events by itself puts it together; the input of a call as text. */
export type ReadBlock = { type: string; text: string; name?: string };

/** Which field of a block a delta fills. */
const blockOf: Record<Anthropic.RawContentBlockDelta["type"], readonly string[]> = {
  text_delta: ["text"],
  citations_delta: ["text"],
  thinking_delta: ["thinking"],
  signature_delta: ["thinking"],
  input_json_delta: ["tool_use", "server_tool_use"],
};

/**
 * Reads a stream as Claude Code does, which throws where the official client is lenient: a delta or a stop for a block
 * that is not there, a delta that does not fit its block. What `content_block_start` holds of text or input is lost on it.
 */
export function readAsClaudeCode(events: readonly WireEvent[]): ReadBlock[] {
  const blocks = new Map<number, ReadBlock>();
  let started = 0;
  const at = (index: number) => {
    const block = blocks.get(index);
    if (block === undefined) throw new RangeError("Content block not found");
    return block;
  };
  for (const event of events) {
    if (event.type === "message_start") started++;
    else if (started === 0) throw new Error(`got ${event.type} before "message_start"`);
    if (event.type === "content_block_start") {
      const { content_block: block, index } = event;
      if (blocks.has(index)) throw new Error("Content block began twice");
      blocks.set(index, { type: block.type, text: "", ...("name" in block && { name: block.name }) });
    } else if (event.type === "content_block_stop") at(event.index);
    else if (event.type === "content_block_delta") {
      const block = at(event.index);
      if (!blockOf[event.delta.type].includes(block.type)) {
        throw new Error(`Mismatched content block type content_block_delta ${block.type}`);
      }
      block.text += addition(event.delta);
    }
  }
  if (started !== 1) throw new Error(`${started} times message_start`);
  return [...blocks.values()];
}

function addition(delta: Anthropic.RawContentBlockDelta): string {
  if (delta.type === "text_delta") return delta.text;
  if (delta.type === "thinking_delta") return delta.thinking;
  return delta.type === "input_json_delta" ? delta.partial_json : "";
}
