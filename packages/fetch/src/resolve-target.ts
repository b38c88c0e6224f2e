import { checkUpstream } from "./check-upstream.js";
import type { Exchange } from "./exchange.js";
import { type Target, targetOf } from "./target.js";

/** Finds the upstream for a request, and the key that is sent to it. */
export async function resolveTarget({ incoming, principal, platform, settings }: Exchange): Promise<Target> {
  const { upstream, authenticate } = settings.options;
  const resolved = typeof upstream === "function" ? await upstream(incoming.request(), principal) : upstream;
  if (resolved !== upstream) checkUpstream(resolved);
  return targetOf(resolved, incoming.headers, authenticate, platform.fetch);
}
