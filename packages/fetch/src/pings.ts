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
const end = { done: true, value: undefined } as const;

/**
 * Fills the silence of an encoded stream with pings: clients take a silent stream for a dead one (Claude Code after
 * 300 s), and proxies cut it earlier. Each piece holds whole frames, so a ping never falls into one. Nothing is sent
 * while nobody reads; who leaves ends the stream at once, even while a read is pending.
 */
export function withPings(bytes: Bytes, { pingMs, check, onChunk, lastFrame, onEnd }: PingOptions): Bytes {
  let reading: ReturnType<Bytes["next"]> | undefined;
  let isOver = false;
  let interrupt = () => {};
  const silence = new WaitLimit(() => interrupt());
  const finish: NonNullable<PingOptions["onEnd"]> = (how, error) => {
    isOver = true;
    silence.end();
    onEnd?.(how, error);
  };
  const give = (value: Uint8Array) => {
    onChunk?.(value);
    return { done: false, value } as const;
  };
  /** What is read, or nothing where that takes too long; the read is kept and asked again. */
  const readOrSilence = (read: ReturnType<Bytes["next"]>) =>
    new Promise<IteratorResult<Uint8Array, undefined> | undefined>((resolve, reject) => {
      interrupt = () => resolve(undefined);
      silence.begin(pingMs);
      read.then(resolve, reject);
    });
  return {
    async next() {
      if (isOver) return end;
      try {
        reading ??= bytes.next();
        const result = await readOrSilence(reading);
        if (isOver) return end;
        silence.end();
        if (result === undefined) return give(ping);
        reading = undefined;
        check?.(result.value);
        if (!result.done) return give(result.value);
        finish("ended");
        return end;
      } catch (error) {
        if (isOver) return end;
        finish("failed", error);
        bytes.return().catch(() => {});
        return give(lastFrame(error));
      }
    },
    async return() {
      if (isOver) return;
      finish("cancelled");
      interrupt();
      await bytes.return();
    },
  };
}
