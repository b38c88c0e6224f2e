import type { Respond } from "../reply/steps.js";

export interface SimulatedOpenAIOptions {
  /** Accepted API keys; default any that is not empty. */
  readonly keys?: readonly string[];
  /** Answers requests for which no reply is queued; default the small assistant that echoes. */
  readonly respond?: Respond;
  /** False lets every well-formed JSON body through; default true. */
  readonly strict?: boolean;
  /** Same seed, same ids; default a new one for every simulator of the process. */
  readonly seed?: string;
  /** Organisation that blobs are bound to; two simulators of one organisation accept each other's. */
  readonly organization?: string;
  /** Key of the MAC on encrypted reasoning; shared by all simulators by default. */
  readonly secret?: string;
  /** Context window in tokens of the rough count, instead of the model's own. */
  readonly contextWindow?: number;
  /** Milliseconds since 1970; default the clock. */
  readonly now?: () => number;
  /** TCP port; default one that is free. */
  readonly port?: number;
}

let simulators = 0;

/** The options with their defaults filled in. */
export const withDefaults = (options: SimulatedOpenAIOptions) => ({
  strict: true,
  seed: `simulator-${simulators++}`,
  organization: "org-simulated",
  secret: "simulated-openai",
  now: Date.now,
  port: 0,
  ...options,
});

export type Settings = ReturnType<typeof withDefaults>;
