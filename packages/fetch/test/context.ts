import type { TranslationContext } from "@transpond/core";

/** A context as `toOpenAIRequest` makes it for a short request. */
export const context: TranslationContext = {
  v: 1,
  model: "claude-opus-5",
  upstreamModel: "gpt-5.4",
  family: "gpt-5.4",
  identity: "test",
  toolNames: {},
  omittableArguments: {},
  stopSequences: [],
  format: false,
  showThinking: true,
  serverTools: [],
  maxOutputTokens: 1024,
  contextWindow: 400_000,
  speed: null,
  betas: [],
  paths: { input: [["messages.0.content"]], tools: [] },
};
