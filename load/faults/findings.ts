import type { FaultRun } from "./run.js";

/** Bytes by which the heap may have grown: caches of the engine's, and those that the handler bounds. */
const heapGrowth = 8 * 1024 * 1024;
/** The channel to the process that started this one, and its standard streams. */
const harmless = ["PipeWrap", "TTYWrap", "MessagePort"];

/** What a run must not end with, in words. */
export function findingsOf({ complaints, left, before, after }: FaultRun): string[] {
  const resources = left.resources.filter((name) => !harmless.includes(name));
  return [
    ...complaints,
    ...(left.inProgress > 0 ? [`${left.inProgress} messages are still in progress`] : []),
    ...(left.answering > 0 ? [`${left.answering} requests to the upstream are still open`] : []),
    ...(left.connections > 0 ? [`${left.connections} connections to the upstream are still open`] : []),
    ...(resources.length > 0 ? [`left open: ${resources.join(", ")}`] : []),
    ...(after.heap - before.heap > heapGrowth ? [`the heap grew by ${after.heap - before.heap} bytes`] : []),
  ];
}
