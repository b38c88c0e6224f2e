import { all, complementOf, hasDate, hasDayFirst, luhn, mod1110, remainderOf, sumsTo, weighted } from "./checks.js";
import type { NationalId } from "./id.js";
import { DRIVING, IDENTITY, PASSPORT, TAX, VEHICLE } from "./words.js";

/** Turkey: the tenth digit from odd and even places, the last from all before it. */
const turkishDigits = (signs: string) => {
  const odd = weighted(signs, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(signs, [0, 1, 0, 1, 0, 1, 0, 1]);
  if ((odd * 7 + even * 9) % 10 !== Number(signs.charAt(9))) return false;
  return weighted(signs, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10 === Number(signs.charAt(10));
};

/** Russia's SNILS: by 101; a hundred stands for zero. */
const snilsDigits = (signs: string) =>
  (weighted(signs, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === Number(signs.slice(-2));

/** Czechia and Slovakia: the whole number by eleven; where the rest is ten, the last digit is zero. */
const byEleven = (signs: string) => {
  const rest = Number(signs.slice(0, 9)) % 11;
  return rest % 10 === Number(signs.charAt(9));
};
const czechDate = (signs: string) => hasDate(0, 50)(signs) || hasDate(0, 20)(signs);

/** Poland's card: the check digit stands fourth, letters from 10 on. */
const polishCard = (signs: string) => weighted(signs, [7, 3, 1, 9, 7, 3, 1, 7, 3]) % 10 === 0;

const INN = "инн, inn";

export const easternEurope: readonly NationalId[] = [
  {
    country: "PL",
    name: "PESEL",
    form: "99999999999",
    check: all(sumsTo("1 3 7 9 1 3 7 9 1 3 1", 10), hasDate(0, 20)),
    when: "whole",
    words: `pesel*, ${IDENTITY}`,
  },
  {
    country: "PL",
    name: "NIP",
    form: "9999999999 AA9999999999",
    groups: "3-3-2-2 3-2-2-3",
    check: (signs) => remainderOf("6 5 7 2 3 4 5 6 7", 11)(signs.replace("PL", "")),
    when: "whole",
    words: `nip, ${TAX}`,
  },
  {
    country: "PL",
    name: "Dowód osobisty",
    form: "AAA999999",
    groups: "3-6",
    check: polishCard,
    when: "whole",
    words: `dowód*, dowodu*, ${IDENTITY}`,
  },
  {
    country: "PL",
    name: "REGON",
    form: "999999999",
    check: remainderOf("8 9 2 3 4 5 6 7", 11),
    when: "word",
    words: "regon",
  },
  { country: "PL", name: "Paszport", form: "AA9999999", when: "whole", words: PASSPORT },
  {
    country: "CZ",
    name: "Rodné číslo",
    form: "9999999999",
    groups: "6-4",
    check: all(byEleven, czechDate),
    when: "grouped",
    words: "rodné číslo, rodného čísla, rc, birth number",
  },
  {
    country: "SK",
    name: "Rodné číslo",
    form: "9999999999",
    groups: "6-4",
    check: all(byEleven, czechDate),
    when: "grouped",
    words: "rodné číslo, rodného čísla, rc, birth number",
  },
  {
    country: "HU",
    name: "TAJ-szám",
    form: "999999999",
    groups: "3-3-3",
    check: remainderOf("3 7 3 7 3 7 3 7", 10),
    when: "word",
    words: "taj*, társadalombiztosítás*",
  },
  {
    country: "HU",
    name: "Adóazonosító jel",
    form: "9999999999",
    pattern: /^8/,
    check: remainderOf("1 2 3 4 5 6 7 8 9", 11),
    when: "whole",
    words: `adóazonosító*, ${TAX}`,
  },
  {
    country: "HU",
    name: "Személyi igazolvány",
    form: "999999AA AA999999",
    when: "word",
    words: `személyi*, ${IDENTITY}, ${PASSPORT}`,
  },
  {
    country: "RO",
    name: "CNP",
    form: "9999999999999",
    pattern: /^[1-9]/,
    check: all(remainderOf("2 7 9 1 4 6 3 5 8 2 7 9", 11), hasDate(1)),
    when: "word",
    words: "cnp, cod numeric personal",
  },
  {
    country: "BG",
    name: "EGN",
    form: "9999999999",
    check: all(remainderOf("2 4 8 5 10 9 7 3 6", 11), hasDate(0, 20)),
    when: "whole",
    words: "егн, egn, единен граждански*",
  },
  { country: "HR", name: "OIB", form: "99999999999", check: mod1110, when: "whole", words: `oib, ${TAX}` },
  {
    country: "SI",
    name: "EMŠO",
    form: "9999999999999",
    check: all(complementOf("7 6 5 4 3 2 7 6 5 4 3 2", 11), hasDayFirst(0)),
    when: "word",
    words: "emšo, emso",
  },
  {
    country: "RS",
    name: "JMBG",
    form: "9999999999999",
    check: all(complementOf("7 6 5 4 3 2 7 6 5 4 3 2", 11), hasDayFirst(0)),
    when: "word",
    words: "jmbg, јмбг",
  },
  {
    country: "GR",
    name: "AMKA",
    form: "99999999999",
    check: all(luhn, hasDayFirst(0)),
    when: "whole",
    words: "αμκα, amka",
  },
  {
    country: "GR",
    name: "AFM",
    form: "999999999",
    check: (signs) => (weighted(signs, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(signs.charAt(8)),
    when: "whole",
    words: `αφμ, afm, ${TAX}`,
  },
  {
    country: "TR",
    name: "TC Kimlik No",
    form: "99999999999",
    pattern: /^[1-9]/,
    check: turkishDigits,
    when: "always",
    words: "tckn, tc kimlik*, kimlik*, turkish id*",
  },
  { country: "TR", name: "Vergi kimlik no", form: "9999999999", when: "word", words: "vkn, vergi*" },
  {
    country: "TR",
    name: "Plaka",
    form: "99A9999 99A99999 99AA999 99AA9999 99AAA99 99AAA999 99AAA9999 99A99",
    groups: "2-1-4 2-1-5 2-2-3 2-2-4 2-3-2 2-3-3 2-3-4 2-1-2",
    pattern: /^(?:0[1-9]|[1-7]\d|8[01])/,
    when: "whole",
    words: VEHICLE,
  },
  { country: "TR", name: "Pasaport", form: "A99999999", when: "word", words: PASSPORT },
  {
    country: "RU",
    name: "SNILS",
    form: "99999999999",
    groups: "3-3-3-2",
    check: snilsDigits,
    when: "grouped",
    words: "снилс, snils",
  },
  {
    country: "RU",
    name: "INN",
    form: "999999999999",
    check: all(remainderOf("7 2 4 10 3 5 9 4 6 8", 11), remainderOf("3 7 2 4 10 3 5 9 4 6 8", 11)),
    when: "whole",
    words: INN,
  },
  {
    country: "RU",
    name: "INN",
    form: "9999999999",
    check: remainderOf("2 4 10 3 5 9 4 6 8", 11),
    when: "word",
    words: INN,
  },
  { country: "RU", name: "Паспорт", form: "9999999999", groups: "4-6 2-2-6", when: "word", words: PASSPORT },
  {
    country: "RU",
    name: "Водительское удостоверение",
    form: "9999999999",
    groups: "4-6 2-2-6",
    when: "word",
    words: `водительск*, в у, ${DRIVING}`,
  },
  { country: "UA", name: "РНОКПП", form: "9999999999", when: "word", words: "рнокпп, іпн, ипн, rnokpp" },
];
