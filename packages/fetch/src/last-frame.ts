const utf8 = new TextDecoder();
const head = new TextEncoder().encode("event: error\n");

/**
 * Knows the last frame of an encoded stream by its chunks, each of which holds whole frames: whether a stream came to its
 * end shows only in what the client was given. Events that nobody took may be thrown away.
 */
export class LastFrame {
  #chunk: Uint8Array | undefined;

  note(chunk: Uint8Array): void {
    this.#chunk = chunk;
  }

  /** Whether the stream ended in `message_stop` or `error`. */
  get ends(): boolean {
    const frames = utf8.decode(this.#chunk).trimEnd();
    const last = frames.slice(frames.lastIndexOf("\n\n") + 1).trimStart();
    return /^event: (?:message_stop|error)\n/.test(last);
  }
}

/** Whether a chunk begins with an error. */
export function isError(chunk: Uint8Array): boolean {
  return head.every((byte, index) => chunk[index] === byte);
}
