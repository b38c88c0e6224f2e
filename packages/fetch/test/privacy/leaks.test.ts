import { describe, expect, it } from "vitest";
import { Canaries, detectableCanaries, plainCanaries } from "./canaries.js";
import { detectable } from "./canary-kinds.js";
import { leaksIn } from "./leaks.js";

describe("canaries", () => {
  it("are many of each kind", () => {
    for (const kind of Object.keys(detectable)) {
      expect([kind, detectableCanaries.filter((canary) => canary.kind === kind).length]).toEqual([kind, 48]);
    }
    expect(plainCanaries.length).toBe(448);
  });

  it("do not share six characters with a plain text", () => {
    expect(leaksIn("The quick brown fox jumps over the lazy dog 1234567890; req_0123456789")).toEqual([]);
  });

  const value = new Canaries(7).word();
  const bytes = Buffer.from(`ab${value}yz`);
  const forms: Record<string, string> = {
    whole: value,
    part: `x ${value.slice(3, 9)} y`,
    capitals: value.toUpperCase(),
    base64: Buffer.from(value).toString("base64"),
    "base64 inside of another": bytes.toString("base64url"),
    hex: Buffer.from(value).toString("hex"),
    percent: `%${Buffer.from(value).toString("hex").match(/../g)?.join("%")}`,
    escaped: JSON.stringify({ a: `\\u00${Buffer.from(value).toString("hex").match(/../g)?.join("\\u00")}` }),
  };
  it.each(Object.entries(forms))("are seen as %s", (_, text) => {
    expect(leaksIn(`{"a":"${text}"}`).length).toBeGreaterThan(0);
  });

  it("are not seen where they may stand, nor in five characters", () => {
    expect(leaksIn(`{"correlationId":"${value}"}`, [value])).toEqual([]);
    expect(leaksIn(value.slice(4, 9))).toEqual([]);
  });
});
