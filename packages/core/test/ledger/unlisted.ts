import type { Rows } from "../../src/ledger/dispositions/row.js";
import { isUnder } from "./places.js";
import { lossesOf, type Outcome, placesOfSample, type Sample } from "./sample.js";

/**
 * The losses of a request that no row tells of, as `code@path`. A row tells of a loss when it lists the code and the path
 * leads to it: the row is the nearest one above, or speaks for all beneath it; or it stands inside and is to blame.
 */
export function unlisted(sample: Sample, outcome: Outcome, rows: Rows): string[] {
  const table = Object.entries(rows);
  const placed = table.flatMap(([name, row]) => placesOfSample(name, sample).map((place) => ({ name, row, place })));
  return outcome.losses.flatMap(({ code, path }) => {
    // A name that no row has (K27).
    if (code === "unknown_field" && !placed.some(({ place }) => place === path)) return [];
    // What is lost because a field is absent stands under its name all the same.
    if (rows[path]?.losses?.includes(code)) return [];
    const nearest = Math.max(...placed.map(({ place }) => (isUnder(path, place) ? place.length : 0)));
    const told = placed.some(({ name, row, place }) => {
      if (!row.losses?.includes(code)) return false;
      if (isUnder(path, place)) return row.whole === true || place.length === nearest;
      return isUnder(place, path) && lossesOf(name, sample, outcome).includes(code);
    });
    return told ? [] : [`${code}@${path}`];
  });
}
