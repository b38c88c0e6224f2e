/**
 * What a compaction block's `encrypted_content` carries: the upstream's own compaction, and which upstream can read it.
 * Source: mapping A33, B12. Form: `trc1:checksum:identity:encrypted_content`.
 */
import { fnv1a, fnv1aSeed } from "./fnv1a.js";

export type CompactionEnvelope = {
  /** `encrypted_content` of the compaction item, as it came. */
  encryptedContent: string;
  /** Hash of who the upstream is, 16 hex digits or nothing. */
  identity: string;
};

const tag = "trc1:";

/** Stands as the block's `content`, which clients show: the upstream's compaction itself cannot be read. */
export const compactionPlaceholder = "[compacted]";

/**
 * Writes the upstream's compaction as the string that a compaction block carries.
 *
 * @example
 * ```ts
 * encodeCompactionEnvelope({ encryptedContent: "gAAAA", identity: "9f86d081" }); // "trc1:…:9f86d081:gAAAA"
 * ```
 */
export function encodeCompactionEnvelope({ encryptedContent, identity }: CompactionEnvelope): string {
  const body = `${identity}:${encryptedContent}`;
  return `${tag}${checksum(body)}:${body}`;
}

/**
 * Reads what `encodeCompactionEnvelope` wrote; `null` when it is another's or damaged.
 *
 * @example
 * ```ts
 * decodeCompactionEnvelope("EpwBCioIDxgC…"); // null: Anthropic's own
 * ```
 */
export function decodeCompactionEnvelope(text: string): CompactionEnvelope | null {
  if (!text.startsWith(tag)) return null;
  const bodyAt = text.indexOf(":", tag.length) + 1;
  const body = text.slice(bodyAt);
  const identityEnd = body.indexOf(":");
  if (bodyAt === 0 || identityEnd < 0 || checksum(body) !== text.slice(tag.length, bodyAt - 1)) return null;
  const encryptedContent = body.slice(identityEnd + 1);
  return encryptedContent === "" ? null : { encryptedContent, identity: body.slice(0, identityEnd) };
}

/** It finds damage; forgery is no matter, since the upstream verifies the content itself. */
function checksum(text: string): string {
  return (fnv1a(fnv1aSeed, text, text.length) >>> 0).toString(36);
}
