import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { redact } from "../../src/redact/index.js";
import { pseudonymOf } from "../../src/redact/pseudonym.js";

const pseudonyms = { key: "a key", tenant: "acme" };
const token = /^\[EMAIL_([A-Z2-7]{16})\]$/;
const nameOf = (mail: string, options = pseudonyms) => token.exec(redact(mail, { pseudonyms: options }))?.[1];

describe("pseudonyms", () => {
  it("are the first 80 bits of HMAC-SHA-256 over class, tenant and value, in base32", () => {
    const digest = createHmac("sha256", "a key").update("EMAIL\0acme\0alice@example.com").digest();
    const bits = [...digest.subarray(0, 10)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const letters = bits.match(/.{5}/g) ?? [];
    const expected = letters.map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(five, 2)]).join("");
    expect(nameOf("alice@example.com")).toBe(expected);
  });

  it("are the same for one value however it is written, and for no other value, key, tenant or class", () => {
    const names = [
      nameOf("alice@example.com"),
      nameOf("bob@example.com"),
      nameOf("alice@example.com", { ...pseudonyms, key: "another" }),
      nameOf("alice@example.com", { ...pseudonyms, tenant: "other" }),
      pseudonymOf("PHONE", "alice@example.com", pseudonyms),
    ];
    expect(nameOf("alice@EXAMPLE.com")).toBe(names[0]);
    expect(nameOf("alice%40example.com")).toBe(names[0]);
    expect(new Set(names).size).toBe(5);
  });

  it("take a key of bytes", () => {
    const key = new TextEncoder().encode("a key");
    expect(pseudonymOf("IP", "::1", { key })).toBe(pseudonymOf("IP", "::1", { key: "a key" }));
  });

  it("are one for the forms of an address of the network", () => {
    const forms = redact(["2001:DB8::1", "2001:db8:0:0:0:0:0:1"], { pseudonyms });
    expect(forms[0]).toMatch(/^\[IP_[A-Z2-7]{16}\]$/);
    expect(forms[0]).toBe(forms[1]);
  });

  it("are never made of secrets and cards", () => {
    const value = { password: "hunter2", card: "4111 1111 1111 1111" };
    expect(redact(value, { pseudonyms })).toEqual({ password: "[SECRET]", card: "[CREDIT_CARD]" });
  });

  it("are not redacted again", () => {
    const once = redact("from alice@example.com to 203.0.113.7", { pseudonyms });
    expect(redact(once, { pseudonyms })).toBe(once);
    expect(redact({ token: once }, { pseudonyms })).toEqual({ token: once });
  });
});

describe("metadata.user_id", () => {
  const session = "9f0c1b2a-0000-4000-8000-1234567890ab";
  const joined = `user_${"0123456789abcdef".repeat(4)}_account__session_${session}`;
  const redactId = (user_id: string) => redact({ metadata: { user_id } }, { pseudonyms }).metadata.user_id;

  it("is split, each part with a pseudonym of its own", () => {
    expect(redactId(joined)).toMatch(/^user=u_[A-Z2-7]{16} session=s_[A-Z2-7]{16}$/);
    expect(redactId(joined)).toContain(`session=s_${pseudonymOf("SESSION", session, pseudonyms)}`);
  });

  it("is split as JSON too, the same session under the same name", () => {
    const json = JSON.stringify({ device_id: "d1", account_uuid: "a1", session_id: session, other: "x" });
    expect(redactId(json)).toMatch(/^device=d_\w{16} account=a_\w{16} session=s_\w{16}$/);
    expect(redactId(json).split(" ")[2]).toBe(redactId(joined).split(" ")[1]);
  });

  it("is one pseudonym where it has no parts, and stays one", () => {
    const once = redactId("john smith");
    expect(once).toBe(`user=u_${pseudonymOf("USER", "john smith", pseudonyms)}`);
    expect(redactId(once)).toBe(once);
  });

  it("is not shown without a key", () => {
    expect(redact({ metadata: { user_id: joined } })).toEqual({ metadata: { user_id: "[HIDDEN]" } });
    expect(redact({ metadata: { user_id: "[HIDDEN]" } })).toEqual({ metadata: { user_id: "[HIDDEN]" } });
  });
});
