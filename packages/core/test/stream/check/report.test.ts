import { describe, expect, expectTypeOf, it } from "vitest";
import { checkMessageStream, type Violation } from "../../../src/stream/check-message-stream.js";
import { failure, finished, messageStart, ping, toolUse } from "../../support/message-streams.js";
import { delta0, everything, rulesOf, strict } from "./check.js";

describe("how violations are reported", () => {
  it("names the position, and the number of events where the end is missing", () => {
    expect(checkMessageStream([messageStart, ping, delta0, failure])).toEqual([
      { rule: "no_open_block", index: 2, message: "content_block_delta: No content block is open (G4)." },
    ]);
    expect(checkMessageStream([messageStart, ping])).toEqual([
      { rule: "not_ended", index: 2, message: "end: The stream ended without message_stop or error (G9, G12)." },
    ]);
  });

  it("takes iterables, and async iterables as a promise", async () => {
    const source = async function* () {
      yield* everything.slice(1);
    };
    expect(checkMessageStream(new Set(everything))).toEqual([]);
    const violations = checkMessageStream(source());
    expectTypeOf(violations).toEqualTypeOf<Promise<Violation[]>>();
    expect(rulesOf(await violations)).toEqual(["start_missing"]);
  });

  it("rejects only with what the source throws", async () => {
    const source = async function* () {
      yield messageStart;
      throw new RangeError("gone");
    };
    await expect(checkMessageStream(source())).rejects.toThrow("gone");
  });

  it("never repeats content", () => {
    const secret = "sk-secret-0123456789";
    const hostile: unknown[] = [
      { type: secret },
      { type: "message_start", message: { model: secret, [secret]: 1 } },
      { type: "content_block_start", index: secret, content_block: { type: secret, id: secret } },
      { type: "content_block_delta", index: secret, delta: { type: secret, text: secret } },
      { type: "content_block_stop", index: secret },
      { type: "message_delta", delta: { stop_reason: secret }, usage: { input_tokens: secret } },
      { type: "error", error: { type: secret, message: secret } },
    ];
    const violations = checkMessageStream(hostile, { profile: "strict" });
    expect(violations.length).toBeGreaterThan(5);
    expect(JSON.stringify(violations)).not.toContain(secret);
  });

  it("is linear: one block of many deltas and many blocks", () => {
    const pieces = Array.from({ length: 50_000 }, () => '"aaaa",');
    const long = finished(toolUse(0, "a", '{"a":[', ...pieces, "0]}"));
    const many = finished(...Array.from({ length: 20_000 }, (_, index) => toolUse(index, `call_${index}`, "{}")));
    const start = performance.now();
    expect(strict(long)).toEqual([]);
    expect(strict(many)).toEqual([]);
    // Quadratic work over this many events takes minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  }, 30_000);
});
