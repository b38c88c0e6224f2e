import type { BetaContentBlock } from "../anthropic/message.js";
import type { ContentBlockDelta, ContentBlockStartEvent, StreamEvent } from "../anthropic/stream-events.js";
import type { BlockSink } from "../response/item-renderer.js";
import { decodeCodeExecutionId } from "../server-tool-id.js";

/** Writes content blocks as stream events, numbered from 0, one open at a time. */
export class BlockWriter implements BlockSink {
  readonly #emit: (event: StreamEvent) => void;
  #index = -1;
  #open = false;
  /** Where the code ran that was written last; like all that is counted here, without what a stop sequence cuts off. */
  containerId: string | undefined;
  /** Searches of the web. */
  webSearches = 0;
  /** Visible text and tool input so far, in UTF-16 units. */
  visibleLength = 0;

  constructor(emit: (event: StreamEvent) => void) {
    this.#emit = emit;
  }

  open(block: BetaContentBlock): void {
    this.close();
    this.#open = true;
    if (block.type === "server_tool_use") {
      this.containerId = decodeCodeExecutionId(block.id)?.containerId ?? this.containerId;
      if (block.name === "web_search") this.webSearches++;
    }
    this.#emit(blockStart(++this.#index, block));
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

/**
 * The event that opens a block. Here blocks of beta features enter the stream, whose type, like that of the official
 * SDK's stable client, does not name them.
 */
function blockStart(index: number, block: BetaContentBlock): ContentBlockStartEvent;
function blockStart(index: number, content_block: BetaContentBlock) {
  return { type: "content_block_start", index, content_block };
}
