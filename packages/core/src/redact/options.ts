import type { DetectedType, Detector } from "./detector.js";
import { detectors } from "./detectors/index.js";
import { detectedTypes, labelOf } from "./placeholder.js";
import type { PseudonymOptions } from "./pseudonym.js";
import { type AnchorTable, anchorTable } from "./scan.js";

/** What a recogniser found: offsets in UTF-16 units; without a type it is labelled with the recogniser's name. */
export type Recognised = { start: number; end: number; type?: string };

/** Finds what the built-in detectors don't, such as names, by whatever means the caller has. */
export type Recogniser = { name: string; find(text: string): Iterable<Recognised> };

/** What is looked for. */
export type DetectOptions = {
  /** Only these types are looked for. Default: all. What recognisers find is always kept. */
  types?: readonly DetectedType[];
  /** The caller's own recognisers, called once for each text. */
  recognisers?: readonly Recogniser[];
  /** Further detectors, such as those of a country's ids. */
  packs?: readonly Detector[];
};

/** What is looked for, and what takes its place. */
export type RedactOptions = DetectOptions & {
  /** Shows who is meant without saying it: `[EMAIL_…]` in place of `[EMAIL]`, the same for the same value. */
  pseudonyms?: PseudonymOptions;
  /** What lies deeper in a value is cut. Default: no limit. */
  maxDepth?: number;
  /** Longer texts are cut, in characters. Default: no limit. */
  maxLength?: number;
  /** Longer arrays are cut. Default: 1,000,000 items. */
  maxItems?: number;
};

/** Options made ready for many texts. */
export type Engine = {
  table: AnchorTable;
  types: ReadonlySet<string> | null;
  recognisers: readonly { label: string; recogniser: Recogniser }[];
  /** The labels of what recognisers find; grows as they name types. */
  labels: Set<string>;
};

const builtIn: Engine = { table: anchorTable(detectors), types: null, recognisers: [], labels: new Set() };

/** @throws RangeError for a pack whose anchors are no ASCII characters */
export function engineOf(options: DetectOptions = {}): Engine {
  const { types, recognisers = [], packs = [] } = options;
  if (!types && recognisers.length === 0 && packs.length === 0) return builtIn;
  return {
    table: packs.length === 0 ? builtIn.table : tableWith(packs),
    types: types ? new Set<string>(types) : null,
    recognisers: recognisers.map((recogniser) => ({ label: labelOf(recogniser.name), recogniser })),
    labels: new Set(recognisers.map(({ name }) => labelOf(name))),
  };
}

/** Tables by the list of packs that they are made of: making one takes longer than reading most texts. */
const tables = new WeakMap<readonly Detector[], AnchorTable>();

function tableWith(packs: readonly Detector[]): AnchorTable {
  const known = tables.get(packs);
  if (known) return known;
  const table = anchorTable([...detectors, ...packs]);
  tables.set(packs, table);
  return table;
}

/**
 * What may stand in brackets where something was found: the built-in types, and the names of the caller's recognisers.
 *
 * @example
 * ```ts
 * placeholderLabels({ recognisers: [{ name: "person", find }] }).has("PERSON"); // true
 * ```
 */
export const placeholderLabels = ({ recognisers = [] }: DetectOptions): ReadonlySet<string> =>
  new Set([...detectedTypes, ...recognisers.map(({ name }) => labelOf(name))]);
