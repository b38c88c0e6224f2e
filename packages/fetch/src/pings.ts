import type { Bytes } from "./bytes.js";
import { WaitLimit } from "./wait-limit.js";

export type PingOptions = {
  /** Silence after which a `ping` goes out, in milliseconds; 0 or infinite: none ever. */
  pingMs: number;
  /** Called with each piece before it goes out, and with nothing at the end. What it throws breaks the stream. */
  check?: (piece: Uint8Array | undefined) => void;
  /** Called with all that goes out, pings and last frame included. */
  onChunk?: ((chunk: Uint8Array) => void) | undefined;
  /** What a stream that breaks ends with. */
  lastFrame: (error: unknown) => Uint8Array;
  /** Called once: the stream came to its end, it broke, or the client left. */
  onEnd?: (how: "ended" | "cancelled" | "failed", error?: unknown) => void;
};

const ping = new TextEncoder().encode('event: ping\ndata: {"type":"ping"}\n\n');
type Result = IteratorResult<Uint8Array, undefined>;
const end: Result = { done: true, value: undefined };

/**
 * Fills the silence of an encoded stream with pings: clients take a silent stream for a dead one (Claude Code after
 * 300 s), and proxies cut it earlier. Each piece holds whole frames, so a ping never falls into one. Nothing is sent
 * while nobody reads; who leaves ends the stream at once, even while a read is pending.
 */
export function withPings(bytes: Bytes, { pingMs, check, onChunk, lastFrame, onEnd }: PingOptions): Bytes {
  let reading: Promise<Result> | undefined;
  let isOver = false;
  let interrupt = () => {};
  const silence = new WaitLimit(() => interrupt());
  const finish: NonNullable<PingOptions["onEnd"]> = (how, error) => {
    isOver = true;
    onEnd?.(how, error);
  };
  const give = (value: Uint8Array): Result => {
    onChunk?.(value);
    return { done: false, value };
  };
  const take = (result: Result): Result => {
    reading = undefined;
    try {
      check?.(result.value);
      if (!result.done) return give(result.value);
      finish("ended");
      return end;
    } catch (error) {
      return breakOff(error);
    }
  };
  const breakOff = (error: unknown): Result => {
    finish("failed", error);
    bytes.return().catch(() => {});
    return give(lastFrame(error));
  };
  return {
    next() {
      if (isOver) return Promise.resolve(end);
      reading ??= bytes.next();
      const read = reading;
      return new Promise((resolve, reject) => {
        let isAnswered = false;
        const answer = (result: () => Result) => {
          if (isAnswered) return;
          isAnswered = true;
          silence.end();
          try {
            resolve(isOver ? end : result());
          } catch (error) {
            reject(error);
          }
        };
        // What takes too long is kept, and asked again behind the ping.
        interrupt = () => answer(() => give(ping));
        silence.begin(pingMs);
        read.then(
          (result) => answer(() => take(result)),
          (error: unknown) => answer(() => breakOff(error)),
        );
      });
    },
    async return() {
      if (isOver) return;
      finish("cancelled");
      interrupt();
      await bytes.return();
    },
  };
}
