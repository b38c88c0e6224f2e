/**
 * The URL of a request. Where a client names a host that is none, some servers hand on a path alone (Bun) or a URL that is
 * none (Deno); only path and query matter here.
 */
export function urlOf({ url }: Pick<Request, "url">): URL {
  if (!url.startsWith("/") && URL.canParse(url)) return new URL(url);
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  return new URL(`http://localhost${path.startsWith("/") ? "" : "/"}${path}`);
}
