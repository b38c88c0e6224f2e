import { describe, expect, it } from "vitest";
import { detect, redact } from "../../../src/redact/index.js";
import { type Country, nationalIds } from "../../../src/redact/packs/index.js";
import { textsOf } from "../detectors/find-all.js";

const find = (text: string, ...countries: Country[]) =>
  nationalIds(...countries).flatMap((detector) => textsOf(detector, text));

/** Ids that their form and check prove: in the middle of any text. */
const proven: readonly (readonly [Country, string])[] = [
  ["GB", "AB 12 34 56 C"],
  ["GB", "AB123456C"],
  ["GB", "MORGA657054SM9IJ"],
  ["IE", "1234567T"],
  ["ES", "12345678Z"],
  ["ES", "X1234567L"],
  ["FR", "2 55 08 14 168 025 38"],
  ["FR", "255081416802538"],
  ["IT", "RSSMRA85T10A562S"],
  ["DE", "DE136695976"],
  ["DE", "65 170839 J 003"],
  ["BE", "85.07.30-033.28"],
  ["CH", "756.9217.0769.85"],
  ["NO", "01010750160"],
  ["SE", "811218-9876"],
  ["SE", "19811218-9876"],
  ["FI", "131052-308T"],
  ["FI", "131052A308T"],
  ["CZ", "710319/2745"],
  ["TR", "10000000146"],
  ["RU", "112-233-445 95"],
  ["US", "912-70-1234"],
  ["US", "1EG4-TE5-MK73"],
  ["BR", "390.533.447-05"],
  ["BR", "16.727.230/0001-97"],
  ["AR", "20-05536168-2"],
  ["CL", "12.531.909-2"],
  ["MX", "BOXW310820HNERXN09"],
  ["IN", "2341 2341 2346"],
  ["IN", "ABCPE1234F"],
  ["IN", "27AAPFU0939F1ZV"],
  ["SG", "S1234567D"],
  ["KR", "971013-2019087"],
  ["CN", "11010519491231002X"],
  ["TH", "1-1234-56789-12-0"],
  ["PK", "54321-1234567-1"],
  ["AU", "51 824 753 556"],
];

/** Ids that are plain numbers: beside a word of the language or of English, under a key, or as a whole text. */
const spoken: readonly (readonly [Country, string, word: string, key: string])[] = [
  ["GB", "943 476 5919", "NHS number", "nhsNumber"],
  ["GB", "925665416", "passport", "passport_no"],
  ["DE", "86095742719", "Steuer-ID", "tax_id"],
  ["DE", "C01X0006H", "Reisepass", "passport"],
  ["DE", "A123456780", "Versichertennummer", "kvnr"],
  ["PT", "123456789", "contribuinte", "nif"],
  ["NL", "111222333", "burgerservicenummer", "bsn"],
  ["IT", "00743110157", "partita IVA", "vatNumber"],
  ["PL", "44051401359", "PESEL", "pesel"],
  ["DK", "211062-5629", "CPR", "cprNumber"],
  ["AT", "1237 010180", "Sozialversicherungsnummer", "svnr"],
  ["HR", "33392005961", "OIB", "oib"],
  ["BG", "7523169263", "ЕГН", "egn"],
  ["EE", "37605030299", "isikukood", "personal_code"],
  ["CA", "046 454 286", "social insurance number", "sin"],
  ["US", "111000025", "routing number", "routingNumber"],
  ["US", "1234567893", "NPI", "npi"],
  ["US", "A12803456", "travel document", "passport_number"],
  ["US", "F2551234", "driver's license", "driverLicense"],
  ["AU", "123 456 782", "tax file number", "tfn"],
  ["AU", "2123 45670 1", "Medicare", "medicareNumber"],
  ["ZA", "8001015009087", "South African ID", "id_number"],
  ["JP", "123456789018", "マイナンバー", "my_number"],
  ["KR", "M12345678", "여권번호", "passportNumber"],
  ["PH", "000-123-456", "TIN", "tin"],
  ["NG", "12345678901", "national identification number", "nin"],
];

describe("national ids that prove themselves", () => {
  it.each(proven)("%s: %s", (country, id) => {
    expect(find(id, country)).toEqual([id]);
    expect(find(`so ${id}, it is`, country)).toEqual([id]);
    expect(find(JSON.stringify({ value: id }), country)).toEqual([id]);
    expect(detect(`so ${id}, it is`, { packs: nationalIds() })).toContainEqual(
      expect.objectContaining({ start: 3, end: 3 + id.length }),
    );
  });

  it.each(proven.filter(([, id]) => /\d/.test(id.slice(-1))))(
    "%s: %s with another last digit is none",
    (country, id) => {
      const formOnly: readonly string[] = ["912-70-1234", "1EG4-TE5-MK73", "971013-2019087", "54321-1234567-1"];
      const other = id.slice(0, -1) + ((Number(id.slice(-1)) + 1) % 10);
      expect(find(`so ${other}, it is`, country)).toHaveLength(formOnly.includes(id) || id.startsWith("BOX") ? 1 : 0);
    },
  );
});

describe("national ids beside their words", () => {
  it.each(spoken)("%s: %s", (country, id, word, key) => {
    expect(find(`My ${word} is ${id}, thanks`, country)).toEqual([id]);
    expect(find(`${word}: ${id}`, country)).toEqual([id]);
    expect(find(JSON.stringify({ [key]: id, other: 1 }), country)).toEqual([id]);
    expect(find(`so ${id}, it is`, country)).toEqual([]);
    expect(find(JSON.stringify({ passport_is_valid: true, ref: id }), country)).toEqual([]);
  });

  it("finds a word behind", () => {
    expect(find("943 476 5919 is my NHS number", "GB")).toEqual(["943 476 5919"]);
  });

  it("finds every one of a list, and the word within a key", () => {
    expect(find("10000000146 ".repeat(20), "TR")).toHaveLength(20);
    expect(find('{"customerBsn":"111222333","x":1}', "NL")).toEqual(["111222333"]);
  });

  it("finds several that are the whole of a text", () => {
    expect(find("AA1234567 and CD7654321", "GB")).toEqual(["AA1234567", "CD7654321"]);
  });

  it("finds what was typed on to a word", () => {
    expect(find("My id code is131052A308T.", "FI")).toEqual(["131052A308T"]);
  });
});

describe("what is no national id", () => {
  it.each([
    '{"id":"123456782","created":1732339081}',
    "57998783-5908-4855-8891-6c95d19ada56",
    "commit ab123456c of main",
    "call +1 912 70 1234 or +996 997 555666",
    "255.255.255.255",
    "1732339081123",
    "2024-11-23T05:18:01.123Z",
    "37.774929, -122.419416",
    "read 123456782 bytes",
    "passport.ts:44051401359",
    "IB51 ABC",
    "AQ51 ABC",
  ])("lets %s stand", (text) => {
    expect(find(text)).toEqual([]);
  });
});

describe("packs", () => {
  it("are off by default", () => {
    expect(redact("PESEL: 44051401359")).not.toContain("NATIONAL_ID");
  });

  it("know the countries that are asked for, and all where none is", () => {
    expect(redact("PESEL: 44051401359", { packs: nationalIds("PL") })).toBe("PESEL: [NATIONAL_ID]");
    expect(redact("PESEL: 44051401359", { packs: nationalIds() })).toBe("PESEL: [NATIONAL_ID]");
    expect(find("PESEL: 44051401359", "GB", "US")).toEqual([]);
  });

  it("refuse a country without a table", () => {
    expect(() => nationalIds("XX" as Country)).toThrow(RangeError);
  });
});
