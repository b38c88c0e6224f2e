import type { Detector } from "../detector.js";
import { isPlaceholder } from "./placeholder.js";
import { except, isAlphanumeric, looksRandom, runEnd } from "./secret-chars.js";

const SCHEME_LIMIT = 32;
const AUTHORITY_LIMIT = 300;
const REST_LIMIT = 1024;

/** Schemes whose path and query are of the web: they stay. Of databases and queues the whole string goes. */
const WEB = /^(?:https?|wss?|ftps?|sftp|ssh|git|git\+https?|git\+ssh|svn|rsync|smb)$/i;

const isScheme = (text: string, at: number): boolean => isAlphanumeric(text, at) || "+.-:".includes(text.charAt(at));
const isAuthority = except("\"'`<>\\|/?#");
const isRest = except("\"'`<>\\|");
const isHost = (text: string, at: number): boolean => isAlphanumeric(text, at) || ".-_:%[],".includes(text.charAt(at));

/**
 * Credentials in the user information of a URL (RFC 3986, 3.2.1): `scheme://user:password@host`, or a long random user
 * alone (`https://<token>@host`). The span holds scheme, user information and host; for databases and queues the whole
 * connection string, whose query may hold credentials too.
 */
export const urlUserinfo: Detector = {
  name: "url-userinfo",
  anchors: ":",
  precedes: (next) => next === "/",
  find(text, at, found) {
    if (!text.startsWith("://", at)) return;
    const from = at + 3;
    const authorityEnd = runEnd(text, from, AUTHORITY_LIMIT, isAuthority);
    const length = text.slice(from, authorityEnd).lastIndexOf("@");
    if (length < 1) return;
    const sign = from + length;
    const userinfo = text.slice(from, sign);
    const colon = userinfo.indexOf(":");
    const secret = userinfo.slice(colon + 1);
    if (secret === "" || isPlaceholder(secret)) return;
    if (colon === -1 && !looksRandom(text, from, sign, 16)) return;
    let start = at;
    while (start > 0 && at - start < SCHEME_LIMIT && isScheme(text, start - 1)) start--;
    if (start === at) return;
    const scheme = text.slice(start, at);
    const end = WEB.test(scheme)
      ? runEnd(text, sign + 1, AUTHORITY_LIMIT, isHost)
      : runEnd(text, authorityEnd, REST_LIMIT, isRest);
    found(start, end, "SECRET");
  },
};
