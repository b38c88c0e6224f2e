import { countInputTokens } from "@transpond/core/tokens";
import { call, cut, failBefore, text } from "@transpond/testkit";
import { describe, expect, it, vi } from "vitest";
import type { CountDrift, HandlerOptions } from "../src/index.js";
import { Sampler } from "../src/sampler.js";
import { type Gateway, gateway, hello } from "./gateway.js";

const drifting = async (share: number, use: (gate: Gateway, drifts: CountDrift[]) => Promise<void>, more = {}) => {
  const drifts: CountDrift[] = [];
  const countDrift: HandlerOptions["countDrift"] = { share, onDrift: (drift) => drifts.push(drift) };
  await using gate = await gateway({ countDrift, ...more });
  await use(gate, drifts);
};
const ask = async (gate: Gateway, body: object = {}) => (await gate.post({ ...hello, ...body })).text();

describe("drift of the local count from the bill", () => {
  it.each([true, false])("is measured behind an answer, streamed: %j", async (stream) => {
    await drifting(1, async (gate, drifts) => {
      await ask(gate, { stream });
      await vi.waitFor(() => expect(gate.logged).toHaveLength(1));
      const sent = gate.upstream.requests[0]?.body ?? {};
      const counted = await countInputTokens(sent);
      const { billed } = drifts[0] ?? { billed: Number.NaN };
      expect(drifts).toEqual([{ model: "gpt-5.4", counted, billed, difference: counted - billed, exact: true }]);
      expect(gate.logged).toMatchObject([{ countDrift: counted - billed, inputTokens: expect.any(Number) }]);
      const { inputTokens, cacheReadTokens } = gate.logged[0] ?? {};
      expect(billed).toBeGreaterThanOrEqual((inputTokens ?? 0) + (cacheReadTokens ?? 0));
    });
  });

  it("says where the local count was no more than an estimate", async () => {
    await drifting(1, async (gate, drifts) => {
      await ask(gate, { tools: [{ type: "web_search_20250305", name: "web_search" }] });
      await vi.waitFor(() => expect(drifts).toMatchObject([{ exact: false }]));
    });
  });

  it("is measured for the share that is asked for", async () => {
    await drifting(0.5, async (gate, drifts) => {
      for (let turn = 0; turn < 4; turn++) await ask(gate);
      await vi.waitFor(() => expect(gate.logged).toHaveLength(4));
      expect(drifts).toHaveLength(2);
      expect(gate.logged.filter(({ countDrift }) => countDrift !== null)).toHaveLength(2);
    });
  });

  it("is not measured unless it is asked for", async () => {
    await using gate = await gateway();
    await ask(gate);
    expect(gate.logged).toMatchObject([{ countDrift: null }]);
  });

  it.each([
    ["failed before it began", failBefore({ status: 503, message: "busy" })],
    ["broke off", cut({ after: 6, how: "end" })],
  ])("is not measured where the upstream %s, for there is no bill", async (_what, failure) => {
    await drifting(1, async (gate, drifts) => {
      gate.upstream.script(text("one two three four"), failure);
      await ask(gate, { stream: true });
      await vi.waitFor(() => expect(gate.logged).toMatchObject([{ countDrift: null }]));
      expect(drifts).toEqual([]);
    });
  });

  it("is not measured where the usage is an estimate of our own", async () => {
    await drifting(1, async (gate, drifts) => {
      gate.upstream.script(text("one STOP two", { chunks: 6 }));
      await ask(gate, { stop_sequences: ["STOP"] });
      await vi.waitFor(() => expect(gate.logged).toMatchObject([{ stopReason: "stop_sequence", countDrift: null }]));
      expect(drifts).toEqual([]);
    });
  });

  it("a callback that throws disturbs nothing", async () => {
    const onDrift = () => {
      throw new Error("host");
    };
    await using gate = await gateway({ countDrift: { share: 1, onDrift } });
    gate.upstream.script(call("Read", { file_path: "/a" }));
    await ask(gate, { tools: [{ name: "Read", input_schema: { type: "object" } }] });
    await vi.waitFor(() => expect(gate.logged).toMatchObject([{ outcome: "completed" }]));
  });

  it.each([-0.1, 1.1, Number.NaN])("a share of %d is refused at the start", async (share) => {
    await expect(gateway({ countDrift: { share } })).rejects.toThrow("countDrift.share");
  });
});

describe("a sampler", () => {
  it.each([
    [0, 0],
    [0.1, 100],
    [0.25, 250],
    [1 / 3, 333],
    [1, 1000],
  ])("of %d takes %d of a thousand", (share, expected) => {
    const sampler = new Sampler(share);
    const taken = Array.from({ length: 1000 }, () => sampler.takes()).filter(Boolean).length;
    expect(Math.abs(taken - expected)).toBeLessThanOrEqual(1);
  });
});
