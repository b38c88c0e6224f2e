/** Keeps no state between two calls, so that all streams share it; a byte order mark stands for white space. */
const whole = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Decodes UTF-8 that comes in pieces of any size. A piece that ends in ASCII, as frames do, is decoded by itself; a
 * decoder with a memory, which costs many times that, is made when the first piece comes that may end inside a character.
 */
export class Utf8Pieces {
  #streaming: InstanceType<typeof TextDecoder> | undefined;

  decode(bytes: Uint8Array): string {
    const mayBeCut = (bytes.at(-1) ?? 0) > 0x7f;
    if (mayBeCut) this.#streaming ??= new TextDecoder("utf-8", { ignoreBOM: true });
    return this.#streaming ? this.#streaming.decode(bytes, { stream: true }) : whole.decode(bytes);
  }

  /** What is left of a character that never came whole. */
  end(): string {
    return this.#streaming?.decode() ?? "";
  }
}
