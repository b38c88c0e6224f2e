import type { BetaContentBlock } from "../anthropic/message.js";
import type { BetaContentBlockDelta } from "../anthropic/stream-events.js";
import type { BlockSink } from "./item-renderer.js";
import { opaqueToolId } from "./tool-use-id.js";

/**
 * Gives server tool calls ids of their own where the upstream has one id twice. It stands where blocks are in their order
 * already, so that the first call keeps its id whichever was done first: stream and body agree.
 */
export class UniqueToolIds implements BlockSink {
  readonly #sink: BlockSink;
  readonly #taken = new Set<string>();
  /** How many ids were made up: none is tried twice, whatever ids the upstream sends. */
  #repeats = 0;
  /** Of the last call: its result follows it at once. */
  #last = "";

  constructor(sink: BlockSink) {
    this.#sink = sink;
  }

  open(block: BetaContentBlock): void {
    if (block.type === "server_tool_use") this.#sink.open({ ...block, id: this.#take("srvtoolu", block.id) });
    else if (block.type === "mcp_tool_use") this.#sink.open({ ...block, id: this.#take("mcptoolu", block.id) });
    else if ("tool_use_id" in block) this.#sink.open({ ...block, tool_use_id: this.#last });
    else this.#sink.open(block);
  }

  delta(delta: BetaContentBlockDelta): void {
    this.#sink.delta(delta);
  }

  close(): void {
    this.#sink.close();
  }

  #take(prefix: "srvtoolu" | "mcptoolu", id: string): string {
    let unique = id;
    while (this.#taken.has(unique)) unique = opaqueToolId(prefix, `again_${this.#repeats++}`);
    this.#taken.add(unique);
    this.#last = unique;
    return unique;
  }
}
