import { TLSSocket } from "node:tls";
import type { Incoming } from "./node-messages.js";
import { RawHeaders } from "./raw-headers.js";

/** Of the connection, or of a body that is parsed already; neither belongs to the request that goes on. */
const connectionHeaders = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "proxy-connection",
  "te",
]);
const bodyHeaders = new Set(["content-length", "content-encoding"]);

/** Only the path matters; a host that is no host must not fail the request, nor say anything about its path. */
export function absoluteUrl(incoming: Incoming, url: string): string {
  const scheme = incoming.socket instanceof TLSSocket ? "https" : "http";
  const authority = incoming.headers[":authority"];
  const host = incoming.headers.host ?? (typeof authority === "string" ? authority : "localhost");
  const path = url.startsWith("/") ? url : `/${url}`;
  const origin = URL.canParse(`${scheme}://${host}`) ? new URL(`${scheme}://${host}`).origin : `${scheme}://localhost`;
  return origin + path;
}

/** @param isParsed Whether a framework has read the body, so that what its headers say holds no more. */
export function requestHeaders({ rawHeaders }: Incoming, isParsed: boolean): RawHeaders {
  const isLeftOut = (name: string) =>
    name.startsWith(":") || connectionHeaders.has(name) || (isParsed && bodyHeaders.has(name));
  return new RawHeaders(rawHeaders, isLeftOut);
}
