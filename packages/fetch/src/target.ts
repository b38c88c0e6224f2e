import type { Authenticate } from "./authenticate.js";
import { credentials } from "./authenticate.js";
import type { HeaderReader } from "./incoming.js";
import type { Upstream } from "./options.js";
import { ownFetch, type UpstreamFetch } from "./upstream-fetch.js";

/** An upstream made ready for one client: address, headers and whose key stands in them. */
export type Target = {
  url: (path: string) => string;
  /** Names in small letters. */
  headers: Readonly<Record<string, string>>;
  fetch: UpstreamFetch;
  identity: string;
  capabilities: Upstream["capabilities"];
  families: Upstream["families"];
  keyOwner: "server" | "client";
};

const openai = "https://api.openai.com/v1";

/** Of one connection and one body; a host may hand on a client's with the others. */
const framing: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Whether the upstream brings its own key, so that whoever reaches the handler spends the server's money. */
export function holdsKey(upstream: Upstream): boolean {
  if (upstream.apiKey !== undefined) return true;
  const headers = new Headers(upstream.headers);
  return ["authorization", "api-key", upstream.authHeader ?? "authorization"].some((name) => headers.has(name));
}

type Base = { text: string; address: string; url: (path: string) => string };

/** The last base URL that was read: most handlers have one upstream. */
let lastBase: Base | undefined;

function baseOf(text: string): Base {
  if (lastBase?.text === text) return lastBase;
  const base = new URL(text);
  const urls = new Map<string, string>();
  const join = (path: string) => {
    const url = new URL(base);
    url.pathname = `${base.pathname.replace(/(?<!\/)\/+$/, "")}${path}`;
    urls.set(path, url.href);
    return url.href;
  };
  lastBase = { text, address: `${base.origin}${base.pathname}`, url: (path) => urls.get(path) ?? join(path) };
  return lastBase;
}

/**
 * Completes an upstream with the client's key where that is passed through: the upstream has none, and the client's is
 * not the gateway's own. A key of Anthropic's is never handed to anybody else.
 */
export function targetOf(
  upstream: Upstream,
  clientHeaders: HeaderReader,
  authenticate: Authenticate | undefined,
  fetch: UpstreamFetch = ownFetch(globalThis.fetch),
): Target {
  const base = baseOf(upstream.baseURL ?? openai);
  const headers = new Headers(upstream.headers);
  const passThrough = !holdsKey(upstream) && (authenticate === undefined || authenticate === false);
  const key = passThrough
    ? credentials(clientHeaders).find((credential) => !credential.startsWith("sk-ant-"))
    : upstream.apiKey;
  const authHeader = upstream.authHeader?.toLowerCase() ?? "authorization";
  if (key !== undefined) headers.set(authHeader, authHeader === "authorization" ? `Bearer ${key}` : key);
  return {
    url: base.url,
    headers: Object.fromEntries([...headers].filter(([name]) => !framing.has(name))),
    fetch: upstream.fetch ? ownFetch(upstream.fetch) : fetch,
    identity: upstream.identity ?? `${base.address} ${headers.get("openai-organization") ?? ""}`.trim(),
    capabilities: upstream.capabilities,
    families: upstream.families,
    keyOwner: passThrough ? "client" : "server",
  };
}
