import { toOpenAIRequest } from "@transpond/core";

/** The context of a short request. */
export const { context } = toOpenAIRequest(
  { model: "claude-opus-5", max_tokens: 1024, messages: [{ role: "user", content: "Hello" }] },
  { model: "gpt-5.4" },
);
