/** ISO 3166-1 alpha-2 codes of the countries whose ids are known. */
export type Country =
  | "AE"
  | "AR"
  | "AT"
  | "AU"
  | "BE"
  | "BG"
  | "BR"
  | "CA"
  | "CH"
  | "CL"
  | "CN"
  | "CO"
  | "CZ"
  | "DE"
  | "DK"
  | "EE"
  | "ES"
  | "FI"
  | "FR"
  | "GB"
  | "GH"
  | "GR"
  | "HK"
  | "HR"
  | "HU"
  | "ID"
  | "IE"
  | "IL"
  | "IN"
  | "IS"
  | "IT"
  | "JP"
  | "KE"
  | "KR"
  | "LK"
  | "LT"
  | "LU"
  | "LV"
  | "MX"
  | "MY"
  | "NG"
  | "NL"
  | "NO"
  | "NZ"
  | "PE"
  | "PH"
  | "PK"
  | "PL"
  | "PT"
  | "RO"
  | "RS"
  | "RU"
  | "SA"
  | "SE"
  | "SG"
  | "SI"
  | "SK"
  | "TH"
  | "TR"
  | "TW"
  | "UA"
  | "US"
  | "VN"
  | "ZA";

/**
 * When a number of the right form and check is taken for an id:
 * `always`: form or check are such that little else looks like it;
 * `grouped`: in one of its groups; without them as `whole`;
 * `whole`: beside one of its words, or where the text is nothing but the id;
 * `word`: beside one of its words only, for most numbers of the form are something else.
 */
export type When = "always" | "grouped" | "whole" | "word";

/** One kind of id of a country, as a row of a table. */
export type NationalId = {
  readonly country: Country;
  /** Its name where it is issued. */
  readonly name: string;
  /** Signs in order: `9` a digit, `A` a letter, `X` either. Several forms are parted by blanks. */
  readonly form: string;
  /** Lengths of the groups in which it is written as well, parted by one sign each: `"3-3-4"`. Several parted by blanks. */
  readonly groups?: string;
  /** Without its groups it is no such id: the form alone says too little. */
  readonly onlyGrouped?: true;
  /** What the signs, in capitals and without separators, must fit beyond the form: a pattern of a bounded length. */
  readonly pattern?: RegExp;
  /** The check of the issuer, over the same signs. */
  readonly check?: (signs: string) => boolean;
  readonly when: When;
  /** Words and keys that speak for it, in the language of the country and in English, parted by commas; `*` goes on. */
  readonly words: string;
};
