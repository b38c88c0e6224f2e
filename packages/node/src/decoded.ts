import type { IncomingMessage } from "node:http";
import { pipeline, type Readable, type Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** What is there is handed on at once: an answer that is compressed may be a stream of events. */
const openers: ReadonlyMap<string, () => Transform> = new Map([
  ["gzip", () => createGunzip({ flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH })],
  ["deflate", () => createInflate({ flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH })],
  ["br", () => createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH })],
]);

/** The content of a message: some servers compress what nobody asked them to. */
export function decoded(message: IncomingMessage, encoding: string | null): Readable {
  const open = openers.get(encoding?.trim().toLowerCase().replace(/^x-/, "") ?? "");
  // How it ends shows in the stream that is returned.
  return open ? pipeline(message, open(), () => {}) : message;
}
