import type { AdaptationMemory } from "./adaptation-memory.js";
import type { CountCache } from "./count-cache.js";
import type { InProgress } from "./in-progress.js";
import type { Incoming, Platform } from "./incoming.js";
import type { LogSettings } from "./log/log-settings.js";
import type { RequestLog } from "./log/request-log.js";
import type { HandlerOptions } from "./options.js";
import type { Sampler } from "./sampler.js";

/** Options with their defaults, and what one handler remembers between requests. */
export type Settings = {
  options: HandlerOptions;
  holdMs: number;
  pingMs: number;
  headTimeoutMs: number;
  idleTimeoutMs: number;
  totalTimeoutMs: number;
  bodyTimeoutMs: number;
  streamTimeoutMs: number;
  shutdownMs: number;
  bodyBytes: number;
  upstreamBytes: number;
  now: () => number;
  adaptations: AdaptationMemory;
  counts: CountCache;
  driftSampler: Sampler;
  logging: LogSettings;
  inProgress: InProgress;
};

/** One request on its way through the handler. */
export type Exchange = {
  incoming: Incoming;
  /** Of the request; only path and query matter. */
  url: URL;
  requestId: string;
  principal: unknown;
  /** What the upstream is told of whose request this is. */
  correlationHeaders: Record<string, string>;
  platform: Platform;
  settings: Settings;
  log: RequestLog;
};
