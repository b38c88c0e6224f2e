import type { ContentBlock, Message } from "../anthropic/message.js";
import type { BetaContentBlockDelta, StreamEvent } from "../anthropic/stream-events.js";
import { TextParts } from "../response/text-parts.js";

/** Builds one content block from its events. */
export class BlockAccumulator {
  #block: ContentBlock | undefined;
  #text = new TextParts();
  /** UTF-16 units taken so far, over all blocks. */
  length = 0;
  /** The JSON of the block that was completed last, where it is a call whose input streamed and is whole. */
  json: string | undefined;

  /** Takes an event; returns the block when this was its last. */
  accept(event: StreamEvent): ContentBlock | undefined {
    if (event.type === "content_block_start") {
      this.#block = { ...event.content_block };
      this.#text = new TextParts();
    } else if (event.type === "content_block_delta") this.#apply(event.delta);
    else if (event.type === "content_block_stop") return this.#complete();
    return undefined;
  }

  #apply(delta: BetaContentBlockDelta): void {
    const block = this.#block;
    switch (delta.type) {
      case "text_delta":
        return this.#add(delta.text);
      case "thinking_delta":
        return this.#add(delta.thinking);
      case "input_json_delta":
        return this.#add(delta.partial_json);
      case "signature_delta":
        if (block?.type === "thinking") block.signature = delta.signature;
        this.length += delta.signature.length;
        return;
      case "citations_delta":
        if (block?.type === "text") {
          block.citations ??= [];
          block.citations.push(delta.citation);
        }
        return;
      case "compaction_delta": {
        const { content, encrypted_content } = delta;
        if (block) Object.assign(block, { content, encrypted_content });
        this.length += encrypted_content?.length ?? 0;
        return;
      }
      default:
        delta satisfies never;
    }
  }

  #add(text: string): void {
    this.length += text.length;
    this.#text.add(text);
  }

  #complete(): ContentBlock | undefined {
    const block = this.#block;
    this.#block = undefined;
    const text = this.#text.toString();
    this.json = undefined;
    switch (block?.type) {
      case "text":
        block.text = text;
        break;
      case "thinking":
        block.thinking = text;
        break;
      default:
        // Calls of all kinds, those of MCP servers included, which the type does not name.
        if (block && "input" in block) this.#completeCall(block, text);
    }
    return block;
  }

  /** A call that was cut has an empty input: mapping K30, though the official SDK keeps the members that came whole. */
  #completeCall(block: { input: unknown }, json: string): void {
    if (json === "") return;
    try {
      block.input = JSON.parse(json);
      this.json = json;
    } catch {
      block.input = {};
    }
  }
}

/** Builds the whole message from its events, as the official SDK's accumulator does. */
export class MessageAccumulator {
  #message: Message | undefined;
  readonly block = new BlockAccumulator();

  /** Takes an event; returns the block when this was its last. */
  accept(event: StreamEvent): ContentBlock | undefined {
    if (event.type === "message_start") this.#message = { ...event.message, content: [] };
    else if (event.type === "message_delta" && this.#message) {
      const { delta, usage, input_transformations } = event;
      Object.assign(this.#message, delta, {
        usage,
        ...(input_transformations !== undefined && { input_transformations }),
      });
    }
    const block = this.block.accept(event);
    if (block) this.#message?.content.push(block);
    return block;
  }

  /** UTF-16 units taken so far. */
  get length(): number {
    return this.block.length;
  }

  /** The message so far, or `undefined` before it has started. */
  get message(): Message | undefined {
    return this.#message;
  }
}
