import { describe, expect, it } from "vitest";
import { mac } from "../../../src/redact/detectors/mac.js";
import { textsOf } from "./find-all.js";

describe("mac", () => {
  it.each([
    ["ether 02:42:ac:11:00:02 up", "02:42:ac:11:00:02"],
    ["02-42-AC-11-00-02", "02-42-AC-11-00-02"],
    ["mac=02 42 ac 11 00 02 dur=1", "02 42 ac 11 00 02"],
    ["0242.ac11.0002", "0242.ac11.0002"],
    ["00e0-fc01-2345", "00e0-fc01-2345"],
    ["02:42:ac:ff:fe:11:00:02", "02:42:ac:ff:fe:11:00:02"],
  ])("finds in %s", (text, address) => {
    expect(textsOf(mac, text)).toEqual([address]);
  });

  it.each([
    "SHA256:ab:cd:ef:01:23:45:67:89:ab:cd",
    "12:34:56",
    "12 34 56 78 90 12",
    "be ad fa ce ed ca",
    "e3b0c442-98fc-1c14-9afb-f4c8996fb924",
    "ab:cd:ef:01:23:45:67",
    "ab:cd:ef:01:23:45x",
    "ab:cd:ef:01:23:45:6",
    "dead-beef-cafe",
  ])("lets %s stand", (text) => {
    expect(textsOf(mac, text)).toEqual([]);
  });
});
