import { upstreamRows } from "./answer-rows.js";
import { type AnswerSample, placesInAnswer, runAnswer } from "./answer-sample.js";
import { isUnder } from "./places.js";

/** Losses of names that no row has. */
const ofUnknownNames = [
  "unknown_output_item",
  "unknown_output_part",
  "unknown_event",
  "event_gap",
  "further_losses_omitted",
];

/** The losses of a response that no row tells of: none that lists the code stands at the path, above or inside. */
export function unlistedInAnswer(sample: AnswerSample): string[] {
  const { losses } = runAnswer(sample);
  const listing = upstreamRows.filter(({ row }) => row.losses !== undefined);
  return losses.flatMap(({ code, path }) => {
    if (ofUnknownNames.includes(code)) return [];
    const told = listing.some(({ path: rowPath, row }) => {
      if (!row.losses?.includes(code)) return false;
      // What is lost because a field is absent stands under its name all the same.
      if (rowPath === `response.${path}`) return true;
      const places = placesInAnswer(rowPath, sample).map((place) => place.replace(/^response\./, ""));
      return places.some((place) => isUnder(path, place) || isUnder(place, path));
    });
    return told ? [] : [`${code}@${path}`];
  });
}
