import type { Detector, Found } from "./detector.js";

/** Detectors sorted by their anchors, at most so many together as a number has bits. */
export type AnchorTable = readonly Layer[];

/**
 * Which detectors a character calls, a bit for each: those that its neighbour before allows (`behind`, by the two codes)
 * and its neighbour behind does (`ahead`).
 */
type Layer = { readonly detectors: readonly Detector[]; readonly behind: Int32Array; readonly ahead: Int32Array };

const ASCII = 128;
/** The code of every character outside ASCII, and of what stands before and behind a text. */
const OUTSIDE = ASCII;
const CODES = ASCII + 1;
const BITS = 32;
const DIGITS = "0123456789";

/**
 * Sorts detectors by their anchors, once, so that a text is walked over once however many there are.
 *
 * @throws RangeError for a detector with an anchor outside ASCII
 */
export function anchorTable(detectors: readonly Detector[]): AnchorTable {
  const layers: Layer[] = [];
  for (let from = 0; from < detectors.length; from += BITS) layers.push(layerOf(detectors.slice(from, from + BITS)));
  return layers;
}

function layerOf(detectors: readonly Detector[]): Layer {
  const layer = { detectors, behind: new Int32Array(CODES * CODES), ahead: new Int32Array(CODES * CODES) };
  for (const [index, detector] of detectors.entries()) {
    for (const anchor of detector.anchors) mark(layer, 1 << index, detector, anchor);
  }
  return layer;
}

function mark({ behind, ahead }: Layer, bit: number, detector: Detector, anchor: string): void {
  const code = anchor.charCodeAt(0);
  if (code >= ASCII) throw new RangeError(`Detector ${detector.name} has an anchor outside ASCII.`);
  for (let neighbour = 0; neighbour < CODES; neighbour += 1) {
    const written = neighbour === OUTSIDE ? "" : String.fromCharCode(neighbour);
    const [pair, following] = [neighbour * CODES + code, code * CODES + neighbour];
    const repeats = written === anchor || (isDigit(anchor) && isDigit(written) && takesNumbers(detector));
    if (!repeats && (detector.follows?.(written, anchor) ?? true)) behind[pair] = (behind[pair] ?? 0) | bit;
    if (detector.precedes?.(written, anchor) ?? true) ahead[following] = (ahead[following] ?? 0) | bit;
  }
}

const isDigit = (character: string) => character !== "" && DIGITS.includes(character);

/** Whether all digits are anchors alike: then a run of digits is one anchor. */
const takesNumbers = ({ anchors }: Detector) => [...DIGITS].every((digit) => anchors.includes(digit));

/** Walks over a text and calls the detectors at their anchors, at the first only where one repeats. */
export function scan(text: string, table: AnchorTable, found: Found): void {
  for (const layer of table) scanLayer(text, layer, found);
}

function scanLayer(text: string, { detectors, behind, ahead }: Layer, found: Found): void {
  let before = OUTSIDE;
  let code = codeAt(text, 0);
  for (let at = 0; at < text.length; at += 1) {
    const next = codeAt(text, at + 1);
    let called = (behind[before * CODES + code] ?? 0) & (ahead[code * CODES + next] ?? 0);
    while (called !== 0) {
      // The lowest bit that is set.
      detectors[31 - Math.clz32(called & -called)]?.find(text, at, found);
      called &= called - 1;
    }
    before = code;
    code = next;
  }
}

function codeAt(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : OUTSIDE;
  return code < ASCII ? code : OUTSIDE;
}
