import { describe, expect, it } from "vitest";
import { phone } from "../../../src/redact/detectors/phone.js";
import { textsOf } from "./find-all.js";

describe("phone", () => {
  it.each([
    ["+14155550132", "+14155550132"],
    ["+44 (0)20 7946 0958, ok", "+44 (0)20 7946 0958"],
    ["+1 415 555 0132 2024-01-01", "+1 415 555 0132"],
    ["+49-30-901820 ext. 12", "+49-30-901820 ext. 12"],
    ["tel:+1-201-555-0123;ext=44", "tel:+1-201-555-0123;ext=44".slice(4)],
    ["tel:7042;phone-context=example.com", "7042;phone-context=example.com"],
    ["0049 30 901820", "0049 30 901820"],
    ["011 44 20 7946 0958", "011 44 20 7946 0958"],
    ["(+44) 20 7946 0958", "+44) 20 7946 0958"],
    ["(+14155550132)", "+14155550132"],
    ["https://wa.me/14155550132", "14155550132"],
  ])("finds the international number in %s", (text, number) => {
    expect(textsOf(phone, text)).toEqual([number]);
  });

  it.each([
    ['{"mobile":"612345678"}', "612345678"],
    ['{"args":"{\\"phone_number\\":\\"560 1234\\"}"}', "560 1234"],
    ["<tel>5551234567</tel>", "5551234567"],
    ['"phoneNumber":5551234567', "5551234567"],
    ["you can call 70 12 34 56 any time", "70 12 34 56"],
    ["teléfono 91 123 45 67", "91 123 45 67"],
    ["电话：13812345678", "13812345678"],
    ["781 1704 office", "781 1704"],
  ])("finds the national number beside a word in %s", (text, number) => {
    expect(textsOf(phone, text)).toEqual([number]);
  });

  it.each([
    ["so (212) 555-0187 it is", "(212) 555-0187"],
    ["212.555.0187", "212.555.0187"],
    ["06.12.34.56.78", "06.12.34.56.78"],
    ["so 0412 345 678 it is", "0412 345 678"],
    ["07700900123", "07700900123"],
    ["8 (495) 123-45-67", "8 (495) 123-45-67"],
    ["532 123 45 67", "532 123 45 67"],
    ["212-555-0187 x12", "212-555-0187 x12"],
    ["((212) 555-0187)", "(212) 555-0187"],
    ["(2125550187)", "2125550187"],
    ["send it to 70 12 34 56, please", "70 12 34 56"],
    ['{"value":"560 1234"}', "560 1234"],
  ])("finds the national number by its plan in %s", (text, number) => {
    expect(textsOf(phone, text)).toEqual([number]);
  });

  it.each([
    '{"created":1732339081}',
    '{"cost_per_batch":4155550132}',
    "read 4282969993 bytes in 1322 ms (644 674 6342)",
    "20231010043841_add_index.sql",
    "2024-11-23 05:18:01",
    "20241123-051801",
    "ISBN 978-3-16-148410-0",
    "loss=0.2237032782777739",
    "3.14159265",
    "7213808860:AAH1bjq",
    "+1234",
    "a+12345678",
    "call_id: 1234567",
    "phone_id=612345678",
    "hotel: 1234567",
    "graph: 123456789",
    "API call took 1234567 ns",
    "fans ( 3552 3534 3375 **** 3515 3479 )",
    "57998783-5908-4855-8891-6c95d19ada56",
    "10.1038/s41586-020-2649-2",
    "10.0.0.1",
    "536-22-8726",
    "user 8199273796 logged in",
    "df 43 13 57 44 c4",
    "lines 1200-1250 of it",
    "since 05 2021 it",
    "081109 212317 34 INFO dfs",
  ])("lets %s stand", (text) => {
    expect(textsOf(phone, text)).toEqual([]);
  });
});
