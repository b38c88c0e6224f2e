/**
 * Path and query of a request's target, which may be a whole URL.
 *
 * @example
 * ```ts
 * const url = pathOf(incoming.url ?? "/");
 * ```
 */
export const pathOf = (target: string): string => target.replace(/^[a-z]+:\/\/[^/?#]*/i, "");

/**
 * The URL of a request. Where a client names a host that is none, some servers hand on a path alone (Bun) or a URL that is
 * none (Deno); only path and query matter here.
 */
export function urlOf({ url }: Pick<Request, "url">): URL {
  if (!url.startsWith("/") && URL.canParse(url)) return new URL(url);
  const path = pathOf(url);
  return new URL(`http://localhost${path.startsWith("/") ? "" : "/"}${path}`);
}
