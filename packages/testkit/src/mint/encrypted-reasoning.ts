import { createHmac } from "node:crypto";
import { asString, isObject, parseJson } from "../json.js";

/**
 * Encrypted reasoning as the simulator mints it: `gAAAAA`, then base64url of a JSON claim, padding and a MAC.
 * Nothing is encrypted; the MAC is what lets the simulator refuse a blob it did not mint.
 */
export interface ReasoningClaim {
  /** Id of the reasoning item that the blob belongs to. */
  readonly id: string;
  readonly family: string;
  readonly organization: string;
  /** `interim` blobs come with `output_item.added` and must never be sent back. */
  readonly stage: "interim" | "final";
}

const PREFIX = "gAAAAA";
const MAC_LENGTH = 43;

const mac = (secret: string, body: string): string => createHmac("sha256", secret).update(body).digest("base64url");

/** Mints a blob of realistic length (about a thousand characters); the nonce makes two blobs of one claim differ. */
export const mintEncryptedReasoning = (secret: string, claim: ReasoningClaim, nonce: string, padding = 600): string => {
  const body = Buffer.from(
    JSON.stringify({ ...claim, nonce, padding: nonce.repeat(Math.ceil(padding / nonce.length)) }),
  );
  const encoded = body.toString("base64url");
  return `${PREFIX}${encoded}${mac(secret, encoded)}`;
};

/** Reads a blob back; undefined when it is not one that this secret minted, or was altered. */
export const readEncryptedReasoning = (secret: string, blob: string): ReasoningClaim | undefined => {
  if (!blob.startsWith(PREFIX)) return undefined;
  const encoded = blob.slice(PREFIX.length, -MAC_LENGTH);
  if (mac(secret, encoded) !== blob.slice(-MAC_LENGTH)) return undefined;
  const claim = parseJson(Buffer.from(encoded, "base64url").toString());
  if (!isObject(claim)) return undefined;
  const [id, family, organization] = [claim.id, claim.family, claim.organization].map(asString);
  if (id === undefined || family === undefined || organization === undefined) return undefined;
  return { id, family, organization, stage: claim.stage === "final" ? "final" : "interim" };
};
