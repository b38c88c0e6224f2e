/**
 * Whether promises belong to the request that made them, as in Cloudflare Workers: a request that waits for another's is
 * taken for one that hangs there, and fails. Source: Cloudflare Workers, runtime APIs, `navigator.userAgent`.
 */
export function promisesAreRequestBound(): boolean {
  const navigator: unknown = Reflect.get(globalThis, "navigator");
  return (
    typeof navigator === "object" && navigator !== null && Reflect.get(navigator, "userAgent") === "Cloudflare-Workers"
  );
}
