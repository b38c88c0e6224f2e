import { OpenAIRefusal } from "../../openai-refusal.js";
import type { Rule } from "./rule.js";

/** The refusal of an input that is too long; a stream carries it as an event instead. */
export const contextExceeded = () =>
  new OpenAIRefusal("Your input exceeds the context window of this model. Please adjust your input and try again.", {
    code: "context_length_exceeded",
    param: "input",
  });

export const inputFitsWindow: Rule = ({ inputTokens, contextWindow }) => {
  if (inputTokens > contextWindow) throw contextExceeded();
};
