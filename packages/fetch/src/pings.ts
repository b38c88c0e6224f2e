import { after } from "./timers.js";

export type PingOptions = {
  /** Silence after which a `ping` goes out, in milliseconds; 0 or infinite: none ever. */
  pingMs: number;
  /** Called with each chunk of the parts before it goes out, and with nothing at their end. What it throws breaks the stream. */
  check?: (chunk: Uint8Array | undefined) => void;
  /** Called with all that goes out, pings and last frame included. */
  onChunk?: (chunk: Uint8Array) => void;
  /** What a stream ends with when one of its parts breaks. */
  lastFrame: (error: unknown) => Uint8Array;
  /** Called once: the stream came to its end, a part broke, or the client left. */
  onEnd?: (how: "ended" | "cancelled" | "failed", error?: unknown) => void;
};

const ping = new TextEncoder().encode('event: ping\ndata: {"type":"ping"}\n\n');

/**
 * Joins encoded streams and fills silence with pings: clients take a silent stream for a dead one (Claude Code after
 * 300 s), and proxies cut it earlier. Each chunk of the parts holds whole frames, so a ping never falls into one.
 * Nothing is sent while nobody reads; cancelling ends all parts at once, even while a read is pending.
 */
export function withPings(
  parts: readonly ReadableStream<Uint8Array>[],
  { pingMs, check, onChunk, lastFrame, onEnd }: PingOptions,
): ReadableStream<Uint8Array> {
  const readers = parts.map((part) => part.getReader());
  const cancelAll = () => Promise.all(readers.map((reader) => reader.cancel()));
  let at = 0;
  let pending: ReturnType<ReadableStreamDefaultReader<Uint8Array>["read"]> | undefined;
  let over = false;
  const finish: NonNullable<PingOptions["onEnd"]> = (how, error) => {
    over = true;
    onEnd?.(how, error);
  };
  /** The next frames, or a ping; `undefined` at the end. */
  const next = async (): Promise<Uint8Array | undefined> => {
    for (let reader = readers[at]; reader; reader = readers[++at]) {
      pending ??= reader.read();
      const result = await orSilence(pending, pingMs);
      if (result === undefined) return ping;
      pending = undefined;
      if (result.done) continue;
      check?.(result.value);
      return result.value;
    }
    check?.(undefined);
    return undefined;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const write = (chunk: Uint8Array) => {
          onChunk?.(chunk);
          controller.enqueue(chunk);
        };
        try {
          const chunk = await next();
          if (over) return;
          if (chunk) return write(chunk);
          finish("ended");
        } catch (error) {
          if (over) return;
          finish("failed", error);
          write(lastFrame(error));
          cancelAll().catch(() => {});
        }
        controller.close();
      },
      async cancel() {
        finish("cancelled");
        await cancelAll();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The result, or `undefined` when it is not there in time; the promise is kept and asked again. */
async function orSilence<T>(result: Promise<T>, ms: number): Promise<T | undefined> {
  let stop = () => {};
  const silence = new Promise<undefined>((resolve) => {
    stop = after(ms > 0 ? ms : Number.POSITIVE_INFINITY, () => resolve(undefined));
  });
  try {
    return await Promise.race([result, silence]);
  } finally {
    stop();
  }
}
