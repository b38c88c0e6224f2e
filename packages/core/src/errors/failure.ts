import type { HeaderReader } from "./headers.js";
import type { NetworkKind } from "./network-causes.js";

/** Who failed: the upstream said so, the way to it broke, or neither is known. */
export type FailureKind = NetworkKind | "upstream" | "redirect";

/** A failure of any origin, read into one shape. Empty strings stand for what is absent. */
export type Failure = {
  kind: FailureKind;
  /** HTTP status; null where the failure came inside a stream or never reached the upstream. */
  status: number | null;
  code: string;
  type: string;
  message: string;
  param: string;
  /** Longer public explanation of a policy block, where the upstream gives one. */
  explanation: string;
  /** Why a failed Response was also left incomplete. */
  incompleteReason: string;
  header: HeaderReader;
  requestId: string;
};

/** A failure of which nothing is known: a fault of this side, as far as the client is concerned. */
export const unknownFailure: Failure = {
  kind: "internal",
  status: null,
  code: "",
  type: "",
  message: "",
  param: "",
  explanation: "",
  incompleteReason: "",
  header: () => null,
  requestId: "",
};
