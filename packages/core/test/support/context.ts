import type { TranslationContext } from "../../src/context.js";

/** What `toOpenAIRequest` returns for a plain request, with changes. */
export const testContext = (changes: Partial<TranslationContext> = {}): TranslationContext => ({
  v: 1,
  model: "claude-test",
  upstreamModel: "gpt-test",
  family: "gpt-test",
  identity: "0a1b2c3d",
  toolNames: {},
  omittableArguments: {},
  stopSequences: [],
  format: false,
  showThinking: true,
  serverTools: [],
  maxOutputTokens: null,
  contextWindow: null,
  speed: null,
  betas: [],
  paths: { input: [], tools: [] },
  ...changes,
});
