import {
  all,
  any,
  complementOf,
  hasDate,
  left97,
  luhn,
  missing97,
  mod1110,
  part,
  remainderOf,
  sumsTo,
  weighted,
} from "./checks.js";
import type { NationalId } from "./id.js";
import { DRIVING, HEALTH, IDENTITY, PASSPORT, TAX, VEHICLE } from "./words.js";

const NINO = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PRSTW-Z][A-CEGHJ-NPRSTW-Z]\d{6}[A-D]$/;
const UK_LICENCE = /^[A-Z]{1,5}9{0,4}\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}[A-Z0-9][A-Z]{2}$/;
const SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
const IRISH_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";
const FISCAL_CODE = /^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/;
const GERMAN_DOCUMENT = /^[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{8}\d?$/;
const THREE_DIGITS = /\d\D{0,8}\d\D{0,8}\d/;

/** Spain: the number by 23; X, Y and Z of foreigners stand for 0, 1 and 2. */
const spanishLetter = (signs: string) => {
  const number = signs.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)));
  return SPANISH_LETTERS.charAt(Number(number) % 23) === signs.slice(-1);
};

/** Ireland: seven digits, and the second letter as a ninth sign, by 23. */
const irishLetter = (signs: string) => {
  const second = signs.length > 8 ? (signs.charCodeAt(8) - 64) % 23 : 0;
  return IRISH_LETTERS.charAt((weighted(signs, [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23) === signs.charAt(7);
};

/** The sum of the digits of the products, letters as two digits: Germany's insurances. */
function productDigits(digits: string, weights: string): number {
  let sum = 0;
  for (let place = 0; place < weights.length; place++) {
    const product = Number(digits.charAt(place)) * Number(weights.charAt(place));
    sum += Math.floor(product / 10) + (product % 10);
  }
  return sum % 10;
}
const asTwoDigits = (signs: string) =>
  signs.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 64).padStart(2, "0"));
const germanHealth = (signs: string) => productDigits(asTwoDigits(signs), "1212121212") === Number(signs.slice(-1));
const germanPension = (signs: string) => productDigits(asTwoDigits(signs), "212571212121") === Number(signs.slice(-1));

/** France: departments of Corsica count as 19 and 18. */
const frenchKey = (signs: string) => missing97(signs.replace("2A", "19").replace("2B", "18"));
const FRENCH = /^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{8}$/;

/** Austria: the check digit stands fourth. */
const austrianInsurance = (signs: string) =>
  weighted(signs, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(signs.charAt(3));

export const westernEurope: readonly NationalId[] = [
  {
    country: "GB",
    name: "NHS number",
    form: "9999999999",
    groups: "3-3-4",
    check: sumsTo("10 9 8 7 6 5 4 3 2 1", 11),
    when: "whole",
    words: `nhs*, ${HEALTH}, patient`,
  },
  {
    country: "GB",
    name: "National Insurance number",
    form: "AA999999A",
    groups: "2-2-2-2-1 2-6-1",
    pattern: NINO,
    when: "always",
    words: "nino, ni number, ni no, national insurance*",
  },
  {
    country: "GB",
    name: "Passport",
    form: "999999999 AA9999999",
    groups: "2-7",
    when: "whole",
    pattern: /^[A-Z]{2}/,
    words: PASSPORT,
  },
  { country: "GB", name: "Passport", form: "999999999", when: "word", words: PASSPORT },
  {
    country: "GB",
    name: "Driving licence",
    form: "AAAAA999999XXXAA AAAA9999999XXXAA AAA99999999XXXAA AA999999999XXXAA A9999999999XXXAA",
    groups: "5-6-5 5-6-3-2",
    pattern: UK_LICENCE,
    when: "always",
    words: DRIVING,
  },
  {
    country: "GB",
    name: "Vehicle registration",
    form: "AA99AAA A999AAA A99AAA A9AAA AAA999A AAA99A AAA9A",
    groups: "4-3 3-3 2-3 3-4 3-2",
    // Marks of an area and a year have neither I nor Q, and no Z in the area.
    pattern: /^(?![A-Z]{2}\d{2}[A-Z])|^[A-HJ-PR-Y]{2}\d{2}[A-HJ-PR-Z]{3}$/,
    when: "whole",
    words: VEHICLE,
  },
  {
    country: "GB",
    name: "Unique taxpayer reference",
    form: "9999999999",
    groups: "5-5",
    when: "word",
    words: `utr, unique taxpayer*, ${TAX}`,
  },
  {
    country: "GB",
    name: "VAT number",
    form: "AA999999999",
    groups: "2-3-4-2 2-9",
    pattern: /^GB/,
    when: "always",
    words: TAX,
  },
  {
    country: "IE",
    name: "PPS number",
    form: "9999999A 9999999AA",
    check: irishLetter,
    groups: "7-1 7-2",
    when: "always",
    words: "pps*, ppsn",
  },
  { country: "IE", name: "Passport", form: "AA9999999 A99999999", when: "whole", words: PASSPORT },
  {
    country: "DE",
    name: "Steuer-ID",
    form: "99999999999",
    groups: "2-3-3-3",
    pattern: /^[1-9]/,
    check: mod1110,
    when: "whole",
    words: `steuer*, idnr, steuerliche*, ${TAX}`,
  },
  {
    country: "DE",
    name: "Steuernummer",
    form: "9999999999 99999999999 999999999999 9999999999999",
    groups: "3-3-4 2-3-5 3-3-5 4-4-4 3-4-4 5-3-5 4-4-5",
    when: "word",
    words: "steuernummer*, steuer nr*, st nr, stnr, tax number, tax no",
  },
  {
    country: "DE",
    name: "USt-IdNr.",
    form: "AA999999999",
    groups: "2-3-3-3 2-9",
    pattern: /^DE/,
    check: part(2, undefined, mod1110),
    when: "always",
    words: `ust*, umsatzsteuer*, ${TAX}`,
  },
  {
    country: "DE",
    name: "Reisepass, Personalausweis",
    form: "AXXXXXXX9",
    pattern: GERMAN_DOCUMENT,
    check: all(remainderOf("7 3 1 7 3 1 7 3", 10), (signs) => THREE_DIGITS.test(signs)),
    when: "whole",
    words: `${PASSPORT}, ${IDENTITY}`,
  },
  {
    country: "DE",
    name: "Personalausweis",
    form: "AXXXXXXXX9",
    pattern: GERMAN_DOCUMENT,
    check: all(remainderOf("7 3 1 7 3 1 7 3 1", 10), (signs) => THREE_DIGITS.test(signs)),
    when: "whole",
    words: `${PASSPORT}, ${IDENTITY}`,
  },
  {
    country: "DE",
    name: "Personalausweis",
    form: "AXXXXXXXX",
    pattern: GERMAN_DOCUMENT,
    check: (signs) => THREE_DIGITS.test(signs),
    when: "word",
    words: `${PASSPORT}, ${IDENTITY}`,
  },
  {
    country: "DE",
    name: "Rentenversicherungsnummer",
    form: "99999999A999",
    groups: "2-6-1-3 8-1-3",
    check: germanPension,
    when: "always",
    words: "rvnr, svnr, rentenversicherung*, sozialversicherung*, versicherungsnummer*",
  },
  {
    country: "DE",
    name: "Krankenversichertennummer",
    form: "A999999999",
    groups: "1-3-3-3",
    check: germanHealth,
    when: "whole",
    words: `kvnr, krankenkasse*, krankenversich*, versichertennummer*, versicherten nr, ${HEALTH}`,
  },
  {
    country: "DE",
    name: "Lebenslange Arztnummer",
    form: "999999999",
    check: complementOf("4 9 4 9 4 9", 10),
    when: "whole",
    words: "lanr, arztnummer*, vertragsarzt*, arzt nr, doctor*",
  },
  {
    country: "DE",
    name: "Betriebsstättennummer",
    form: "999999999",
    when: "word",
    words: "bsnr, betriebsstätten*, betriebsstaetten*",
  },
  {
    country: "DE",
    name: "Führerschein",
    form: "A999XXXXX9X AXXXAAAXAXX A99AAA9AX9X",
    check: (signs) => THREE_DIGITS.test(signs),
    when: "word",
    words: DRIVING,
  },
  {
    country: "DE",
    name: "Kennzeichen",
    form: "AA9999 AA999 AA99 AAA9999 AAA999 AAA99 AAAA9999 AAAA999 AAAA99 AAAAA999 AAAAA99",
    groups: "1-1-4 1-1-3 1-1-2 1-2-4 1-2-3 1-2-2 2-1-4 2-1-3 2-1-2 2-2-4 2-2-3 2-2-2 3-1-4 3-1-3 3-1-2 3-2-3 3-2-2",
    when: "word",
    words: VEHICLE,
  },
  {
    country: "AT",
    name: "Sozialversicherungsnummer",
    form: "9999999999",
    groups: "4-6 4-2-2-2",
    check: austrianInsurance,
    when: "whole",
    words: "sozialversicherung*, svnr, sv nummer*, versicherungsnummer*",
  },
  { country: "AT", name: "UID", form: "AAA99999999", pattern: /^ATU/, when: "always", words: TAX },
  { country: "AT", name: "Reisepass", form: "A9999999", when: "word", words: `${PASSPORT}, ${IDENTITY}` },
  {
    country: "CH",
    name: "AHV-Nummer",
    form: "9999999999999",
    groups: "3-4-4-2",
    pattern: /^756/,
    check: sumsTo("1 3 1 3 1 3 1 3 1 3 1 3 1", 10),
    when: "always",
    words: "ahv*, avs, oasi",
  },
  { country: "CH", name: "Pass", form: "A9999999", when: "word", words: `${PASSPORT}, ${IDENTITY}` },
  {
    country: "FR",
    name: "NIR",
    form: "999999999999999 999999A99999999",
    groups: "1-2-2-2-3-3-2 13-2",
    pattern: FRENCH,
    check: frenchKey,
    when: "always",
    words: "nir, insee, sécurité sociale, numéro de sécu*, carte vitale",
  },
  { country: "FR", name: "Passeport", form: "99AA99999", when: "whole", words: PASSPORT },
  { country: "FR", name: "Carte d'identité", form: "999999999999", when: "word", words: IDENTITY },
  {
    country: "FR",
    name: "Numéro fiscal",
    form: "9999999999999",
    groups: "2-2-3-3-3 1-3-3-3-3",
    when: "word",
    words: `spi, fiscal, numéro fiscal*, ${TAX}`,
  },
  {
    country: "FR",
    name: "SIREN",
    form: "999999999",
    groups: "3-3-3",
    check: luhn,
    when: "word",
    words: "siren, siret",
  },
  {
    country: "FR",
    name: "SIRET",
    form: "99999999999999",
    groups: "3-3-3-5",
    check: luhn,
    when: "word",
    words: "siren, siret",
  },
  { country: "FR", name: "Permis de conduire", form: "999999999999 99AA99999", when: "word", words: DRIVING },
  {
    country: "ES",
    name: "DNI",
    form: "99999999A 9999999A",
    groups: "8-1 7-1 2-3-3-1 1-3-3-1",
    check: spanishLetter,
    when: "always",
    words: "dni, nif",
  },
  {
    country: "ES",
    name: "NIE",
    form: "A9999999A",
    groups: "8-1 1-7-1 1-7",
    pattern: /^[XYZ]/,
    check: spanishLetter,
    when: "always",
    words: "nie, extranjero*",
  },
  {
    country: "ES",
    name: "CIF",
    form: "A99999999 A9999999A",
    groups: "1-8",
    pattern: /^[A-HJ-NP-SUVW]/,
    when: "word",
    words: `cif, nif, ${TAX}`,
  },
  { country: "ES", name: "Pasaporte", form: "AAA999999", groups: "3-6", when: "whole", words: PASSPORT },
  { country: "ES", name: "Pasaporte", form: "AA999999", groups: "2-6", when: "word", words: PASSPORT },
  {
    country: "ES",
    name: "Número de la Seguridad Social",
    form: "999999999999",
    groups: "2-8-2 2-10",
    check: left97,
    when: "word",
    words: "nuss, naf, seguridad social",
  },
  {
    country: "PT",
    name: "NIF",
    form: "999999999",
    groups: "3-3-3",
    pattern: /^[1-35-9]/,
    check: complementOf("9 8 7 6 5 4 3 2", 11),
    when: "whole",
    words: `nif, contribuinte*, nipc, ${TAX}`,
  },
  {
    country: "PT",
    name: "Cartão de Cidadão",
    form: "999999999AA9",
    groups: "8-1-3 8-1-2-1",
    when: "always",
    words: "cartão de cidadão, cc",
  },
  {
    country: "PT",
    name: "NISS",
    form: "99999999999",
    check: remainderOf("29 23 19 17 13 11 7 5 3 2", 10),
    when: "word",
    words: "niss, segurança social",
  },
  {
    country: "IT",
    name: "Codice fiscale",
    form: "AAAAAAXXAXXAXXXA",
    groups: "3-3-5-5 6-5-5 3-3-2-3-5",
    pattern: FISCAL_CODE,
    when: "always",
    words: `codice fiscale, cf, ${TAX}`,
  },
  {
    country: "IT",
    name: "Partita IVA",
    form: "99999999999 AA99999999999",
    groups: "8-3 2-11",
    pattern: /^(?:IT)?(?!0{11})\d/,
    check: (signs) => luhn(signs.replace("IT", "")),
    when: "whole",
    words: `partita iva, p iva, piva, iva, ${TAX}`,
  },
  {
    country: "IT",
    name: "Patente di guida",
    form: "AA9999999A A9XXXXXXXA",
    groups: "2-7-1",
    pattern: /^(?:[A-Z]{2}\d{7}[A-Z]|U1[B-DF-HJ-NPR-UWYXZ\d]{7}[A-Z])$/,
    when: "whole",
    words: DRIVING,
  },
  {
    country: "IT",
    name: "Carta d'identità",
    form: "AA9999999 AA99999AA",
    groups: "2-7 2-5-2",
    when: "whole",
    words: IDENTITY,
  },
  { country: "IT", name: "Passaporto", form: "AA9999999", groups: "2-7", when: "whole", words: PASSPORT },
  {
    country: "NL",
    name: "Burgerservicenummer",
    form: "999999999",
    groups: "4-2-3 3-3-3",
    check: sumsTo("9 8 7 6 5 4 3 2 -1", 11),
    when: "whole",
    words: "bsn, burgerservice*, sofi, sofinummer*, citizen service*",
  },
  {
    country: "NL",
    name: "Paspoort, identiteitskaart",
    form: "AAXXXXXX9",
    pattern: /^[A-NP-Z]{2}[A-NP-Z\d]{6}\d$/,
    check: (signs) => THREE_DIGITS.test(signs),
    when: "word",
    words: `${PASSPORT}, ${IDENTITY}`,
  },
  {
    country: "NL",
    name: "BTW-nummer",
    form: "AA999999999A99",
    pattern: /^NL\d{9}B/,
    groups: "2-9-3",
    when: "always",
    words: TAX,
  },
  {
    country: "BE",
    name: "Rijksregisternummer",
    form: "99999999999",
    groups: "2-2-2-3-2 6-3-2",
    check: all(
      any(missing97, (signs) => missing97(`2${signs}`)),
      hasDate(0, 20),
    ),
    when: "grouped",
    words: "rijksregister*, registre national, niss, insz, numéro national",
  },
  {
    country: "BE",
    name: "Identiteitskaart",
    form: "999999999999",
    groups: "3-7-2",
    check: left97,
    when: "whole",
    words: IDENTITY,
  },
  { country: "BE", name: "Paspoort", form: "AA999999", when: "word", words: PASSPORT },
  {
    country: "LU",
    name: "Matricule national",
    form: "9999999999999",
    groups: "4-4-3-2",
    check: hasDate(2),
    when: "word",
    words: `matricule*, ${IDENTITY}`,
  },
];
