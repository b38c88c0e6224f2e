import { keptLength } from "./kept-length.js";
import type { Chunk } from "./source.js";

/** How much is read behind the end of a message, in bytes or UTF-16 units; enough for `[DONE]` and the end of a body. */
const maxRest = 64 * 1024;
/** What a piece counts at least, so that empty ones come to an end too. */
const pieceLength = 32;

/**
 * Reads what stands between the end of a message and that of its source, and ignores it: a connection that is cancelled
 * before its answer is over cannot be used again.
 *
 * @returns When the source has ended or failed, when it says too much, or when nobody wants it any more.
 */
export async function readRest(read: () => Promise<Chunk | undefined>, isOver: () => boolean): Promise<void> {
  try {
    for (let length = 0; length < maxRest && !isOver(); ) {
      const chunk = await read();
      if (chunk === undefined) return;
      length += pieceLength + (chunk instanceof Uint8Array ? chunk.length : keptLength(chunk));
    }
  } catch {
    // The message is complete; how the rest fails says nothing about it.
  }
}
