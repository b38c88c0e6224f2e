import { all, complementOf, hasDate, letterOf, luhn, verhoeff, weighted } from "./checks.js";
import type { NationalId } from "./id.js";
import { DRIVING, HEALTH, IDENTITY, PASSPORT, TAX, VEHICLE } from "./words.js";

const NRIC_LETTERS: Readonly<Record<string, string>> = {
  S: "JZIHGFEDCBA",
  T: "JZIHGFEDCBA",
  F: "XWUTRQPNMLK",
  G: "XWUTRQPNMLK",
};

/** Singapore: the rest by eleven names a letter; numbers from 2000 on begin four higher. */
const nricLetter = (signs: string) => {
  const letters = NRIC_LETTERS[signs.charAt(0)];
  if (letters === undefined) return signs.startsWith("M");
  const added = /^[TG]/.test(signs) ? 4 : 0;
  return letters.charAt((weighted(signs.slice(1), [2, 7, 6, 5, 4, 3, 2]) + added) % 11) === signs.slice(-1);
};

/** Korea's registration of businesses: the ninth place counts with both digits of its product. */
const koreanBusiness = (signs: string) => {
  const sum = weighted(signs, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(signs.charAt(8)) * 5) / 10);
  return (10 - (sum % 10)) % 10 === Number(signs.charAt(9));
};

