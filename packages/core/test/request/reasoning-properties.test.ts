import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeReasoningEnvelope, encodeReasoningEnvelope } from "../../src/reasoning-envelope.js";
import { propertyOptions } from "../support/property-options.js";
import { assistant, call, codes, result, text, translate, user } from "./support.js";

const options = { model: "gpt-5.4", identity: "https://api.example/org" };
const { identity } = translate({}, options).context;
const base64 = fc.stringMatching(/^gAAAA[A-Za-z0-9_-]{20,60}={0,2}$/);
const envelope = fc.record({
  id: fc.stringMatching(/^rs_[0-9a-f]{4,12}$/),
  encryptedContent: base64,
  summaryLengths: fc.array(fc.nat(50), { maxLength: 3 }),
  phase: fc.constantFrom("commentary", "final_answer"),
  family: fc.constant("gpt-5.4"),
  identity: fc.constant(identity),
});

/** What may happen to a signature on its way: one thing changed, cut, lost, put in between or added. */
const damage = fc.record({
  kind: fc.constantFrom(
    "replace" as const,
    "insert" as const,
    "remove" as const,
    "cut" as const,
    "extend" as const,
    "swap" as const,
  ),
  at: fc.nat(),
  letter: fc.oneof(
    fc.constantFrom("A", "0", "z", ":", "%", "=", ",", " ", "\n"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
});

function damaged(signature: string, { kind, at, letter }: { kind: string; at: number; letter: string }): string {
  const place = at % signature.length;
  const [before, after] = [signature.slice(0, place), signature.slice(place)];
  if (kind === "replace") return before + letter + after.slice(1);
  if (kind === "insert") return before + letter + after;
  if (kind === "remove") return before + after.slice(1);
  if (kind === "cut") return before;
  if (kind === "swap") return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
  return signature + letter.repeat(1 + (at % 5));
}

describe("a signature of our own", () => {
  test("is not read once anything of it was changed", () => {
    fc.assert(
      fc.property(envelope, damage, (whole, what) => {
        const signature = encodeReasoningEnvelope(whole);
        const changed = damaged(signature, what);
        fc.pre(changed !== signature);
        expect(decodeReasoningEnvelope(changed)).toBeNull();
      }),
      { ...propertyOptions, numRuns: propertyOptions.numRuns * 10 },
    );
  });

  test("is never sent damaged, foreign, of another family or of another upstream, but reported", () => {
    const others = fc.constantFrom(
      { model: "gpt-5.4-mini" },
      { model: "gpt-5.4-pro" },
      { model: "gpt-5.5" },
      { identity: "https://api.example/other" },
      { hashKey: "k" },
      { families: { "gpt-5.4": "gpt-5" } },
    );
    const spoilt = fc.oneof(
      damage.map((what) => ({ what, more: {} })),
      others.map((more) => ({ what: null, more })),
    );
    fc.assert(
      fc.property(envelope, spoilt, fc.boolean(), (whole, { what, more }, redacted) => {
        const signature = encodeReasoningEnvelope(whole);
        const sent = what ? damaged(signature, what) : signature;
        fc.pre(what === null || sent !== signature);
        const block = redacted
          ? { type: "redacted_thinking", data: sent }
          : { type: "thinking", thinking: "Hm.", signature: sent };
        const messages = [user(text("a")), assistant(block, text("b")), user(text("c"))];
        const { request, losses } = translate({ messages }, { ...options, ...more });
        expect(JSON.stringify(request)).not.toContain(whole.encryptedContent.slice(0, 20));
        expect(request.input.map(({ type }) => type)).toEqual(["message", "message", "message"]);
        expect(codes(losses)).toEqual(["thinking_dropped@messages.1.content.0"]);
      }),
      { ...propertyOptions, numRuns: propertyOptions.numRuns * 2 },
    );
  });

  test("is sent once, before an item of its own turn, whatever the client made of the turn", () => {
    const signed = envelope.chain((whole) =>
      fc.constantFrom("", "Hm.", "edited").map((thinking) => ({ thinking, signature: encodeReasoningEnvelope(whole) })),
    );
    const block = fc.oneof(
      signed.map((fields) => ({ type: "thinking", ...fields })),
      signed.map(({ signature }) => ({ type: "redacted_thinking", data: signature })),
      fc.constantFrom(text(""), text("a"), text("b")),
      fc.constant({ type: "server_tool_use", id: "s", name: "web_search", input: { query: "q" } }),
      fc.constant({ kind: "call" }),
    );
    const turn = fc.array(block, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 4 }), (turns) => {
        let count = 0;
        const messages = turns.flatMap((blocks) => {
          const ids: string[] = [];
          const content = blocks.map((one) => {
            if (!("kind" in one)) return one;
            ids.push(`toolu_${count++}`);
            return call(ids.at(-1) ?? "");
          });
          return [assistant(...content), user(...ids.map((id) => result(id)), text("on"))];
        });
        const { request } = translate({ messages: [user(text("go")), ...messages] }, options);
        const ids = request.input.flatMap((item) => (item.type === "reasoning" ? [item.id] : []));
        expect(new Set(ids).size).toBe(ids.length);
        request.input.forEach((item, index) => {
          if (item.type !== "reasoning") return;
          const next = request.input[index + 1];
          const own =
            next &&
            (next.type === "reasoning" ||
              next.type === "function_call" ||
              ("role" in next && next.role === "assistant"));
          expect(own, JSON.stringify(next)).toBe(true);
        });
      }),
      propertyOptions,
    );
  });
});
