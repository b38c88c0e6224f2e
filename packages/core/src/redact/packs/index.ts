import type { Detector } from "../detector.js";
import { americas } from "./americas.js";
import { asia } from "./asia.js";
import { detectorOf } from "./detector-of.js";
import { easternEurope } from "./eastern-europe.js";
import type { Country, NationalId } from "./id.js";
import { northernEurope } from "./northern-europe.js";
import { southAndAfrica } from "./south-and-africa.js";
import { westernEurope } from "./western-europe.js";

export type { Country } from "./id.js";

const tables: readonly NationalId[] = [
  ...westernEurope,
  ...northernEurope,
  ...easternEurope,
  ...americas,
  ...asia,
  ...southAndAfrica,
];

/**
 * Packs of national ids, for the option `packs`: numbers of persons, tax, health insurance, passports, licences to drive
 * and plates of vehicles. They are off by default, for many are plain numbers: those are found where their check digits
 * and their form prove them, beside their words, or as the whole of a text. Sources: the issuers' published rules.
 *
 * @param countries ISO 3166-1 alpha-2 codes; all countries that are known where none is given
 * @returns detectors; one, however many countries are asked for
 * @throws RangeError for a country without a table
 * @example
 * ```ts
 * redact("NHS number 943 476 5919", { packs: nationalIds("GB") }); // "NHS number [NATIONAL_ID]"
 * ```
 */
export function nationalIds(...countries: readonly Country[]): readonly Detector[] {
  const unknown = countries.find((country) => !tables.some((id) => id.country === country));
  if (unknown !== undefined) throw new RangeError("There are no national ids of a country that was asked for.");
  const asked = new Set(countries);
  return [detectorOf(asked.size === 0 ? tables : tables.filter((id) => asked.has(id.country)))];
}
