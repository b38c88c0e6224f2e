import type { StreamEvent } from "../anthropic/stream-events.js";
import type { TranslationContext } from "../context.js";
import { TranspondError } from "../errors/transpond-error.js";
import type { Loss } from "../ledger/loss.js";
import { observer } from "../ledger/observer.js";
import { BlockAccumulator } from "./accumulate.js";
import { isResponse } from "./from-openai-response.js";
import { Machine } from "./machine.js";
import { FrameReader } from "./read-frames.js";
import type { TranslatorOptions } from "./translator-options.js";

/** A stream translation without I/O. */
export type Translator = {
  /** Takes bytes (or text) of the upstream's event stream, cut anywhere, or one parsed event; returns what follows from it. */
  push(chunk: Uint8Array | string | object): StreamEvent[];
  /** The upstream has ended; returns the rest: nothing after a complete message, else an `error` event. */
  end(): StreamEvent[];
  /** Ends with an `error` event that tells of `failure`, whatever was thrown. */
  fail(failure: unknown): StreamEvent[];
  /** Begins the message now, so that pings may follow while the upstream is still silent. */
  start(): StreamEvent[];
  /** Whether the message or the error is complete: the upstream is not needed any more. */
  readonly ended: boolean;
  /** What could not be carried over so far. */
  readonly losses: readonly Loss[];
};

/**
 * The stream translation as a pure machine, for `TransformStream`s and gateways that have their own I/O.
 *
 * @param context What `toOpenAIRequest` returned beside the request.
 * @param options Callbacks and what the host knows; none is needed.
 * @returns A translator for one answer. Its methods never throw: what goes wrong is an `error` event, the last.
 * @throws TranspondError 500 when `context` is not what this release returns.
 *
 * @example
 * ```ts
 * const translator = createTranslator(context);
 * for await (const chunk of upstreamBody) for (const event of translator.push(chunk)) send(event);
 * for (const event of translator.end()) send(event);
 * ```
 */
export function createTranslator(context: TranslationContext, options: TranslatorOptions = {}): Translator {
  return new MachineTranslator(context, options);
}

/**
 * Its methods may be taken off it. A class, because the hidden class of an object literal with getters holds what they
 * close over: the whole stream would stay in memory until the next full garbage collection.
 */
class MachineTranslator implements Translator {
  readonly #machine: Machine;
  readonly #reader = new FrameReader();
  readonly #take: () => StreamEvent[];

  constructor(context: TranslationContext, options: TranslatorOptions) {
    this.#machine = new Machine(context, options);
    this.#take = withBlocks(this.#machine, options.onContentBlock);
  }

  readonly push = (chunk: Uint8Array | string | object): StreamEvent[] => {
    this.#stepAll(() =>
      chunk instanceof Uint8Array || typeof chunk === "string" ? this.#reader.push(chunk) : [chunk],
    );
    return this.#take();
  };

  readonly end = (): StreamEvent[] => {
    this.#stepAll(() => this.#reader.end());
    this.#machine.end();
    return this.#take();
  };

  readonly fail = (failure: unknown): StreamEvent[] => {
    this.#machine.fail(failure);
    return this.#take();
  };

  readonly start = (): StreamEvent[] => {
    this.#machine.start();
    return this.#take();
  };

  get ended(): boolean {
    return this.#machine.ended;
  }

  get losses(): readonly Loss[] {
    return this.#machine.answer.ledger.losses;
  }

  /** Takes what is read, if it is still wanted; objects and bytes of the host may throw when they are looked at. */
  #stepAll(read: () => Iterable<unknown>): void {
    if (this.#machine.ended) return;
    try {
      for (const event of read()) step(this.#machine, event);
    } catch (error) {
      this.#machine.fail(error);
    }
  }
}

/** A whole Response among the events has to say itself how it ended. */
function step(machine: Machine, event: unknown): void {
  if (event instanceof TranspondError) machine.fail(event);
  else if (isResponse(event) && typeof event.status === "string") machine.replay(event);
  else machine.step(event);
}

/** Hands out finished blocks on the way, where somebody wants them. */
function withBlocks(machine: Machine, onContentBlock: TranslatorOptions["onContentBlock"]): () => StreamEvent[] {
  if (!onContentBlock) return () => machine.take();
  const accumulator = new BlockAccumulator();
  const tell = observer(onContentBlock);
  let index = 0;
  return () => {
    const events = machine.take();
    for (const event of events) {
      const block = accumulator.accept(event);
      if (block) tell(block, index++);
    }
    return events;
  };
}
