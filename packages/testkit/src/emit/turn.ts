import type { JsonObject } from "../json.js";
import type { Mint } from "../mint/ids.js";
import type { ModelFacts } from "../models.js";

/** All that rendering an answer needs to know about the request and the server. */
export interface Turn {
  readonly body: JsonObject;
  readonly model: ModelFacts;
  readonly mint: Mint;
  readonly secret: string;
  readonly organization: string;
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** True when deltas carry `obfuscation`. */
  readonly obfuscate: boolean;
  readonly include: ReadonlySet<string>;
  /** Billed input tokens, and how many of them were read from or written to the prompt cache. */
  readonly input: { readonly tokens: number; readonly cached: number; readonly written: number };
}

/** An event without its `sequence_number`, `output_index` or padding. */
export type WireEvent = JsonObject & { readonly type: string };
