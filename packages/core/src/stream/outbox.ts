import type { BetaContentBlock } from "../anthropic/message.js";
import type { BetaContentBlockDelta } from "../anthropic/stream-events.js";
import type { BlockSink, ItemSink } from "../response/item-renderer.js";
import { WaitingBlocks } from "./waiting-blocks.js";

/** What an outbox has to know of the queue that it stands in. */
export interface Turns {
  /** Whose turn it is. */
  readonly current: Outbox | undefined;
  /** Where that one writes. */
  readonly target: BlockSink;
  /** A waiting one keeps so much more, in UTF-16 units. */
  kept(length: number): void;
  /** An item keeps so much more within itself. */
  keptInside(length: number): void;
}

/** Where one item writes its blocks: straight on while it is its turn, into a buffer until then. */
export class Outbox implements ItemSink {
  readonly place: number;
  readonly #turns: Turns;
  #waiting: WaitingBlocks | undefined;
  /** UTF-16 units in the buffer. */
  length = 0;
  finished = false;
  /** Whether a block of this item is open downstream. */
  blockOpen = false;
  /** Whether anything of this item was written downstream. */
  touched = false;

  constructor(place: number, turns: Turns) {
    this.place = place;
    this.#turns = turns;
  }

  open(block: BetaContentBlock): void {
    if (this.#turns.current !== this) return this.#keep({ open: block });
    this.touched = true;
    this.blockOpen = true;
    this.#turns.target.open(block);
  }

  delta(delta: BetaContentBlockDelta): void {
    if (this.#turns.current === this) this.#turns.target.delta(delta);
    else this.#keep({ delta });
  }

  close(): void {
    if (this.#turns.current !== this) return this.#keep("close");
    this.blockOpen = false;
    this.#turns.target.close();
  }

  keep(length: number): void {
    this.#turns.keptInside(length);
  }

  /** Writes out what was kept, now that it is this item's turn. */
  flush(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.length = 0;
    waiting?.writeTo(this);
  }

  #keep(operation: Parameters<WaitingBlocks["keep"]>[0]): void {
    this.#waiting ??= new WaitingBlocks();
    const length = this.#waiting.keep(operation);
    this.length += length;
    this.#turns.kept(length);
  }
}
