import type { TranslationContext } from "../../src/context.js";
import { testContext } from "../support/context.js";

/** The context of a request of two messages and one tool. */
export const context = (overrides: Partial<TranslationContext> = {}) =>
  testContext({
    model: "claude-opus-5",
    upstreamModel: "gpt-5.4",
    maxOutputTokens: 1024,
    contextWindow: 400_000,
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
  });
