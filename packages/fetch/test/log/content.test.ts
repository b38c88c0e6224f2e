import { call, cut, text } from "@transpond/testkit";
import { describe, expect, it, vi } from "vitest";
import { type Gateway, gateway, hello } from "../gateway.js";

const address = "alice@example.com";
const write = [{ role: "user", content: `Write to ${address}` }];
const logged = ({ accepted, logged }: Gateway) => JSON.stringify([accepted, logged]);

describe("content", () => {
  it("is in no entry unless the host asks for it", async () => {
    await using gate = await gateway();
    gate.upstream.script(text("I wrote to her"));
    await gate.post({ ...hello, messages: write });
    expect(gate.accepted[0]).not.toHaveProperty("content");
    expect(gate.logged[0]).not.toHaveProperty("content");
    expect(logged(gate)).not.toMatch(/Write to|alice|wrote/);
  });

  it.each([true, false])("is redacted where the host asks for it (stream: %s)", async (stream) => {
    await using gate = await gateway({ content: "redacted" });
    gate.upstream.script(
      text("I wrote to alice@example.com, from 192.0.2.7", { chunks: 9 }),
      call("send", { to: address }),
    );
    const tools = [{ name: "send", input_schema: { type: "object" } }];
    await (await gate.post({ ...hello, stream, tools, system: "Be kind", messages: write })).text();
    await vi.waitFor(() => expect(gate.logged).toHaveLength(1));
    expect(gate.accepted[0]).toMatchObject({
      content: { system: "Be kind", messages: [{ role: "user", content: "Write to [EMAIL]" }] },
      redactions: { EMAIL: 1 },
    });
    expect(gate.logged[0]).toMatchObject({
      content: [
        { type: "text", text: "I wrote to [EMAIL], from [IP]" },
        { type: "tool_use", name: "send", input: { to: "[EMAIL]" } },
      ],
      redactions: { EMAIL: 2, IP: 1 },
    });
  });

  it("of an answer that breaks off is what was finished of it, redacted", async () => {
    await using gate = await gateway({ content: "redacted" });
    gate.upstream.script(text(`Mail ${address}`), text("and then"), cut({ after: 9, how: "end" }));
    await (await gate.post({ ...hello, stream: true })).text();
    await vi.waitFor(() => expect(gate.logged).toMatchObject([{ outcome: "failed" }]));
    expect(logged(gate)).not.toContain("alice");
  });

  it("that is binary or opaque is told by kind and size", async () => {
    await using gate = await gateway({ content: "redacted" });
    const data = Buffer.from("a picture of somebody ".repeat(20)).toString("base64");
    await gate.post({
      ...hello,
      messages: [
        {
          role: "user",
          content: [
            { type: "image", source: { type: "base64", media_type: "image/png", data } },
            { type: "document", source: { type: "text", media_type: "text/plain", data: "A letter to somebody" } },
          ],
        },
        { role: "assistant", content: [{ type: "thinking", thinking: "Hm", signature: "c2lnbmVkLCBzZWFsZWQ" }] },
        { role: "user", content: "Well?" },
      ],
    });
    const entries = logged(gate);
    expect(entries).not.toMatch(new RegExp(`${data.slice(0, 20)}|c2lnbmVk|letter`));
    expect(entries).toMatch(/\[BINARY image\/png \d+ bytes\]/);
    expect(entries).toMatch(/\[BINARY signature \d+ bytes\]/);
    expect(entries).toContain("Well?");
  });

  it("longer than a megabyte is not shown at all, and long texts are cut", async () => {
    await using gate = await gateway({ content: "redacted" });
    await gate.post({ ...hello, messages: [{ role: "user", content: "a word or two ".repeat(80_000) }] });
    await gate.post({ ...hello, messages: [{ role: "user", content: "a word or two ".repeat(8_000) }] });
    expect(gate.accepted[0]?.content).toMatch(/^\[UNSCANNED \d+ chars\]$/);
    expect(JSON.stringify(gate.accepted[1]?.content).length).toBeLessThan(17_000);
  });

  it("is not shown where a recogniser of the host's fails, and holds what one finds as little", async () => {
    const find = (word: string) => (given: string) => {
      const start = given.indexOf(word);
      if (given.includes("broken")) throw new Error(given);
      return start < 0 ? [] : [{ start, end: start + word.length }];
    };
    await using gate = await gateway({
      content: "redacted",
      redaction: { recognisers: [{ name: "person", find: find("Alice") }] },
    });
    await gate.post({ ...hello, messages: [{ role: "user", content: "Ask Alice" }] });
    await gate.post({ ...hello, messages: [{ role: "user", content: "Ask broken Alice" }] });
    expect(gate.accepted[0]?.content).toMatchObject({ messages: [{ content: "Ask [PERSON]" }] });
    expect(gate.accepted[1]?.content).toMatchObject({ messages: [{ content: expect.stringMatching(/^\[UNSCANNED/) }] });
  });
});

describe("pseudonyms", () => {
  const user_id = `user_${"ab".repeat(32)}_account__session_9f0c2b64-5f5e-4a1b-8c2d-3e4f5a6b7c8d`;
  const ask = (gate: Gateway, more: object = {}) => gate.post({ ...hello, metadata: { user_id }, ...more });

  it("name nobody unless the host asks for it", async () => {
    await using gate = await gateway();
    await ask(gate);
    expect(gate.accepted[0]).toMatchObject({ user: null, account: null, session: null });
    expect(logged(gate)).not.toMatch(/abab|9f0c2b64/);
  });

  it("follow user and session apart, the same each time", async () => {
    await using gate = await gateway({ pseudonyms: { key: "k" } });
    await ask(gate);
    await ask(gate, { metadata: { user_id: user_id.replace("9f0c", "0000") } });
    const [first, second] = gate.accepted;
    expect(first).toMatchObject({
      user: expect.stringMatching(/^u_[A-Z2-7]{16}$/),
      session: expect.stringMatching(/^s_[A-Z2-7]{16}$/),
      account: null,
    });
    expect(second?.user).toBe(first?.user);
    expect(second?.session).not.toBe(first?.session);
    expect(logged(gate)).not.toMatch(/abab|9f0c2b64/);
  });

  it("differ between keys, tenants and handlers without a key", async () => {
    const seen = new Set<string | null | undefined>();
    const options = [
      { key: "k" },
      { key: "l" },
      { key: "k", tenant: "t" },
      { key: "k", tenant: () => "u" },
      true,
      true,
    ];
    for (const pseudonyms of options) {
      await using gate = await gateway({ pseudonyms });
      await ask(gate);
      seen.add(gate.accepted[0]?.user);
    }
    expect(seen.size).toBe(options.length);
  });

  it("take the tenant from the principal, and name nobody where that fails", async () => {
    const tenant = (principal: unknown) => {
      if (principal === "bad") throw new Error("no tenant");
      return String(principal);
    };
    const users = [];
    for (const principal of ["a", "b", "bad"]) {
      await using gate = await gateway({ authenticate: () => principal, pseudonyms: { key: "k", tenant } });
      await ask(gate);
      users.push(gate.accepted[0]?.user);
    }
    expect(new Set(users).size).toBe(3);
    expect(users[2]).toBeNull();
  });

  it("stand in content for who is meant", async () => {
    await using gate = await gateway({ content: "redacted", pseudonyms: { key: "k" } });
    await ask(gate, { messages: write });
    await ask(gate, { messages: write });
    const [first, second] = gate.accepted.map(({ content }) => JSON.stringify(content));
    expect(first).toMatch(/\[EMAIL_[A-Z2-7]{16}\]/);
    expect(second).toBe(first);
    expect(gate.accepted[0]?.redactions).toEqual({ EMAIL: 1 });
  });
});
