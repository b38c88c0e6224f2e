import type { Handler } from "@transpond/fetch";

/** Share of the time that Fastify gives a hook: where it takes longer, `app.close()` never ends. */
const share = 0.95;

/**
 * Closes a handler, with the grace of its own `timeouts.shutdown` or what Fastify gives a hook, whichever is shorter.
 *
 * @param pluginTimeout Milliseconds that Fastify gives a hook; 0 where it sets no limit.
 */
export async function closeInTime({ close }: Pick<Handler, "close">, pluginTimeout = 0): Promise<void> {
  await Promise.all(pluginTimeout > 0 ? [close(), close(pluginTimeout * share)] : [close()]);
}
