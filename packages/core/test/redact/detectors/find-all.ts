import type { DetectedType, Detector } from "../../../src/redact/detector.js";

/** Calls a detector at its anchors, at the first of a run, and gives the texts that it found. */
export function findAll(detector: Detector, text: string): { type: DetectedType; text: string }[] {
  const spans: { type: DetectedType; text: string }[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!detector.anchors.includes(text.charAt(at)) || text.charAt(at) === text.charAt(at - 1)) continue;
    detector.find(text, at, (start, end, type) => spans.push({ type, text: text.slice(start, end) }));
  }
  return spans;
}

/** The texts only. */
export function textsOf(detector: Detector, text: string): string[] {
  return findAll(detector, text).map((span) => span.text);
}

/** Milliseconds of processor time for the best of three runs over `piece` repeated to `length`. */
export function timeOver(detector: Detector, piece: string, length: number): number {
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const start = process.cpuUsage().user;
    findAll(detector, text);
    best = Math.min(best, (process.cpuUsage().user - start) / 1000);
  }
  return best;
}
