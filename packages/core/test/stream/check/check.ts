import { checkMessageStream, type Violation } from "../../../src/stream/check-message-stream.js";
import { finished, search, text, thinking, toolUse } from "../../support/message-streams.js";

export const rulesOf = (violations: Violation[]) => violations.map(({ rule }) => rule);
/** The rules that a stream breaks, under each profile. */
export const strict = (events: Iterable<unknown>) => rulesOf(checkMessageStream(events, { profile: "strict" }));
export const lenient = (events: Iterable<unknown>) => rulesOf(checkMessageStream(events));

/** A valid stream with every kind of block of an ordinary answer. */
export const everything = finished(
  thinking(0, "Let me ", "see."),
  text(1, "I will ", "look."),
  search(2, "srvtoolu_1"),
  toolUse(4, "call_1", "", '{"path":', '"a"}'),
  toolUse(5, "call_2"),
);

export const [start0, delta0, stop0] = text(0, "Hi");
export const deltaOf = (delta: unknown) => ({ type: "content_block_delta", index: 0, delta });
export const startOf = (content: unknown) => ({ type: "content_block_start", index: 0, content_block: content });
