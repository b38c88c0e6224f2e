import type { Loss, TranslationContext } from "@transpond/core";
import type { Exchange } from "./exchange.js";
import type { Place } from "./in-progress.js";
import type { HeaderReader } from "./incoming.js";
import type { Target } from "./target.js";

/** What the attempts of one request share. */
export type Job = {
  exchange: Exchange;
  target: Target;
  /** Stops the job when the handler shuts down and can wait no longer. */
  place: Place;
  context: TranslationContext;
  losses: Loss[];
  /** Requests sent to the upstream so far. */
  attempts: number;
  /** Where they are counted here. */
  inputTokens: Promise<number | undefined> | undefined;
  /** Headers of the upstream's answer, once they are there. */
  upstreamHeaders: HeaderReader | null;
  /** As the upstream names it, once it has; until then as it was asked. */
  upstreamModel: string;
};
