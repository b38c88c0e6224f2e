/*
 * For those who mount a handler on something that has no `Request` and `Response` of the Fetch Standard: `Handler.answer`
 * takes and gives what is here.
 */
export type { Answer } from "./answer.js";
export { type Bytes, bytesOf, streamOf } from "./bytes.js";
export type { HeaderReader, Incoming, Platform } from "./incoming.js";
export { LocalAbort, realSignal } from "./local-abort.js";
export { ownFetch, type UpstreamFetch, type UpstreamResponse } from "./upstream-fetch.js";
export { pathOf } from "./url-of.js";
