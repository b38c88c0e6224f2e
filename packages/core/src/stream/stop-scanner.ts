import type { BetaContentBlock, TextBlock } from "../anthropic/message.js";
import type { ContentBlockDelta } from "../anthropic/stream-events.js";
import type { BlockSink } from "../response/item-renderer.js";
import { SequenceMatcher } from "./sequence-matcher.js";

/**
 * Looks for stop sequences in visible text, across delta borders (mapping A7, K20). It holds back only what could still
 * become a match; at a match it passes on the text before it, closes the block and lets nothing more through. The first
 * sequence to be complete wins, and of several the first of the list, so that chunking does not matter.
 */
export class StopScanner implements BlockSink {
  readonly #target: BlockSink;
  readonly #matchers: readonly SequenceMatcher[];
  readonly #onMatch: (sequence: string) => void;
  /** A text block that shows nothing yet: it opens with its first text, so that none stays empty. */
  #unopened: TextBlock | undefined;
  #held = "";
  #stopped = false;

  constructor(target: BlockSink, sequences: readonly string[], onMatch: (sequence: string) => void) {
    this.#target = target;
    this.#matchers = sequences.map((sequence) => new SequenceMatcher(sequence));
    this.#onMatch = onMatch;
  }

  open(block: BetaContentBlock): void {
    if (this.#stopped) return;
    if (block.type === "text") this.#unopened = block;
    else this.#target.open(block);
  }

  delta(delta: ContentBlockDelta): void {
    if (this.#stopped) return;
    if (delta.type === "text_delta") return this.#scan(delta.text);
    this.#releaseHeld();
    this.#target.delta(delta);
  }

  close(): void {
    if (this.#stopped) return;
    this.#releaseHeld();
    this.#closeTarget();
  }

  #scan(delta: string): void {
    const text = this.#held + delta;
    for (let at = this.#held.length; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      let found: SequenceMatcher | undefined;
      for (const matcher of this.#matchers) {
        if (matcher.advance(unit)) found ??= matcher;
      }
      if (found) return this.#stop(text.slice(0, at + 1 - found.sequence.length), found.sequence);
    }
    let free = text.length - this.#matchers.reduce((longest, { matched }) => Math.max(longest, matched), 0);
    // Never between the halves of a surrogate pair.
    if (free > 0 && isHighSurrogate(text.charCodeAt(free - 1))) free--;
    this.#held = text.slice(free);
    this.#release(text.slice(0, free));
  }

  #stop(before: string, sequence: string): void {
    this.#release(before);
    this.#stopped = true;
    this.#closeTarget();
    this.#onMatch(sequence);
  }

  #closeTarget(): void {
    if (this.#unopened === undefined) this.#target.close();
    this.#unopened = undefined;
  }

  #releaseHeld(): void {
    this.#release(this.#held);
    this.#held = "";
    for (const matcher of this.#matchers) matcher.reset();
  }

  #release(text: string): void {
    if (text === "") return;
    if (this.#unopened) this.#target.open(this.#unopened);
    this.#unopened = undefined;
    this.#target.delta({ type: "text_delta", text });
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
