import { describe, expect, it } from "vitest";
import { genericSecret } from "../../../src/redact/detectors/generic-secret.js";
import { secretPrefix } from "../../../src/redact/detectors/secret-prefix.js";
import { pieces } from "./secret-scan.js";

const random = (length: number, alphabet = "Qz7kD2mX9pL4wR8tbV3nJ6") => alphabet.repeat(8).slice(0, length);
const hex = (length: number) => random(length, "3f9a07c4e81b5d26");
const uuid = [hex(8), hex(4), hex(4), hex(4), hex(12)].join("-");

describe("forms of whole tokens", () => {
  it.each([
    ["Mailchimp", `${hex(32)}-us20`],
    ["Discord", `A${random(23)}.${random(6)}.${random(38)}`],
    ["Telegram", `123456789:${random(35)}`],
    ["Azure AD", `${random(3)}8Q~${random(34)}`],
    ["Mailgun", `${hex(32)}-${hex(8)}-${hex(8)}`],
    ["Airtable", `pat${random(14)}.${hex(64)}`],
    ["Vault", `s.${random(24)}`],
    ["MaxMind", `${random(6)}_${random(29)}_mmk`],
    ["Azure storage", `${random(86)}==`],
    ["Terraform Cloud, with signs of equality", `${random(14)}.atlasv1.${random(30)}=${random(30)}`],
    ["Authress", `sc_${random(12)}.${random(4)}.acc-${random(14)}.${random(40)}=${random(20)}`],
    ["LaunchDarkly", `sdk-${uuid}`],
    ["Mapbox", `sk.${random(60)}.${random(22)}`],
    ["New Relic's licence", `eu01xx${hex(26)}FFFFNRAL`],
    ["New Relic's application", `AA${hex(38)}-NRMA`],
    ["Asana", `1/${"12345678".repeat(2)}:${hex(32)}`],
    ["Stripe's intent", `pi_${random(24)}_secret_${random(24)}`],
    ["Sanity", `sk${random(80)}`],
    ["Zhipu", `${hex(32)}.${random(16)}`],
    ["fal", `${uuid}:${hex(32)}`],
    ["Square", `sq0abc-${random(30)}`],
    ["Sourcegraph", `${hex(20)}${hex(20).toUpperCase()}`],
    ["Facebook", `123456789012345|${random(30)}`],
    ["Laravel", `49|${random(40)}`],
  ])("%s", (_, token) => {
    for (const text of [`a ${token} b`, `t=${token}`, `'${token}'`]) {
      expect(pieces(text, secretPrefix, genericSecret)).toContain(token);
    }
  });

  it.each([
    ["a commit", hex(40)],
    ["a hash of a lockfile that the text cuts", `${random(86)}== sha`],
    ["a row of a table", `12345|${random(12)}`],
    ["a number and a long word", `1|${"abcdefghij".repeat(3)}`],
  ])("leaves %s", (_, text) => {
    expect(pieces(text, secretPrefix, genericSecret)).toEqual([]);
  });
});

describe("random text that is the whole of a value", () => {
  const token = random(36);
  it.each([`cloudthing: "${token}"`, `apiTemplate := "${token}"`, `acme '${token}' acme`, `get("${token}")`])(
    "%s",
    (text) => {
      expect(pieces(text, genericSecret)).toEqual([token]);
    },
  );

  it.each([
    ["a harmless name", `contentHash: "${token}"`],
    ["an identifier", `"sessionId": "${token}"`],
    ["no name", `["${token}"]`],
    ["no quotes", `cloudthing: ${token}`],
    ["a path", `cloudthing: "/a/${token}"`],
    ["content in base64", `picture: "iVBORw0KGgoAAAANSUhEUgAABAAAAAQACAIAAADw"`],
    ["hexadecimal", `acme: "${hex(40)}"`],
    ["longer text", `acme: "${random(80)}"`],
  ])("leaves it: %s", (_, text) => {
    expect(pieces(text, genericSecret)).toEqual([]);
  });
});

describe("machine texts", () => {
  it.each([
    `"integrity": "sha512-${random(86)}=="`,
    `github.com/a/b v1.2.3 h1:${random(43)}=`,
    `image@sha256:${hex(64)}`,
    `sg_${hex(50)}`,
    `"id": "v1_${random(60)}"`,
    `{"interaction_id": "abc_${random(40)}"}`,
    `btgt_01${random(40)}`,
    `chunk-${hex(40)}.js`,
    `vendors_${random(36)}`,
    `https://a.test/grounding-api-redirect/${random(60)}`,
    `href="/static/css/main_${hex(20)}.css"`,
    `ETag: W/"${random(27)}"`,
    `"x-request-id": "${uuid}"`,
    `a credentials v1.19.30 b`,
    `Button_root__${random(5)}`,
    `gpt-5.4-mini-2026-03-17`,
    `toolu_${random(30)}`,
    `rs_${hex(50)}`,
    `user_${hex(64)}_account__session_${uuid}`,
  ])("leaves %s", (text) => {
    expect(pieces(text, secretPrefix, genericSecret)).toEqual([]);
  });
});
