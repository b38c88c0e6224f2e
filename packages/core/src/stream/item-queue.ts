import type { BetaContentBlock } from "../anthropic/message.js";
import type { ContentBlockDelta } from "../anthropic/stream-events.js";
import type { BlockSink } from "../response/item-renderer.js";
import { lengthOfBlock, lengthOfDelta } from "./kept-length.js";

type Operation = { open: BetaContentBlock } | { delta: ContentBlockDelta } | "close";

/** Where one item writes its blocks: straight on while it is its turn, into a buffer until then. */
export class Outbox implements BlockSink {
  readonly index: number;
  readonly #queue: ItemQueue;
  #operations: Operation[] = [];
  /** UTF-16 units in the buffer. */
  length = 0;
  finished = false;
  /** Whether a block of this item is open downstream. */
  blockOpen = false;
  /** Whether anything of this item was written downstream. */
  touched = false;

  constructor(index: number, queue: ItemQueue) {
    this.index = index;
    this.#queue = queue;
  }

  open(block: BetaContentBlock): void {
    if (this.#queue.current !== this) return this.#keep({ open: block }, lengthOfBlock(block));
    this.touched = true;
    this.blockOpen = true;
    this.#queue.target.open(block);
  }

  delta(delta: ContentBlockDelta): void {
    if (this.#queue.current === this) this.#queue.target.delta(delta);
    else this.#keep({ delta }, lengthOfDelta(delta));
  }

  close(): void {
    if (this.#queue.current !== this) return this.#keep("close", 0);
    this.blockOpen = false;
    this.#queue.target.close();
  }

  /** Writes out what was kept, now that it is this item's turn. */
  flush(): void {
    const operations = this.#operations;
    this.#operations = [];
    this.length = 0;
    for (const operation of operations) {
      if (operation === "close") this.close();
      else if ("open" in operation) this.open(operation.open);
      else this.delta(operation.delta);
    }
  }

  #keep(operation: Operation, length: number): void {
    this.#operations.push(operation);
    this.length += operationLength + length;
    this.#queue.kept(operationLength + length);
  }
}

/**
 * Puts items that arrive interleaved into the order of their index: one writes, the others wait (mapping C.2).
 * When the waiting ones outgrow their bound, an item that has no block open is passed over and comes last (K34).
 */
export class ItemQueue {
  readonly target: BlockSink;
  readonly #maxLength: number;
  readonly #onPassedOver: (index: number) => void;
  readonly #onOverflow: () => void;
  current: Outbox | undefined;
  /** In order of index, those that were passed over last. */
  readonly #waiting: Outbox[] = [];
  #length = 0;

  constructor(
    target: BlockSink,
    options: { maxLength: number; onPassedOver: (index: number) => void; onOverflow: () => void },
  ) {
    this.target = target;
    this.#maxLength = options.maxLength;
    this.#onPassedOver = options.onPassedOver;
    this.#onOverflow = options.onOverflow;
  }

  add(index: number): Outbox {
    const outbox = new Outbox(index, this);
    const current = this.current;
    if (current === undefined) this.current = outbox;
    else if (index < current.index && !current.touched) {
      this.current = outbox;
      this.#insert(current);
    } else this.#insert(outbox);
    return outbox;
  }

  finish(outbox: Outbox): void {
    outbox.finished = true;
    while (this.current?.finished) this.#next();
  }

  kept(length: number): void {
    this.#length += length;
    if (this.#length <= this.#maxLength || this.current === undefined) return;
    if (this.current.blockOpen || this.#waiting.length === 0) return this.#onOverflow();
    const stalled = this.current;
    this.#onPassedOver(stalled.index);
    this.#waiting.push(stalled);
    this.#next();
    while (this.current?.finished) this.#next();
  }

  #insert(outbox: Outbox): void {
    // Nearly always the last; so the search begins at the end.
    let at = this.#waiting.length;
    while (at > 0 && (this.#waiting[at - 1]?.index ?? 0) > outbox.index) at--;
    this.#waiting.splice(at, 0, outbox);
  }

  #next(): void {
    this.current = this.#waiting.shift();
    if (this.current === undefined) return;
    this.#length -= this.current.length;
    this.current.flush();
  }
}

/** What keeping an operation costs beside its text, in UTF-16 units. */
const operationLength = 32;
