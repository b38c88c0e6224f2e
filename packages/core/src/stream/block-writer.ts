import type { ContentBlock } from "../anthropic/message.js";
import type { ContentBlockDelta, StreamEvent } from "../anthropic/stream-events.js";
import type { BlockSink } from "../response/item-renderer.js";

/** Writes content blocks as stream events, numbered from 0, one open at a time. */
export class BlockWriter implements BlockSink {
  readonly #emit: (event: StreamEvent) => void;
  #index = -1;
  #open = false;
  /** Visible text and tool input so far, in UTF-16 units. */
  visibleLength = 0;

  constructor(emit: (event: StreamEvent) => void) {
    this.#emit = emit;
  }

  open(block: ContentBlock): void {
    this.close();
    this.#open = true;
    this.#emit({ type: "content_block_start", index: ++this.#index, content_block: block });
  }

  delta(delta: ContentBlockDelta): void {
    if (delta.type === "text_delta") this.visibleLength += delta.text.length;
    else if (delta.type === "input_json_delta") this.visibleLength += delta.partial_json.length;
    this.#emit({ type: "content_block_delta", index: this.#index, delta });
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#emit({ type: "content_block_stop", index: this.#index });
  }
}
