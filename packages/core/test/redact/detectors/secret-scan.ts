import type { Detector } from "../../../src/redact/detector.js";

/** The pieces of a text that detectors find, called at their anchors as the engine calls them. In order, no repeats. */
export function pieces(text: string, ...detectors: readonly Detector[]): string[] {
  const found = new Map<string, readonly [number, number]>();
  for (const detector of detectors) {
    let previous = "";
    for (let at = 0; at < text.length; at++) {
      const character = text.charAt(at);
      if (character !== previous && detector.anchors.includes(character)) {
        detector.find(text, at, (start, end) => found.set(`${start}-${end}`, [start, end]));
      }
      previous = character;
    }
  }
  return [...found.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([start, end]) => text.slice(start, end));
}
