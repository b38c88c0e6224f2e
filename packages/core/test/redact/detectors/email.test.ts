import { describe, expect, it } from "vitest";
import { email } from "../../../src/redact/detectors/email.js";
import { textsOf } from "./find-all.js";

describe("email", () => {
  it.each([
    ["write to ada.l+news@mail.example.co.uk, please", "ada.l+news@mail.example.co.uk"],
    ["mailto:o'neil@example.org?subject=x", "o'neil@example.org"],
    ["email=ada@example.org&next=1", "ada@example.org"],
    ["<ada@example.org>", "ada@example.org"],
    ["'ada@example.org'", "ada@example.org"],
    ["grüße an jörg@müller.example", "jörg@müller.example"],
    ["用户@例子.公司", "用户@例子.公司"],
    ["x@xn--bcher-kva.example", "x@xn--bcher-kva.example"],
    ['say "ada lovelace"@example.org', '"ada lovelace"@example.org'],
    ["to ada@example.org.", "ada@example.org"],
    ["1234567890@qq.com", "1234567890@qq.com"],
    ["to ada@[192.0.2.7], please", "ada@[192.0.2.7]"],
    ["ada@[IPv6:2001:db8::1]", "ada@[IPv6:2001:db8::1]"],
    ['to "ada"l"@example.org', '"ada"l"@example.org'],
    ['so ""x" y"@example.com', '""x" y"@example.com'],
    ['{"to": ""a b"@example.com"}', '"a b"@example.com'],
    ['so "  a b  "@example.com', '"  a b  "@example.com'],
    ["ada@[192.0.2.7] or bob", "ada@[192.0.2.7]"],
    ["ada@192.0.2.7", "ada@192.0.2.7"],
    ["ada@mail_1.example.org", "ada@mail_1.example.org"],
    [`${"a".repeat(120)}@example.org`, `${"a".repeat(120)}@example.org`],
    [`ada@${"b".repeat(110)}.example`, `ada@${"b".repeat(110)}.example`],
  ])("finds the address in %s", (text, address) => {
    expect(textsOf(email, text)).toEqual([address]);
  });

  it("leaves the letter of a JSON escape outside", () => {
    expect(textsOf(email, '"a\\nada@example.org"')).toEqual(["ada@example.org"]);
    expect(textsOf(email, '"\\u003cada@example.org"')).toEqual(["ada@example.org"]);
  });

  it.each([
    "git@github.com:owner/name.git",
    "@scope/pkg@1.2.3",
    "left-pad@1.0.0-rc.alpha",
    "logo@2x.png",
    "root@localhost",
    '"jsxImportSource": "@builder.io/qwik"',
    '"y":"@scope.name/pkg"',
    'import "a"; import "@foo.bar/x"',
    '"a": "@foo.bar/x"',
    'f(" ", "@foo.bar/x")',
    "ada@192.0.2.256",
    "ada@example.",
    "@example.org",
    "ada@@example.org",
    "SendWorker@688",
  ])("lets %s stand", (text) => {
    expect(textsOf(email, text)).toEqual([]);
  });

  it("leaves the password of a URL to the secrets", () => {
    expect(textsOf(email, "https://svc:passw0rd@db.example.org/x")).toEqual([]);
    expect(textsOf(email, "see https://example.org/x: ada@example.org")).toEqual(["ada@example.org"]);
  });
});
