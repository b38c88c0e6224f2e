import type { Detector } from "../detector.js";
import { runEnd } from "./secret-chars.js";

const DASHES = "-----";
/** The longest label in use is `ENCRYPTED PRIVATE KEY` and its like; the bound keeps the search short. */
const LABEL_LIMIT = 40;
/** An RSA key of 16384 bits takes about 13 kB. */
const BODY_LIMIT = 32_768;

const isLabel = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code === 0x20 || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
};

const BODY = /[A-Za-z0-9+/=\s\\:,]/;
const isBody = (text: string, at: number): boolean => BODY.test(text.charAt(at));

/**
 * Private keys in PEM armour (RFC 7468, and OpenPGP's RFC 9580), escaped newlines and headers included. Public keys and
 * certificates are no secrets. A key without its last line counts up to where its base64 ends. Each search stops at the
 * next run of dashes, hence at the next header at the latest: the whole is linear.
 */
export const pem: Detector = {
  name: "pem",
  anchors: "-",
  precedes: (next) => next === "-",
  find(text, at, found) {
    const dashes = runEnd(text, at, 12, (t, i) => t.charCodeAt(i) === 0x2d);
    if (dashes - at < 4 || !text.startsWith("BEGIN", dashes)) return;
    const labelEnd = runEnd(text, dashes, LABEL_LIMIT, isLabel);
    if (!text.slice(dashes, labelEnd).includes("PRIVATE KEY")) return;
    const bodyStart = runEnd(text, labelEnd, 12, (t, i) => t.charCodeAt(i) === 0x2d);
    const limit = Math.min(text.length, bodyStart + BODY_LIMIT);
    const next = text.indexOf(DASHES, bodyStart);
    if (
      next !== -1 &&
      next < limit &&
      text.startsWith(
        "END",
        runEnd(text, next, 12, (t, i) => t.charCodeAt(i) === 0x2d),
      )
    ) {
      const endLabel = runEnd(text, next, 12, (t, i) => t.charCodeAt(i) === 0x2d);
      const labelStop = runEnd(text, endLabel, LABEL_LIMIT, isLabel);
      found(
        at,
        runEnd(text, labelStop, 12, (t, i) => t.charCodeAt(i) === 0x2d),
        "SECRET",
      );
      return;
    }
    const bodyEnd = runEnd(text, bodyStart, BODY_LIMIT, isBody);
    if (bodyEnd - bodyStart >= 20) found(at, bodyEnd, "SECRET");
  },
};
