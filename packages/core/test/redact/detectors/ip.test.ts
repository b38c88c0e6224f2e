import { describe, expect, it } from "vitest";
import { ipv4, ipv6 } from "../../../src/redact/detectors/ip.js";
import { textsOf } from "./find-all.js";

describe("ipv4", () => {
  it.each([
    ["from 203.0.113.7 port 22", ["203.0.113.7"]],
    ["http://198.51.100.4:8080/x", ["198.51.100.4"]],
    ["route 10.1.0.0/16.", ["10.1.0.0/16"]],
    ["src=/10.10.34.11:50010", ["10.10.34.11"]],
    ["203.0.113.7, 198.51.100.4", ["203.0.113.7", "198.51.100.4"]],
    ["10.0.0.1-10.0.0.9", ["10.0.0.1", "10.0.0.9"]],
    ["ends with 192.0.2.1.", ["192.0.2.1"]],
  ])("finds in %s", (text, addresses) => {
    expect(textsOf(ipv4, text)).toEqual(addresses);
  });

  it.each([
    "v1.2.3.4",
    "version 10.0.19041.1",
    "version: 1.2.3.4",
    "Chrome/120.0.0.0 Safari",
    "pkg==1.2.3.4",
    "section 1.2.3.4",
    "lib-1.2.3.4",
    "1.3.6.1.4.1",
    "300.1.2.3",
    "192.168.1",
    "1.2.3.4-beta",
    "1.2.3.4567",
  ])("lets %s stand", (text) => {
    expect(textsOf(ipv4, text)).toEqual([]);
  });
});

describe("ipv6", () => {
  it.each([
    ["2001:db8:85a3:0:0:8a2e:370:7334", "2001:db8:85a3:0:0:8a2e:370:7334"],
    ["[2001:DB8::1]:443", "2001:DB8::1"],
    ["inet6 fe80::1%eth0/64", "fe80::1%eth0/64"],
    ["::ffff:192.0.2.128", "::ffff:192.0.2.128"],
    ["0:0:0:0:0:ffff:192.0.2.1", "0:0:0:0:0:ffff:192.0.2.1"],
    ["dst=::1", "::1"],
    ["listen [::]:80", "::"],
    ["bound to ::", "::"],
    ["1::3:4:5:6:7:8", "1::3:4:5:6:7:8"],
    ["::/0", "::/0"],
  ])("finds in %s", (text, address) => {
    expect(textsOf(ipv6, text)).toEqual([address]);
  });

  it.each([
    "12:34:56",
    "20171223-22:15:29:606|Step",
    "std::vector<int>",
    "main :: IO ()",
    "use ::add;",
    "use dead::beef;",
    "00:11:22:33:44:55:66:77",
    "aa:bb:cc:dd:ee:ff:00:11:22:33",
    "1:2:3:4:5:6:7",
    "1::2::3",
    "2001:db8::12345",
    '{"a":1,"b":2}',
  ])("lets %s stand", (text) => {
    expect(textsOf(ipv6, text)).toEqual([]);
  });
});

describe("what is like an address", () => {
  it.each(["sample[::2]", "b[1::2]", "f(x)[::3]:", "rows[0][5::10]"])("lets the slice in %s stand", (text) => {
    expect(textsOf(ipv6, text)).toEqual([]);
  });

  it.each([
    ["from localhost[::1]", "::1"],
    ["from unknown[2001:db8::1]:", "2001:db8::1"],
    ["client 1::8 was", "1::8"],
  ])("finds the address in %s", (text, address) => {
    expect(textsOf(ipv6, text)).toEqual([address]);
  });

  it("leaves a number with a plus to the telephone", () => {
    expect(textsOf(ipv4, "so +238.222.67.38")).toEqual([]);
    expect(textsOf(ipv4, "q=from+192.0.2.7")).toEqual(["192.0.2.7"]);
  });
});
