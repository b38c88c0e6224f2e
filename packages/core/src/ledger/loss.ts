import type { LossCode } from "./loss-codes.js";

/** How much of the meaning is lost: nothing, a part, or all of it. */
export type LossSeverity = "info" | "approximated" | "dropped";

/** Something of a request or a response that did not come across whole. It holds codes and paths, never content. */
export type Loss = {
  code: LossCode;
  /** Where, in the Anthropic request (`messages.1.content.0`) or in the Responses answer (`output.2`). */
  path: string;
  message: string;
  /** `info`: nothing weakens; `approximated`: a meaning weakens; `dropped`: something is gone. */
  severity: LossSeverity;
};

/** What to do about losses of a request: `reject` refuses it for those that are `dropped`; a function decides on each. */
export type LossPolicy = "report" | "reject" | ((loss: Loss) => "report" | "reject");
