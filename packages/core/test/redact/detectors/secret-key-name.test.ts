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
    ["- name: DB_PASSWORD\n  value: hunter2horse", "hunter2horse"],
    ['{"name":"API_TOKEN","value":"9f8d7s6a5f4d3s2a1q"}', "9f8d7s6a5f4d3s2a1q"],
    ['{\n  "key": "api_password",\n  "value": "hunter2horse"\n}', "hunter2horse"],
    ["A=1\nSESSION_SECRET=correct horse battery staple\nB=2", "correct horse battery staple"],
    ["export DB_PASS=p@ss w0rd!", "p@ss w0rd!"],
    ["PGPASSWORD=letme1n psql -h db", "letme1n"],
    ["/x?a=1&sig=abcdef123456&se=2", "abcdef123456"],
    ["/x?X-Amz-Signature=0123456789abcdef", "0123456789abcdef"],
    ["token=abc123", "abc123"],
    ["/x?key=abc123&y=2", "abc123"],
    ["contraseña: clave12", "clave12"],
    ["пароль: qwerty12", "qwerty12"],
    ["密码=abc12345", "abc12345"],
    ["mot de passe : azerty12", "azerty12"],
    ['$acmeToken .= "xk2pzq0vw9t7r3m5"', "xk2pzq0vw9t7r3m5"],
    ["secret_id=aec41def-74f8-44dd-80f7-77977c5e9924", "aec41def-74f8-44dd-80f7-77977c5e9924"],
    ["role_id: aec41def-74f8-44dd-80f7-77977c5e9924", "aec41def-74f8-44dd-80f7-77977c5e9924"],
    [`acmecloud_key: "${"wxyz6789".repeat(4)}"`, "wxyz6789".repeat(4)],
    [`acmedb-key = "${"zyxwvutsrq".repeat(3)}"`, "zyxwvutsrq".repeat(3)],
    ["password=my_password=hunter2", "hunter2"],
    ["a,b\nacmeToken,9f8d7s6a5f4d3s2a1q,x", "9f8d7s6a5f4d3s2a1q"],
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
    "you may pin to `library<2`",
    "API_KEY=\nDEBUG=true",
    "PASSWORD=\n\nPORT=8080",
    "password:\n  type: string",
    "password:\nhunter2horse",
    '"password":\n  "type": "string"',
    "key: SessionServerEventMCPListToolsInProgress",
    '"key": "BetaServerIsInProgressToDoMCPList"',
    "code: pstcssResult.srcmap,",
    "exports.decode = a1b2c3d4e5f6",
    "exports.countTokens = a1b2c3d4e5f6",
    "res.code = Uint8Array",
    'api = "https://api.test/v1/a1b2c3d4e5f6"',
    "STORAGE_KEY = 'last-open-panel'",
    "apiKey: 'test-api-key'",
    "client_secret: acme_token_123",
    "f(token=abc123, x=1)",
    "a token=token1",
    '"session_id": "rtc_3f9a07c4e81b5d26"',
    "role_id: role_01J1F8ROLE01",
    `cache_key: "${"wxyz6789".repeat(4)}"`,
    `file_key: "${"wxyz6789".repeat(4)}"`,
    "the signature=abcdef123456",
  ])("%s", (text) => {
    expect(pieces(text, keyName)).toEqual([]);
  });
});

it.each([
  ["DB_PASSWORD_2", "strong"],
  ["dbPass", "strong"],
  ["herokuApiKey", "strong"],
  ["STRIPE_TOKEN", "weak"],
  ["contraseña", "strong"],
  ["mot_de_passe", "strong"],
  ["пароль", "strong"],
  ["password_value", "strong"],
  ["role_id", "weak"],
  ["opcode", null],
  ["publicKey", null],
  ["inputTokens", null],
  ["compass", null],
  ["passwordHash", null],
  ["primaryKey", null],
  ["author", null],
] as const)("the name %s is %s", (name, strength) => {
  expect(keyStrength(name)).toBe(strength);
});
