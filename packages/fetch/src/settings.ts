import { AdaptationMemory } from "./adaptation-memory.js";
import { CountCache } from "./count-cache.js";
import type { Settings } from "./exchange.js";
import { InProgress } from "./in-progress.js";
import { logSettingsOf } from "./log/log-settings.js";
import type { HandlerOptions } from "./options.js";
import { Sampler } from "./sampler.js";
import { checkUpstream, holdsKey } from "./target.js";

/** Checks options and fills in their defaults. @throws TypeError naming the option. */
export function settingsOf(options: HandlerOptions): Settings {
  checkOptions(options);
  const { timeouts = {}, limits = {}, now = Date.now } = options;
  return {
    options,
    now,
    holdMs: amount("holdMs", options.holdMs, 10_000),
    pingMs: amount("pingMs", options.pingMs, 10_000),
    headTimeoutMs: limit("timeouts.head", timeouts.head, 120_000),
    idleTimeoutMs: limit("timeouts.idle", timeouts.idle, 240_000),
    totalTimeoutMs: limit("timeouts.total", timeouts.total, 590_000),
    bodyTimeoutMs: limit("timeouts.body", timeouts.body, 30_000),
    streamTimeoutMs: limit("timeouts.stream", timeouts.stream, 3_600_000),
    shutdownMs: limit("timeouts.shutdown", timeouts.shutdown, 25_000),
    bodyBytes: amount("limits.bodyBytes", limits.bodyBytes, 32 * 1024 * 1024),
    upstreamBytes: amount("limits.upstreamBytes", limits.upstreamBytes, 64 * 1024 * 1024),
    adaptations: new AdaptationMemory(now),
    counts: new CountCache(),
    driftSampler: new Sampler(share("countDrift.share", options.countDrift?.share)),
    logging: logSettingsOf(options),
    inProgress: new InProgress(limit("limits.concurrency", limits.concurrency, 0)),
  };
}

function checkOptions({ upstream, model, authenticate }: HandlerOptions): void {
  if (upstream === undefined || upstream === null) throw new TypeError("options.upstream is missing.");
  if (model === undefined || model === null) throw new TypeError("options.model is missing.");
  if (typeof upstream !== "function") checkUpstream(upstream);
  const needed = typeof upstream === "function" || holdsKey(upstream);
  if (needed && authenticate === undefined) {
    throw new TypeError(
      "options.authenticate must be given when the server holds the upstream's key: a list of keys, a function, or the literal false to let everybody in.",
    );
  }
}

function amount(name: string, given: number | undefined, preset: number): number {
  const value = given ?? preset;
  if (typeof value !== "number" || !(value >= 0))
    throw new TypeError(`options.${name} must be a number, 0 or greater.`);
  return value;
}

/** A time limit, of which 0 is none, as it is with Node's own. */
function limit(name: string, given: number | undefined, preset: number): number {
  return amount(name, given, preset) || Number.POSITIVE_INFINITY;
}

function share(name: string, given: number | undefined): number {
  const value = amount(name, given, 0);
  if (value > 1) throw new TypeError(`options.${name} must be a number from 0 to 1.`);
  return value;
}
