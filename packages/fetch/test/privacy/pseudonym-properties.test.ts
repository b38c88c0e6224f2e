import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyOptions } from "../../../core/test/support/property-options.js";
import { createHandler, type HandlerOptions, type LogEntry, type RequestEntry } from "../../src/index.js";
import { Canaries } from "./canaries.js";
import { leaksIn } from "./leaks.js";

type Pseudonyms = HandlerOptions["pseudonyms"];

/** The entries of a request by a user, and what they hold of a text. */
async function entriesOf(
  user_id: string,
  pseudonyms: Pseudonyms,
  content = "hello",
  principal = "p",
): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  const handler = createHandler({
    upstream: { apiKey: "k", fetch: async () => new Response(null, { status: 500 }) },
    model: "gpt-5.4",
    authenticate: () => principal,
    logger: { info: (entry) => entries.push(entry) },
    content: "redacted",
    pseudonyms,
  });
  const body = { model: "m", max_tokens: 9, metadata: { user_id }, messages: [{ role: "user", content }] };
  await handler(new Request("http://g/v1/messages", { method: "POST", body: JSON.stringify(body) }));
  return entries;
}

const requestOf = (entries: readonly LogEntry[]): RequestEntry => {
  const entry = entries.find(({ event }) => event === "request");
  if (entry?.event !== "request") throw new Error("There is no entry of the request.");
  return entry;
};

const callers = async (...args: Parameters<typeof entriesOf>) => {
  const { user, device, account, session } = requestOf(await entriesOf(...args));
  return { user, device, account, session };
};

/** Base32 of 80 bits, the other way round: by a number. */
function base32(bytes: Buffer): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...bytes.subarray(0, 10)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => letters.charAt(Number.parseInt(five, 2))).join("");
}

const named = (kind: string, value: string, key: string, tenant: string) =>
  `${kind.charAt(0).toLowerCase()}_${base32(createHmac("sha256", key).update(`${kind}\0${tenant}\0${value}`).digest())}`;

const part = fc.nat().map((start) => new Canaries(start).hex());
const secret = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(..."abc123") });

describe("pseudonyms of callers", () => {
  it("follow a part of a user's id by key, tenant and kind, and by nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(
        part,
        part,
        part,
        secret,
        secret,
        fc.boolean(),
        async (user, account, session, key, tenant, json) => {
          const userId = json
            ? JSON.stringify({ user_id: user, account_uuid: account, session_id: session })
            : `user_${user}_account_${account}_session_${session}`;
          const entries = await entriesOf(userId, { key, tenant });
          const seen = requestOf(entries);
          expect(seen).toMatchObject({
            user: named("USER", user, key, tenant),
            account: named("ACCOUNT", account, key, tenant),
            session: named("SESSION", session, key, tenant),
            device: null,
          });
          // One value in three roles has three names.
          expect(new Set([seen.user?.slice(2), seen.account?.slice(2), seen.session?.slice(2)]).size).toBe(3);
          expect(await callers(userId, { key, tenant: () => tenant })).toEqual(await callers(userId, { key, tenant }));
          expect((await callers(userId, { key: `${key}x`, tenant })).user).not.toBe(seen.user);
          expect((await callers(userId, { key, tenant: `${tenant}x` })).user).not.toBe(seen.user);
          const own = [seen.user, seen.account, seen.session].filter((value) => value !== null);
          const except = entries.flatMap(({ requestId }) => [requestId, ...own]);
          expect(entries.flatMap((entry) => leaksIn(JSON.stringify(entry), except))).toEqual([]);
        },
      ),
      { ...propertyOptions, numRuns: Math.ceil(propertyOptions.numRuns / 10) },
    );
  }, 300_000);

  it("take a tenant from the principal, and name nobody where that fails", async () => {
    const tenants = { key: "k", tenant: (principal: unknown) => String(principal) };
    const one = await callers("somebody", tenants, "hello", "a");
    expect(one.user).toBe(named("USER", "somebody", "k", "a"));
    expect((await callers("somebody", tenants, "hello", "b")).user).not.toBe(one.user);
    const failing = {
      tenant: () => {
        throw new Error("no");
      },
    };
    expect(await callers("somebody", failing)).toEqual({ user: null, device: null, account: null, session: null });
  });

  it("are none unless asked for, and differ from handler to handler without a key", async () => {
    const nobody = { user: null, device: null, account: null, session: null };
    expect(await callers("somebody", undefined)).toEqual(nobody);
    expect(await callers("somebody", false)).toEqual(nobody);
    expect((await callers("somebody", true)).user).toMatch(/^u_[A-Z2-7]{16}$/);
    expect((await callers("somebody", true)).user).not.toBe((await callers("somebody", true)).user);
  });

  it("stand in content for mail addresses and the like, never for secrets and cards", async () => {
    const { content } = requestOf(
      await entriesOf(
        "u",
        { key: "k" },
        "a@example.com, a@EXAMPLE.com, ghp_abcdefghijklmnopqrstuvwxyz0123456789, 4111 1111 1111 1111",
      ),
    );
    const said = JSON.stringify(content);
    expect(said).toMatch(/(\[EMAIL_[A-Z2-7]{16}\]), \1, \[SECRET\], \[CREDIT_CARD\]/);
    const other = requestOf(await entriesOf("u", { key: "k", tenant: "t" }, "a@example.com"));
    expect(JSON.stringify(other.content)).toMatch(/\[EMAIL_[A-Z2-7]{16}\]/);
    expect(said).not.toContain(/\[EMAIL_([A-Z2-7]{16})\]/.exec(JSON.stringify(other.content))?.[1]);
  });
});
