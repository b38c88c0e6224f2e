import type { LossCode } from "./loss-codes.js";

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

export type LossPolicy = "report" | "reject" | ((loss: Loss) => "report" | "reject");
