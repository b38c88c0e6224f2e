import { TranspondError } from "../errors/transpond-error.js";
import type { Loss, LossPolicy } from "../ledger/loss.js";
import { askHost } from "./ask-host.js";

/**
 * Refuses a request for its losses where the host wants that. Source: mapping K25.
 *
 * @throws TranspondError 400 that names the first refused loss and carries all losses
 */
export function applyLossPolicy(losses: readonly Loss[], policy: LossPolicy | undefined): void {
  if (policy === undefined || policy === "report") return;
  const refuses = (loss: Loss) =>
    typeof policy === "function" ? askHost("lossPolicy", () => policy(loss)) === "reject" : loss.severity === "dropped";
  const refused = losses.find(refuses);
  if (refused === undefined) return;
  throw new TranspondError({
    status: 400,
    type: "invalid_request_error",
    path: refused.path,
    message: refused.message,
    losses,
  });
}
