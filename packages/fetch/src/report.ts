import { HostError, type Loss, TranspondError } from "@transpond/core";
import type { Exchange } from "./exchange.js";
import { tell } from "./tell.js";

/** Notes a loss and tells the host. */
export function reportLoss(loss: Loss, { settings, log, requestId }: Exchange): void {
  log.lost(loss);
  tell(settings.options.onLoss, loss, requestId);
}

/** Tells the host what was thrown on this side; refusals are answers, and a client that leaves is no failure. */
export function reportError(
  error: unknown,
  { settings, incoming: { signal }, requestId }: Pick<Exchange, "settings" | "incoming" | "requestId">,
): void {
  if (error instanceof HostError) return tell(settings.options.onError, error.cause, requestId);
  if (error instanceof TranspondError || (signal.aborted && error === signal.reason)) return;
  tell(settings.options.onError, error, requestId);
}
