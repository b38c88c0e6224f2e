import type { TranslationContext } from "../../src/context.js";

/** A context as `toOpenAIRequest` makes it, for a request of two messages and one tool. */
export function context(overrides: Partial<TranslationContext> = {}): TranslationContext {
  return {
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
    paths: {
      input: [
        ["system.0", "system.1"],
        ["messages.0.content.0", "messages.0.content.2"],
        "messages.1.content.0",
        "messages.1.content.1",
      ],
      tools: ["tools.1"],
    },
    ...overrides,
  };
}
