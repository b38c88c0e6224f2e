/**
 * What a thinking block's `signature` carries: the state of one reasoning item, so that no server-side store is needed.
 * Source: mapping K5. Form: `tr1:checksum:id:family:identity:phase:lengths:encrypted_content`; the last field
 * stands as it came, since it is base64 already and makes up nearly all of the length.
 */
import { fnv1a, fnv1aSeed } from "./fnv1a.js";

export type ReasoningEnvelope = {
  /** Id of the reasoning item; the upstream refuses its encrypted content under another one. */
  id: string;
  /** `encrypted_content` of `response.output_item.done`; empty where the upstream sent none. */
  encryptedContent: string;
  /** Lengths of the summary parts in UTF-16 units; the thinking text joins the parts with a blank line. */
  summaryLengths: readonly number[];
  /** Phase of the message item that directly follows, if one does and has one. */
  phase?: string;
  /** Model id without its date. */
  family: string;
  /** Hash of who the upstream is. */
  identity: string;
};

const tag = "tr1";
/** Longest signature that is read, in UTF-16 units: 1 Mi. Recorded items stay far below. */
const maxLength = 1_048_576;
/** Longest encrypted content that fits into a signature with room for the other fields. */
export const maxEncryptedContent = maxLength - 4096;

/**
 * Writes the state of a reasoning item as the string that a thinking block carries as its signature.
 *
 * @example
 * ```ts
 * encodeReasoningEnvelope({
 *   id: "rs_1", encryptedContent: "gAAAA", summaryLengths: [12], phase: "commentary", family: "gpt-5.4", identity: "9f86d081",
 * }); // "tr1:…:rs_1:gpt-5.4:9f86d081:commentary:12:gAAAA"
 * ```
 */
export function encodeReasoningEnvelope(envelope: ReasoningEnvelope): string {
  const { id, family, identity, phase = "", summaryLengths, encryptedContent } = envelope;
  const body = [...[id, family, identity, phase].map(escapeField), summaryLengths.join(","), encryptedContent].join(
    ":",
  );
  return `${tag}:${checksum(body)}:${body}`;
}

/**
 * Reads a signature (or the `data` of redacted thinking); `null` when it is not ours, was damaged or is over 1 Mi units.
 *
 * @example
 * ```ts
 * decodeReasoningEnvelope("EqQBCgIYAhIM…"); // null: Claude wrote it
 * ```
 */
export function decodeReasoningEnvelope(signature: string): ReasoningEnvelope | null {
  if (!signature.startsWith(`${tag}:`) || signature.length > maxLength) return null;
  const bodyAt = signature.indexOf(":", tag.length + 1) + 1;
  if (bodyAt === 0) return null;
  const body = signature.slice(bodyAt);
  if (checksum(body) !== signature.slice(tag.length + 1, bodyAt - 1)) return null;
  const fields: string[] = [];
  let at = 0;
  for (let count = 0; count < 5; count++) {
    const end = body.indexOf(":", at);
    if (end < 0) return null;
    fields.push(body.slice(at, end));
    at = end + 1;
  }
  const [id = "", family = "", identity = "", phase = ""] = fields.map(unescapeField);
  const lengths = fields[4] ?? "";
  const summaryLengths = lengths === "" ? [] : lengths.split(",").map(Number);
  if (id === "" || !summaryLengths.every((length) => Number.isInteger(length) && length >= 0)) return null;
  return { id, encryptedContent: body.slice(at), summaryLengths, ...(phase !== "" && { phase }), family, identity };
}

function escapeField(field: string): string {
  return field.replaceAll("%", "%25").replaceAll(":", "%3A");
}

function unescapeField(field: string): string {
  return field.replaceAll("%3A", ":").replaceAll("%25", "%");
}

/** It finds damage; forgery is no matter, since the upstream verifies the content itself. */
function checksum(text: string): string {
  return (fnv1a(fnv1aSeed, text, text.length) >>> 0).toString(36);
}
