import type { Row } from "./row.js";

/** Rows for `cache_control`, which blocks and tools share; its own fields stand under Context, services and accounts. */

export const markerOnPart: Row = {
  code: "C1, C8",
  disposition: "mapped",
  becomes:
    "`prompt_cache_breakpoint` on the last part of the block, on models that take one; the others cache by themselves.",
  losses: ["cache_control_automatic", "cache_ttl_rounded"],
  whole: true,
};

/** For blocks that may give no part at all. */
export const markerOnPartIfAny: Row = {
  ...markerOnPart,
  losses: ["cache_control_automatic", "cache_ttl_rounded", "cache_marker_dropped"],
};

export const markerElsewhere: Row = {
  code: "C2, C8",
  disposition: "mapped",
  becomes: "A breakpoint on the next part that takes one, since items of the assistant take none.",
  losses: ["cache_marker_moved", "cache_control_automatic", "cache_marker_dropped", "cache_ttl_rounded"],
  whole: true,
};

export const markerWithoutPlace: Row = {
  code: "C2, C8",
  disposition: "dropped",
  becomes: "Not sent: no breakpoint can stand here, and the next one covers what stands before it.",
  losses: ["cache_marker_dropped", "cache_control_automatic", "cache_ttl_rounded"],
  whole: true,
};
