import { describe, expect, it } from "vitest";
import { genericSecret } from "../../../src/redact/detectors/generic-secret.js";
import { secretPrefix } from "../../../src/redact/detectors/secret-prefix.js";
import { VENDOR_PREFIXES } from "../../../src/redact/detectors/vendor-prefixes.js";
import { pieces } from "./secret-scan.js";

/** Random text of any length; tokens are put together here, so that no scanner takes this file for a leak. */
const random = (length: number, alphabet = "Qz7kD2mX9pL4wR8tbV3nJ6") => alphabet.repeat(8).slice(0, length);
const hex = (length: number) => random(length, "3f9a07c4e81b5d26");

/** A token, bare and in the places where files and logs show one. */
const places = (token: string) => [
  token,
  `key ${token} leaked`,
  `"k": "${token}"`,
  `?t=${token}&q=1`,
  `<v>${token}</v>`,
];

/** Whether each place gives the token, perhaps a part of it too, and nothing beside it. */
const everywhere = (token: string) =>
  places(token).every((text) => {
    const found = pieces(text, secretPrefix, genericSecret);
    return found.includes(token) && found.every((piece) => token.includes(piece));
  });

describe("every prefix of the tables", () => {
  it("stands in one table only", () => {
    const prefixes = VENDOR_PREFIXES.map(([prefix]) => prefix);
    expect(prefixes.filter((prefix, index) => prefixes.indexOf(prefix) !== index)).toEqual([]);
  });

  it.each(VENDOR_PREFIXES)("%s and %i characters", (prefix, least) => {
    const token = prefix + random(least);
    expect(pieces(`see "${token}".`, secretPrefix, genericSecret)).toContain(token);
  });
});

const KINDS: Readonly<Record<string, readonly (readonly [vendor: string, prefix: string, rest: string])[]>> = {
  "source hosting": [
    ["GitHub", "gh" + "p_", random(36)],
    ["GitLab", "gl" + "pat-", random(20)],
    ["GitLab's cookie", "_gitlab_" + "session=", hex(32)],
    ["Atlassian", "ATA" + "TT3x", `${random(40)}=${hex(8)}`],
    ["npm", "np" + "m_", random(36)],
    ["Artifactory, its first digit late", "AKC" + "p", `${random(16, "jLmqeKtbgJVFKfYi")}${random(53)}`],
    ["Artifactory, a letter repeated", "AP" + "A", "x".repeat(10)],
    ["crates.io", "ci" + "o", random(32)],
    ["Buildkite", "bk" + "ua_", hex(40)],
    ["Deno", "dd" + "p_", random(36)],
  ],
  cloud: [
    ["AWS", "AK" + "IA", "QWERTZUIOPASDFGH"],
    ["Google", "AI" + "za", random(35)],
    ["Google's OAuth", "ya" + "29.", random(40)],
    ["DigitalOcean", "do" + "p_v1_", hex(64)],
    ["Supabase", "sb_" + "secret_", random(30)],
    ["Pinecone", "pc" + "sk_", random(60)],
    ["Doppler", "dp." + "scim.", random(40)],
    ["pganalyze", "pg" + "ar_", random(27)],
  ],
  models: [
    ["OpenAI", "s" + "k-", random(48)],
    ["Anthropic", "sk-" + "ant-api03-", `${random(93)}AA`],
    ["Hugging Face, letters only", "h" + "f_", random(34, "uxjpfbmgnwivgaamflmxjcllpcuhboywjy")],
    ["Groq", "gs" + "k_", random(52)],
    ["Voiceflow", "VF." + "DM.", `${hex(24)}.${random(16)}`],
  ],
  payments: [
    ["Stripe", "sk_" + "live_", random(24)],
    ["Square", "EA" + "AA", random(22)],
    ["EasyPost, its first digit late", "EZ" + "AK", `${random(17, "qhfmfuafcurwfhkxz")}${random(37)}`],
    ["Shopify", "shp" + "at_", hex(32)],
    ["Bannerbear", "bb_" + "ma_", hex(30)],
    ["Shippo, of digits only", "shippo_" + "live_", "1".repeat(40)],
  ],
  messaging: [
    ["Slack", "xo" + "xa-", random(8)],
    ["SendGrid", "S" + "G.", `${random(22)}.${random(43)}`],
    ["PubNub", "sub" + "-c-", "1f6a2b3c-4d5e-11ee-8a9b-0242ac120002"],
    ["MailerSend", "ml" + "sn.", hex(64)],
  ],
  work: [
    ["Linear", "lin_" + "api_", random(40)],
    ["Figma", "fi" + "gp_", random(36)],
    ["New Relic's browser", "NR" + "BR-", hex(19)],
    ["Adafruit", "ai" + "o_", random(28)],
    ["Ubidots", "BB" + "FF-", random(32)],
  ],
  "vendors in no table, by words that say so": [
    ["live", "acme_" + "live_", random(32)],
    ["pat", "acme-" + "pat-", random(24)],
    ["private", "pr" + "i_", hex(32)],
    ["parted by hyphens", "li" + "ve_", "DQuI-9Nt0tgEvg_Zpn_s8jl9i_MPv2DOLKZcsIY"],
  ],
  "vendors in no table, by a word before long random text": [
    ["both cases", "qr" + "s_", random(36)],
    ["hexadecimal as long as a key", "root" + "ly_", hex(64)],
  ],
};

describe.each(Object.entries(KINDS))("%s", (_, tokens) => {
  it.each(tokens)("%s", (_vendor, prefix, rest) => {
    expect(everywhere(prefix + rest)).toBe(true);
  });
});

it("takes a token in a path where its last word says so, up to the next slash", () => {
  const token = `pr${"i_"}${hex(32)}`;
  expect(pieces(`https://a.test/v1/keys/${token}/x`, secretPrefix)).toEqual([token]);
});

it("reads a name before a sign of equality as no part of the token", () => {
  const token = `pat${random(14)}.${hex(64)}`;
  expect(pieces(`A1=${token}`, genericSecret)).toEqual([token]);
});
