import type { Detector, Found } from "./detector.js";

/** For each ASCII character the detectors that it calls; most characters call none. */
export type AnchorTable = readonly (readonly Detector[] | undefined)[];

const ASCII = 128;

/** Sorts detectors by their anchors, once, so that a text is walked over once however many there are. */
export function anchorTable(detectors: readonly Detector[]): AnchorTable {
  const table = new Array<Detector[] | undefined>(ASCII).fill(undefined);
  for (const detector of detectors) {
    for (const anchor of new Set(detector.anchors)) {
      const code = anchor.charCodeAt(0);
      if (code >= ASCII) throw new RangeError(`Detector ${detector.name} has an anchor outside ASCII.`);
      const called = table[code];
      if (called) called.push(detector);
      else table[code] = [detector];
    }
  }
  return table;
}

/** Walks over a text and calls the detectors at their anchors, at the first only where one repeats. */
export function scan(text: string, table: AnchorTable, found: Found): void {
  let before = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ASCII && code !== before) {
      const called = table[code];
      if (called) for (const detector of called) detector.find(text, at, found);
    }
    before = code;
  }
}
