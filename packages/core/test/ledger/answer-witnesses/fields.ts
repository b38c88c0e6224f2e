import { messageItem } from "../../support/upstream-events.js";
import { type AnswerWitnesses, cut, ended } from "./build.js";

const written = { usage: { input_tokens: 9, input_tokens_details: { cache_write_tokens: 5 }, output_tokens: 1 } };
const stopped = (reason: string) => cut({ incomplete_details: { reason } });

/** Fields of the response whose rows weaken something. */
export const fieldWitnesses: AnswerWitnesses = {
  incomplete_details: [stopped("some_future_reason")],
  "incomplete_details.reason": [stopped("some_future_reason")],
  "incomplete_details.reason=max_messages": [stopped("max_messages")],
  usage: [ended({ usage: {}, output: [messageItem("Hello")] })],
  "usage.input_tokens_details.cache_write_tokens": [ended(written)],
  input_transformations: [
    ended({ input_transformations: [{ id: "rs_1", type: "reasoning", action: "removed", reason: "model_mismatch" }] }),
  ],
};
