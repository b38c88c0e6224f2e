/**
 * What the way back needs to know of the request: plain JSON, so that the answer may be handled by another process.
 * It holds names, paths and limits, no content; treat it as confidential all the same.
 */
export type TranslationContext = {
  /** Version of this shape. */
  v: 1;
  /** The model name that the client sent; the answer repeats it. */
  model: string;
  /** The model that was asked upstream. */
  upstreamModel: string;
  /** Model id without its date, as reasoning envelopes name it. */
  family: string;
  /** Hash of who the upstream is (`options.identity`), as reasoning envelopes name it. */
  identity: string;
  /** Tool names as sent upstream → as the client wrote them, only where they differ. */
  toolNames: Record<string, string>;
  /** Tool name (upstream) → property → the empty values of it that are left out of a call's input. */
  omittableArguments: Record<string, Record<string, ("null" | "empty_string")[]>>;
  stopSequences: string[];
  /** Whether the client asked for structured output: then every text block must be the JSON, nothing else. */
  format: boolean;
  /** Whether thinking text is shown; otherwise thinking blocks carry a signature only. */
  showThinking: boolean;
  /** Server tools that the client declared, by the name that their blocks carry. */
  serverTools: string[];
  /** `max_output_tokens` as sent, and the model's context window where it is known. */
  maxOutputTokens: number | null;
  contextWindow: number | null;
  /** Speed that the client asked for. */
  speed: "standard" | "fast" | null;
  /** Extras of the answer that the client's beta headers switch on. */
  betas: "thinking-token-count"[];
  /** Where each input item and its content parts come from, so that upstream errors name the client's own path. */
  paths: { input: (string | string[])[]; tools: string[] };
  /** Set where the request only warmed the cache: then the answer is empty and ends with `max_tokens`. */
  prewarm?: true;
  /** Input tokens as the host counted them, for answers whose usage never arrives. */
  inputTokens?: number;
};
