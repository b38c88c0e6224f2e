export type PingOptions = {
  /** Silence after which a `ping` goes out, in milliseconds. */
  pingMs: number;
  /** Called once: the stream came to its end, or the client left. */
  onEnd?: (how: "ended" | "cancelled") => void;
};

const ping = new TextEncoder().encode('event: ping\ndata: {"type":"ping"}\n\n');

/**
 * Joins encoded streams and fills silence with pings: clients take a silent stream for a dead one (Claude Code after
 * 300 s), and proxies cut it earlier. Each chunk of the parts holds whole frames, so a ping never falls into one.
 * Nothing is sent while nobody reads; cancelling ends all parts at once, even while a read is pending.
 */
export function withPings(
  parts: readonly ReadableStream<Uint8Array>[],
  options: PingOptions,
): ReadableStream<Uint8Array> {
  const readers = parts.map((part) => part.getReader());
  let at = 0;
  let pending: ReturnType<ReadableStreamDefaultReader<Uint8Array>["read"]> | undefined;
  let over = false;
  const finish = (how: "ended" | "cancelled") => {
    if (over) return;
    over = true;
    options.onEnd?.(how);
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (let reader = readers[at]; reader; reader = readers[++at]) {
          pending ??= reader.read();
          const result = await orSilence(pending, options.pingMs);
          if (over) return;
          if (result === undefined) return controller.enqueue(ping);
          pending = undefined;
          if (!result.done) return controller.enqueue(result.value);
        }
        finish("ended");
        controller.close();
      },
      async cancel() {
        finish("cancelled");
        await Promise.all(readers.map((reader) => reader.cancel()));
      },
    },
    { highWaterMark: 0 },
  );
}

/** The result, or `undefined` when it is not there in time; the promise is kept and asked again. */
async function orSilence<T>(result: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([result, silence]);
  } finally {
    clearTimeout(timer);
  }
}
