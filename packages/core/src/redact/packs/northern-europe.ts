import { all, any, complementOf, hasDate, hasDayFirst, luhn, luhnWith, part, sumsTo, weighted } from "./checks.js";
import type { NationalId } from "./id.js";
import { DRIVING, IDENTITY, PASSPORT, TAX, VEHICLE } from "./words.js";

const FINNISH_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

/** Finland: date and serial as one number, by 31. */
const finnishSign = (signs: string) => {
  const number = Number(signs.slice(0, 6) + signs.slice(-4, -1));
  return FINNISH_SIGNS.charAt(number % 31) === signs.slice(-1);
};

/** Estonia and Lithuania: the rest by eleven, with a second row of weights where it is ten. */
const balticDigit = (signs: string) => {
  const first = weighted(signs, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const second = first < 10 ? first : weighted(signs, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  return second % 10 === Number(signs.charAt(10));
};

const SWEDISH = "personnummer*, personal number, samordningsnummer*, pnr, swedish id*";

export const northernEurope: readonly NationalId[] = [
  {
    country: "SE",
    name: "Personnummer",
    form: "9999999999",
    groups: "6-4",
    check: all(luhn, hasDate(0, 0, 60)),
    when: "grouped",
    words: `${SWEDISH}, ${IDENTITY}`,
  },
  {
    country: "SE",
    name: "Personnummer",
    form: "999999999999",
    groups: "8-4",
    pattern: /^(?:18|19|20)/,
    check: all(part(2, undefined, luhn), hasDate(2, 0, 60)),
    when: "always",
    words: `${SWEDISH}, ${IDENTITY}`,
  },
  {
    country: "SE",
    name: "Organisationsnummer",
    form: "9999999999",
    groups: "6-4",
    pattern: /^\d{2}[2-9]/,
    check: luhn,
    when: "whole",
    words: `organisationsnummer*, org nr, orgnr, organi* number, ${TAX}`,
  },
  { country: "SE", name: "Pass", form: "99999999 AA9999999 A9999999", when: "word", words: PASSPORT },
  {
    country: "FI",
    name: "Henkilötunnus",
    form: "999999A999X 999999999X",
    groups: "6-4",
    pattern: /^\d{6}[A-FU-Y]?\d{3}[\dA-Y]$/,
    check: all(finnishSign, hasDayFirst(0)),
    when: "always",
    words: "hetu, henkilötunnus*, personbeteckning*, finnish id*, personal identity code",
  },
  { country: "FI", name: "Passi", form: "AA9999999", when: "word", words: PASSPORT },
  {
    country: "DK",
    name: "CPR-nummer",
    form: "9999999999",
    groups: "6-4 2-2-2-4",
    check: hasDayFirst(0),
    when: "whole",
    words: `cpr*, personnummer*, ${IDENTITY}`,
  },
  {
    country: "NO",
    name: "Fødselsnummer",
    form: "99999999999",
    groups: "6-5 2-2-2-5 6-3-2",
    check: all(
      sumsTo("3 7 6 1 8 9 4 5 2 1", 11),
      sumsTo("5 4 3 2 7 6 5 4 3 2 1", 11),
      any(hasDayFirst(0, 40), hasDayFirst(0)),
    ),
    when: "always",
    words: "fødselsnummer*, personnummer*, d nummer",
  },
  {
    country: "IS",
    name: "Kennitala",
    form: "9999999999",
    groups: "6-4",
    check: all(complementOf("3 2 7 6 5 4 3 2", 11), hasDayFirst(0, 40)),
    when: "grouped",
    words: "kennitala, kennitölu*",
  },
  {
    country: "EE",
    name: "Isikukood",
    form: "99999999999",
    check: all(balticDigit, hasDate(1)),
    when: "whole",
    words: `isikukood*, personal code, ${IDENTITY}`,
  },
  {
    country: "LT",
    name: "Asmens kodas",
    form: "99999999999",
    check: all(balticDigit, hasDate(1)),
    when: "whole",
    words: `asmens kodas*, personal code, ${IDENTITY}`,
  },
  {
    country: "LV",
    name: "Personas kods",
    form: "99999999999",
    groups: "6-5",
    check: any(hasDayFirst(0), (signs) => signs.startsWith("32")),
    when: "word",
    words: `personas kods*, personal code, ${IDENTITY}`,
  },
  { country: "SE", name: "Registreringsnummer", form: "AAA999 AAA99A", groups: "3-3", when: "word", words: VEHICLE },
  {
    country: "SE",
    name: "Körkort",
    form: "999999999999 9999999999",
    groups: "6-4 8-4",
    check: any(luhn, luhnWith("", 2)),
    when: "word",
    words: DRIVING,
  },
];
