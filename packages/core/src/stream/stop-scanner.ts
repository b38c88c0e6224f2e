import type { BetaContentBlock, TextBlock } from "../anthropic/message.js";
import type { ContentBlockDelta } from "../anthropic/stream-events.js";
import type { BlockSink } from "../response/item-renderer.js";
import { SequenceMatcher } from "./sequence-matcher.js";

/** Begins or ends with half a character. */
const cutsCharacter = /^[\udc00-\udfff]|[\ud800-\udbff]$/;

/**
 * Looks for stop sequences in visible text, across delta borders (mapping A7, K20). It holds back only what could still
 * become a match; at a match it passes on the text before it, closes the block and lets nothing more through. The first
 * sequence to be complete wins, and of several the first of the list, so that chunking does not matter. No character is
 * ever cut: a sequence that would do so matches nothing.
 */
export class StopScanner implements BlockSink {
  readonly #target: BlockSink;
  readonly #matchers: readonly SequenceMatcher[];
  readonly #onMatch: (sequence: string) => void;
  /** A text block that shows nothing yet: it opens with its first text, so that none stays empty. */
  #unopened: TextBlock | undefined;
  /** The end of the text so far: the beginning of a sequence, or the first half of a character. */
  #held = "";
  #stopped = false;

  constructor(target: BlockSink, sequences: readonly string[], onMatch: (sequence: string) => void) {
    this.#target = target;
    this.#matchers = sequences
      .filter((sequence) => !cutsCharacter.test(sequence))
      .map((sequence) => new SequenceMatcher(sequence));
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
    for (let at = 0; at < delta.length; at++) {
      const found = this.#advance(delta.charCodeAt(at));
      if (found) return this.#stop(this.#until(at + 1 - found.length, delta), found);
    }
    const held = this.#tail(delta);
    const free = this.#until(delta.length - held.length, delta);
    this.#held = held;
    this.#release(free);
  }

  /** The sequence that is complete with this character, if one is. */
  #advance(unit: number): string | undefined {
    let found: string | undefined;
    for (const matcher of this.#matchers) {
      if (matcher.advance(unit)) found ??= matcher.sequence;
    }
    return found;
  }

  /** What must be held back now. Taken from the sequence itself, so that a long one costs nothing at each delta. */
  #tail(delta: string): string {
    let tail = isHighSurrogate(delta.charCodeAt(delta.length - 1)) ? delta.slice(-1) : "";
    for (const { sequence, matched } of this.#matchers) {
      if (matched > tail.length) tail = sequence.slice(0, matched);
    }
    return tail;
  }

  /** The held text and the delta up to `end`, counted in the delta and perhaps below zero. */
  #until(end: number, delta: string): string {
    return this.#held.slice(0, this.#held.length + Math.min(0, end)) + delta.slice(0, Math.max(0, end));
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
