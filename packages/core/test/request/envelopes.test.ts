import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64Url, encodeBase64Url } from "../../src/base64-url.js";
import { decodeReasoningEnvelope, encodeReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { decodeWebSearchEnvelope, encodeWebSearchEnvelope } from "../../src/web-search-envelope.js";
import { propertyOptions } from "../support/property-options.js";

const envelope = {
  id: "rs_68",
  encryptedContent: "gAAAAABpQ-_==",
  summaryLengths: [4, 11],
  phase: "commentary",
  family: "gpt-5.4",
  identity: "0a1b2c3d",
};

describe("reasoning envelope", () => {
  test("comes back whole, whatever its fields hold", () => {
    const field = fc.string({ unit: "binary" });
    const arbitrary = fc.record(
      {
        id: fc.string({ minLength: 1, unit: "binary" }),
        encryptedContent: field,
        summaryLengths: fc.array(fc.nat()),
        phase: fc.string({ minLength: 1 }),
        family: field,
        identity: field,
      },
      { requiredKeys: ["id", "encryptedContent", "summaryLengths", "family", "identity"] },
    );
    fc.assert(
      fc.property(arbitrary, (given) => {
        expect(decodeReasoningEnvelope(encodeReasoningEnvelope(given))).toEqual(given);
      }),
      propertyOptions,
    );
  });

  test("holds the encrypted content as it came, without a second encoding", () => {
    const signature = encodeReasoningEnvelope(envelope);
    expect(signature).toContain(envelope.encryptedContent);
    expect(signature.length).toBeLessThan(envelope.encryptedContent.length + 60);
  });

  test.each([
    ["empty", ""],
    ["Claude's own", "EqQBCgIYAhIMabcdefgh"],
    ["of a later version", encodeReasoningEnvelope(envelope).replace("tr1:", "tr2:")],
    ["cut", encodeReasoningEnvelope(envelope).slice(0, -1)],
    ["with one letter changed", encodeReasoningEnvelope(envelope).replace("gAAAA", "gAAAB")],
    ["of the tag alone", "tr1:"],
    ["over 1 Mi units", encodeReasoningEnvelope({ ...envelope, encryptedContent: "A".repeat(1_048_577) })],
    ["without an id", encodeReasoningEnvelope({ ...envelope, id: "" })],
    ["with a length below zero", encodeReasoningEnvelope({ ...envelope, summaryLengths: [-1] })],
  ])("a signature %s is not ours", (_name, signature) => {
    expect(decodeReasoningEnvelope(signature)).toBeNull();
  });
});

describe("web search envelope", () => {
  const item = {
    id: "ws_1",
    status: "completed",
    action: {
      type: "search",
      query: "tides",
      queries: ["tides"],
      sources: [{ type: "url", url: "https://a.example" }],
    },
  };

  test("comes back whole", () => {
    expect(decodeWebSearchEnvelope(encodeWebSearchEnvelope(item))).toEqual(item);
  });

  test("leaves sources out where they are too many", () => {
    const sources = Array.from({ length: 2000 }, (_, index) => ({ type: "url", url: `https://a.example/${index}` }));
    const envelope = encodeWebSearchEnvelope({ ...item, action: { ...item.action, sources } });
    expect(envelope.length).toBeLessThanOrEqual(65_536);
    expect(decodeWebSearchEnvelope(envelope)?.action).toEqual({ type: "search", query: "tides", queries: ["tides"] });
  });

  test.each([
    ["Anthropic's own", "EqgfCioIARgBIiQ3YTAwMjY1"],
    ["broken base64", "trws1.###"],
    ["no JSON", `trws1.${encodeBase64Url("{")}`],
    ["a page that was opened", encodeWebSearchEnvelope({ ...item, action: { type: "open_page" } })],
    ["no id", encodeWebSearchEnvelope({ ...item, id: "" })],
    ["too long", `trws1.${"A".repeat(65_536)}`],
  ])("%s is refused", (_name, text) => {
    expect(decodeWebSearchEnvelope(text)).toBeNull();
  });
});

describe("base64url", () => {
  test("agrees with the runtime's own", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(encodeBase64Url(text)).toBe(Buffer.from(text).toString("base64url"));
        expect(decodeBase64Url(encodeBase64Url(text))).toBe(text);
      }),
      propertyOptions,
    );
  });

  test.each(["A", "_-8", "a b"])("%j is not decoded", (text) => {
    expect(decodeBase64Url(text)).toBeNull();
  });
});
