import { all, complementOf, luhn, luhnWith, sumsTo, weighted } from "./checks.js";
import type { NationalId } from "./id.js";
import { DRIVING, HEALTH, IDENTITY, PASSPORT, TAX } from "./words.js";

const ITIN = /^9\d{2}(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/;
const ROUTING = /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/;
const MEDICARE =
  /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;
const CURP = /^[A-Z][AEIOUX][A-Z]{2}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[HMX][A-Z]{5}[A-Z\d]\d$/;
const RFC = /^[A-ZÑ&]{3,4}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[A-Z\d]{2}[A\d]$/;

/** Numbers such as 11111111111 pass every check and are nobody's. */
const isVaried = (signs: string) => !/^(\d)\1{7,17}$/.test(signs);

/** DEA: odd places, and even places twice, by ten. */
const deaDigit = (signs: string) => weighted(signs.slice(2), [1, 2, 1, 2, 1, 2]) % 10 === Number(signs.slice(-1));

/** Chile: weights 2 to 7 from behind, by eleven; ten is K. */
const chileanSign = (signs: string) => {
  const digits = signs.slice(0, -1).padStart(8, "0");
  const rest = (11 - (weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return (rest === 10 ? "K" : String(rest)) === signs.slice(-1);
};

const LICENCE_FORMS =
  "A9999999 A99999999 A999999999 A999999999999 A99999999999 A99999999999999 AA999999 AA9999999 9999999 99999999 999999999 9999999999 999999999999 AAA99999999999 A9999999999999 99AAA9999 999AA9999";

export const americas: readonly NationalId[] = [
  {
    country: "US",
    name: "ITIN",
    form: "999999999",
    groups: "3-2-4 3-6 5-4",
    pattern: ITIN,
    when: "grouped",
    words: `itin, ${TAX}`,
  },
  { country: "US", name: "Passport", form: "A99999999", when: "whole", words: PASSPORT },
  { country: "US", name: "Passport", form: "999999999", when: "word", words: PASSPORT },
  {
    country: "US",
    name: "Driver's license",
    form: LICENCE_FORMS,
    groups: "3-3-3 4-4-4 1-3-3-3-3 3-2-4 2-3-4 1-4-5-5 1-3-3-3",
    when: "word",
    words: DRIVING,
  },
  {
    country: "US",
    name: "Routing number",
    form: "999999999",
    groups: "4-4-1",
    pattern: ROUTING,
    check: sumsTo("3 7 1 3 7 1 3 7 1", 10),
    when: "whole",
    words: "aba, routing*, rtn, bank routing*",
  },
  {
    country: "US",
    name: "Bank account",
    form: "99999999 999999999 9999999999 99999999999 999999999999 9999999999999 99999999999999 999999999999999 9999999999999999 99999999999999999",
    when: "word",
    words:
      "bank account*, bank acct*, account number, account no, acct number, checking account*, savings account*, debit account*",
  },
  {
    country: "US",
    name: "Medicare beneficiary identifier",
    form: "9AX9AX9AA99",
    groups: "4-3-4",
    pattern: MEDICARE,
    when: "always",
    words: `mbi, ${HEALTH}`,
  },
  {
    country: "US",
    name: "National provider identifier",
    form: "9999999999",
    groups: "4-3-3",
    pattern: /^[12]/,
    check: luhnWith("80840"),
    when: "whole",
    words: "npi, provider*",
  },
  {
    country: "US",
    name: "DEA number",
    form: "AA9999999",
    pattern: /^[A-HJ-MPRSTUX]/,
    check: deaDigit,
    when: "whole",
    words: "dea*, medical license*, certificate*, registration number",
  },
  {
    country: "US",
    name: "Employer identification number",
    form: "999999999",
    groups: "2-7",
    when: "word",
    words: "ein, fein, employer identification*",
  },
  {
    country: "CA",
    name: "SIN",
    form: "999999999",
    groups: "3-3-3",
    check: all(luhn, isVaried),
    when: "whole",
    words: "sin, social insurance*, nas, assurance sociale",
  },
  { country: "CA", name: "Passport", form: "AA999999 A999999AA", when: "word", words: PASSPORT },
  {
    country: "CA",
    name: "Health card",
    form: "9999999999 9999999999AA",
    groups: "4-3-3 4-3-3-2",
    when: "word",
    words: `ohip*, ${HEALTH}`,
  },
  { country: "MX", name: "CURP", form: "AAAA999999AAAAAAX9", pattern: CURP, when: "always", words: "curp" },
  {
    country: "MX",
    name: "RFC",
    form: "AAAA999999XXX",
    groups: "4-6-3",
    pattern: RFC,
    when: "always",
    words: "rfc",
  },
  { country: "MX", name: "RFC", form: "AAA999999XXX", groups: "3-6-3", pattern: RFC, when: "whole", words: "rfc" },
  {
    country: "BR",
    name: "CPF",
    form: "99999999999",
    groups: "3-3-3-2 9-2",
    check: all(isVaried, complementOf("10 9 8 7 6 5 4 3 2", 11), complementOf("11 10 9 8 7 6 5 4 3 2", 11)),
    when: "grouped",
    words: "cpf, cadastro de pessoas*",
  },
  {
    country: "BR",
    name: "CNPJ",
    form: "99999999999999",
    groups: "2-3-3-4-2 8-4-2",
    check: all(isVaried, complementOf("5 4 3 2 9 8 7 6 5 4 3 2", 11), complementOf("6 5 4 3 2 9 8 7 6 5 4 3 2", 11)),
    when: "grouped",
    words: "cnpj",
  },
  {
    country: "BR",
    name: "RG",
    form: "999999999 99999999X",
    groups: "2-3-3-1",
    when: "word",
    words: "rg, registro geral",
  },
  {
    country: "AR",
    name: "CUIT",
    form: "99999999999",
    groups: "2-8-1",
    pattern: /^(?:2[03-7]|3[034])/,
    check: complementOf("5 4 3 2 7 6 5 4 3 2", 11),
    when: "grouped",
    words: "cuit, cuil",
  },
  {
    country: "AR",
    name: "DNI",
    form: "99999999 9999999",
    groups: "2-3-3 1-3-3",
    when: "word",
    words: `dni, ${IDENTITY}`,
  },
  {
    country: "CL",
    name: "RUT",
    form: "99999999X 9999999X",
    groups: "2-3-3-1 1-3-3-1 8-1 7-1",
    pattern: /^\d{7,8}[\dK]$/,
    check: chileanSign,
    when: "grouped",
    words: "rut, run",
  },
  {
    country: "CO",
    name: "Cédula",
    form: "9999999999 99999999 9999999",
    groups: "1-3-3-3 2-3-3",
    when: "word",
    words: "cédula*, cedula*, cc, nit",
  },
  { country: "PE", name: "DNI", form: "99999999", when: "word", words: `dni, ${IDENTITY}` },
];
