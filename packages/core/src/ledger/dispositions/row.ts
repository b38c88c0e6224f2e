import type { LossCode } from "../loss-codes.js";

/**
 * What becomes of a name of either API.
 *
 * - `mapped`: it comes across with its meaning
 * - `emulated`: the other side lacks it; Transpond does it
 * - `approximated`: something near it comes across
 * - `dropped`: it does not come across
 * - `rejected`: a request that holds it is refused
 * - `unused`: a name of an answer that Transpond never writes, since nothing upstream leads to it
 */
export type Disposition = "mapped" | "emulated" | "approximated" | "dropped" | "rejected" | "unused";

export type Row = {
  /** By which comments, tests and documents name the row. */
  code: string;
  disposition: Disposition;
  /** What it becomes and by which rule, as Markdown without line breaks. */
  becomes: string;
  /** Every loss that it can lead to. None: nothing weakens. */
  losses?: readonly LossCode[];
  /** The row speaks for all that the value holds; no row stands for what is inside. */
  whole?: true;
};

/**
 * Names and their rows. A name is a path: `a.b` a field, `a[tag]` the member of a union (or of a list of one) by its
 * `type`, `a[]` what a list holds, `a=value` one of the values that a field may have.
 */
export type Rows = Readonly<Record<string, Row>>;

export type Section = {
  title: string;
  /** The types of the official SDKs whose names the section answers for. */
  source: string;
  rows: Rows;
};

/** The same rows under several names: fields that several objects share, versions of one tool. */
export function under(prefixes: readonly string[], rows: Rows): Rows {
  const entries = prefixes.flatMap((prefix) =>
    Object.entries(rows).map(([name, row]) => [prefix + name, row] as const),
  );
  return Object.fromEntries(entries);
}
