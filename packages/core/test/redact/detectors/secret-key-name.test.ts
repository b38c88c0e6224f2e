import { describe, expect, it } from "vitest";
import { keyName } from "../../../src/redact/detectors/key-name.js";
import { keyStrength } from "../../../src/redact/detectors/secret-key-names.js";
import { pieces } from "./secret-scan.js";

describe("values after names that say secret", () => {
  it.each([
    ["password: hunter2", "hunter2"],
    ["PASSWORD=secretword\nX=1", "secretword"],
    ["DB_PASS='let me in now'", "let me in now"],
    ['{"password":"correct horse"}', "correct horse"],
    ['{\\"token\\": \\"abc123def456\\"}', "abc123def456"],
    ["Server=db;User Id=sa;Password=Str0ng!Pass;Encrypt=true", "Str0ng!Pass"],
    ["<password>hunter2</password>", "hunter2"],
    ['<add key="ClearTextPassword" value="Rosebud" />', "Rosebud"],
    ['System.setProperty("ACME_TOKEN", "9f8d7s6a5f4d3s2a1q")', "9f8d7s6a5f4d3s2a1q"],
    ['const apiKey: string = "abc123def456"', "abc123def456"],
    ["'secret' => 'abc$1x'", "abc$1x"],
    ['ACME_TOKEN ?= "xk2pzq0vw9t7r3m5"', "xk2pzq0vw9t7r3m5"],
    ["https://api.test/x?apiKey=9f8d7s6a5f4d&page=2", "9f8d7s6a5f4d"],
    ["Access Token:\n  3f2a9b1c7d8e0011", "3f2a9b1c7d8e0011"],
    ["acme token - 'xk2pzq0vw9t7r3m5'", "xk2pzq0vw9t7r3m5"],
    ["os.environ['TOKEN'] = 'abc123def456'", "abc123def456"],
    ['password: """hunter2"""', "hunter2"],
    ["BUNDLE_GEMS__ACME__COM: user:pw", "user:pw"],
    ["stripeToken: aec41def-74f8-44dd-80f7-77977c5e9924", "aec41def-74f8-44dd-80f7-77977c5e9924"],
  ])("%s", (text, secret) => {
    expect(pieces(text, keyName)).toEqual([secret]);
  });

  it("reads a long value to its end", () => {
    const secret = "aB3".repeat(700);
    expect(pieces(`ACME_TOKEN=${secret}`, keyName)).toEqual([secret]);
  });
});

describe("what is no secret", () => {
  it.each([
    "password: string;",
    "password: [SECRET]",
    "password: [SECRET:aws]",
    "password: ********",
    "apiKey: process.env.API_KEY",
    "apiKey: config.apiKey,",
    "password: z.string().min(8),",
    "password === ''",
    "const password = getPassword(user);",
    `export API_KEY=\${API_KEY}`,
    "--api-key=YOUR_API_KEY",
    "DB_PASSWORD=change_me",
    '"token": " Hello"',
    "max_tokens=4096",
    "token_type: bearer",
    "public_key: a8f5f167f44f4964e6c998dee827110c",
    "cache_key=a8f5f167f44f4964e6c998dee827110c",
    "next_page_token: a8f5f167f44f4964e6c998dee827110c",
    "account_token: 57998783-5908-4855-8891-6c95d19ada56",
    "sessionid: 0x34ed9ac1c1e007a",
    '"pbkdf2-password": "^1.2.1"',
    "key: 'user-profile-2024'",
    "secretKeyRef: {name: db, key: password}",
    '["password", "email1x"]: 2',
    "Pass `maxBufferedEvents1` here",
  ])("%s", (text) => {
    expect(pieces(text, keyName)).toEqual([]);
  });
});

it.each([
  ["DB_PASSWORD_2", "strong"],
  ["dbPass", "strong"],
  ["herokuApiKey", "strong"],
  ["STRIPE_TOKEN", "weak"],
  ["compass", null],
  ["passwordHash", null],
  ["primaryKey", null],
  ["author", null],
] as const)("the name %s is %s", (name, strength) => {
  expect(keyStrength(name)).toBe(strength);
});