/** Thailand: eleven less the rest, of which the last digit counts. */
const thaiDigit = (signs: string) =>
  (11 - (weighted(signs, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === Number(signs.charAt(12));

/** Taiwan: the letter as two digits, of areas in the order in which they were named. */
const taiwaneseDigit = (signs: string) => {
  const area = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(signs.charAt(0)) + 10;
  return (Math.floor(area / 10) + (area % 10) * 9 + weighted(signs.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 === 0;
};

const CHINESE = "7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2";
const KOREAN_LICENCE = /^(?:1[1-9]|2[0-8])/;
const INDIAN_STATE =
  /^(?:A[NPRS]|BR|C[GH]|D[DLN]|G[AJ]|H[PR]|J[HK]|K[AL]|L[AD]|M[HLNPZ]|NL|O[DR]|P[BY]|RJ|SK|T[NRS]|U[APK]|WB)/;

export const asia: readonly NationalId[] = [
  {
    country: "IN",
    name: "Aadhaar",
    form: "999999999999",
    groups: "4-4-4",
    pattern: /^[2-9]/,
    check: verhoeff,
    when: "grouped",
    words: "aadhaar*, aadhar*, uidai, uid, आधार",
  },
  {
    country: "IN",
    name: "Aadhaar",
    form: "999999999999",
    groups: "4-4-4",
    onlyGrouped: true,
    when: "whole",
    words: "aadhaar*, aadhar*, uidai, आधार",
  },
  {
    country: "IN",
    name: "PAN",
    form: "AAAAA9999A",
    pattern: /^[A-Z]{3}[ABCFGHJLPT]/,
    when: "always",
    words: "pan, permanent account*",
  },
  { country: "IN", name: "PAN", form: "AAAAA9999A", when: "whole", words: "pan, permanent account*" },
  {
    country: "IN",
    name: "Passport",
    form: "A9999999",
    groups: "1-7 3-5",
    pattern: /^[A-PR-WY][1-9]/,
    when: "whole",
    words: PASSPORT,
  },
  {
    country: "IN",
    name: "Voter ID",
    form: "AAA9999999",
    groups: "3-7",
    when: "whole",
    words: "voter*, epic, elector*",
  },
  {
    country: "IN",
    name: "GSTIN",
    form: "99AAAAA9999AXAX 99AAAAA9999AXAA",
    pattern: /^[0-3]\d[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]$/,
    when: "always",
    words: `gst*, ${TAX}`,
  },
  {
    country: "IN",
    name: "Vehicle registration",
    form: "AA99AA9999 AA99A9999 AA9999 AA9AAA9999 AA9AA9999 AA9A9999 AA99AAA9999",
    groups: "2-2-2-4 2-2-1-4 4-2-4",
    pattern: INDIAN_STATE,
    when: "whole",
    words: VEHICLE,
  },
  {
    country: "IN",
    name: "Driving licence",
    form: "AA9999999999999 AA99999999999",
    groups: "4-11 2-13",
    pattern: INDIAN_STATE,
    when: "always",
    words: DRIVING,
  },
  {
    country: "SG",
    name: "NRIC",
    form: "A9999999A",
    pattern: /^[STFGM]/,
    check: nricLetter,
    when: "always",
    words: "nric, fin",
  },
  { country: "SG", name: "UEN", form: "99999999A", when: "whole", words: "uen, unique entity*" },
  {
    country: "SG",
    name: "UEN",
    form: "999999999A",
    pattern: /^(?:19|20)/,
    when: "whole",
    words: "uen, unique entity*",
  },
  { country: "SG", name: "UEN", form: "A99AA9999A", pattern: /^[RST]/, when: "always", words: "uen, unique entity*" },
  { country: "SG", name: "Passport", form: "A9999999A", pattern: /^[EK]/, when: "word", words: PASSPORT },
  {
    country: "KR",
    name: "Resident registration number",
    form: "9999999999999",
    groups: "6-7",
    pattern: /^\d{6}[1-8]/,
    check: hasDate(0),
    when: "grouped",
    words: `rrn, frn, 주민등록*, 주민번호*, 외국인등록*, ${IDENTITY}, alien registration*, resident registration*`,
  },
  {
    country: "KR",
    name: "Passport",
    form: "A99999999 A999A9999",
    pattern: /^[MSRODG]/,
    when: "whole",
    words: PASSPORT,
  },
  {
    country: "KR",
    name: "Driver's licence",
    form: "999999999999",
    groups: "2-2-6-2",
    pattern: KOREAN_LICENCE,
    when: "grouped",
    words: DRIVING,
  },
  {
    country: "KR",
    name: "Business registration",
    form: "9999999999",
    groups: "3-2-5",
    check: koreanBusiness,
    when: "grouped",
    words: "brn, 사업자*, business registration*",
  },
  {
    country: "JP",
    name: "My Number",
    form: "999999999999",
    groups: "4-4-4",
    check: complementOf("6 5 4 3 2 7 6 5 4 3 2", 11),
    when: "whole",
    words: "my number, マイナンバー*, 個人番号*",
  },
  { country: "JP", name: "Passport", form: "AA9999999", when: "word", words: PASSPORT },
  { country: "JP", name: "Driver's licence", form: "999999999999", when: "word", words: DRIVING },
  {
    country: "CN",
    name: "Resident identity number",
    form: "999999999999999999 99999999999999999A",
    groups: "6-8-4",
    pattern: /^[1-8]\d{5}(?:18|19|20)/,
    check: all(letterOf(CHINESE, "10X98765432"), hasDate(8)),
    when: "always",
    words: IDENTITY,
  },
  {
    country: "CN",
    name: "Passport",
    form: "A99999999 AA9999999",
    pattern: /^[EGDSPHM]/,
    when: "word",
    words: PASSPORT,
  },
  {
    country: "TW",
    name: "Identity number",
    form: "A999999999",
    pattern: /^[A-Z][1289]/,
    check: taiwaneseDigit,
    when: "whole",
    words: IDENTITY,
  },
  {
    country: "HK",
    name: "Identity card",
    form: "A999999X AA999999X",
    groups: "7-1 8-1",
    when: "word",
    words: `hkid*, ${IDENTITY}`,
  },
  {
    country: "MY",
    name: "NRIC",
    form: "999999999999",
    groups: "6-2-4",
    check: hasDate(0),
    when: "grouped",
    words: `nric, mykad, ic, ${IDENTITY}`,
  },
  {
    country: "ID",
    name: "NIK",
    form: "9999999999999999",
    pattern: /^[1-9]/,
    when: "word",
    words: "nik, ktp, nomor induk*",
  },
  {
    country: "ID",
    name: "NPWP",
    form: "999999999999999",
    groups: "2-3-3-1-3-3",
    onlyGrouped: true,
    when: "grouped",
    words: `npwp, ${TAX}`,
  },
  {
    country: "TH",
    name: "National id",
    form: "9999999999999",
    groups: "1-4-5-2-1",
    pattern: /^[1-8]/,
    check: thaiDigit,
    when: "grouped",
    words: `thai id*, thai national*, tnin, บัตรประชาชน, เลขประจำตัว*, ${IDENTITY}`,
  },
  {
    country: "PH",
    name: "TIN",
    form: "999999999 999999999999 99999999999999",
    groups: "3-3-3 3-3-3-3 3-3-3-5",
    when: "word",
    words: `tin, bir, ${TAX}`,
  },
  {
    country: "PH",
    name: "TIN",
    form: "999999999999",
    groups: "3-3-3-3",
    onlyGrouped: true,
    when: "whole",
    words: "tin",
  },
  {
    country: "PH",
    name: "SSS, CRN, PhilHealth",
    form: "9999999999 999999999999",
    groups: "2-7-1 4-7-1 2-9-1",
    onlyGrouped: true,
    when: "grouped",
    words: `sss*, umid*, crn, philhealth*, pag ibig*, ${HEALTH}`,
  },
  {
    country: "PH",
    name: "PhilSys number",
    form: "999999999999 9999999999999999",
    groups: "4-4-4 4-4-4-4 4-7-1",
    when: "word",
    words: `philsys*, psn, pcn, ${IDENTITY}`,
  },
  { country: "PH", name: "Passport", form: "A9999999A AA9999999", when: "whole", words: PASSPORT },
  {
    country: "VN",
    name: "Citizen identity",
    form: "999999999999",
    pattern: /^0/,
    when: "word",
    words: `cccd, cmnd, căn cước*, chứng minh*, ${IDENTITY}`,
  },
  {
    country: "PK",
    name: "CNIC",
    form: "9999999999999",
    groups: "5-7-1",
    onlyGrouped: true,
    when: "grouped",
    words: "cnic, nic, nadra",
  },
  {
    country: "LK",
    name: "NIC",
    form: "999999999A 999999999999",
    pattern: /^(?:\d{9}[VX]|\d{12})$/,
    when: "word",
    words: "nic, national identity*",
  },
  {
    country: "IL",
    name: "Teudat zehut",
    form: "999999999",
    groups: "8-1",
    check: luhn,
    when: "word",
    words: `teudat*, תעודת*, ת ז, ${IDENTITY}`,
  },
  {
    country: "AE",
    name: "Emirates ID",
    form: "999999999999999",
    groups: "3-4-7-1",
    pattern: /^784/,
    when: "grouped",
    words: `emirates id*, ${IDENTITY}`,
  },
  {
    country: "SA",
    name: "National id, iqama",
    form: "9999999999",
    pattern: /^[12]/,
    check: luhn,
    when: "word",
    words: `iqama, saudi*, الهوية*, ${IDENTITY}`,
  },
];
