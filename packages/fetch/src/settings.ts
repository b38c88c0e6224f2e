import { AdaptationMemory } from "./adaptation-memory.js";
import { checkOptions } from "./check-options.js";
import { CountCache } from "./count-cache.js";
import type { Settings } from "./exchange.js";
import { InProgress } from "./in-progress.js";
import { logSettingsOf } from "./log/log-settings.js";
import type { HandlerOptions } from "./options.js";
import { Sampler } from "./sampler.js";

/** Checks options and fills in their defaults. @throws TypeError naming the option. */
export function settingsOf(options: HandlerOptions): Settings {
  checkOptions(options);
  const { timeouts = {}, limits = {}, now = Date.now } = options;
  return {
    options,
    now,
    holdMs: options.holdMs ?? 10_000,
    pingMs: options.pingMs ?? 10_000,
    headTimeoutMs: limit(timeouts.head, 120_000),
    idleTimeoutMs: limit(timeouts.idle, 240_000),
    totalTimeoutMs: limit(timeouts.total, 590_000),
    bodyTimeoutMs: limit(timeouts.body, 30_000),
    streamTimeoutMs: limit(timeouts.stream, 3_600_000),
    shutdownMs: limit(timeouts.shutdown, 25_000),
    bodyBytes: limits.bodyBytes ?? 32 * 1024 * 1024,
    upstreamBytes: limits.upstreamBytes ?? 64 * 1024 * 1024,
    adaptations: new AdaptationMemory(now),
    counts: new CountCache(),
    driftSampler: new Sampler(options.countDrift?.share ?? 0),
    logging: logSettingsOf(options),
    inProgress: new InProgress(limit(limits.concurrency, 0)),
  };
}

/** A time limit, of which 0 is none, as it is with Node's own. */
const limit = (given: number | undefined, preset: number) => (given ?? preset) || Number.POSITIVE_INFINITY;
