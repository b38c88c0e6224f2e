import { describe, expect, it, vi } from "vitest";
import { yieldToOthers } from "../src/yield-to-others.js";
import { countOf, gateway, hello } from "./gateway.js";

vi.mock(import("../src/yield-to-others.js"), async (original) => ({
  yieldToOthers: vi.fn((await original()).yieldToOthers),
}));

/** How often others got their turn meanwhile. */
async function pausesOf(run: () => Promise<unknown>): Promise<number> {
  vi.mocked(yieldToOthers).mockClear();
  await run();
  return vi.mocked(yieldToOthers).mock.calls.length;
}

/** Runs something, and tells in how many rounds of the event loop it was done. */
async function roundsOf(run: (round: () => number) => Promise<unknown>): Promise<number> {
  let rounds = 0;
  let isRunning = true;
  const tick = () => {
    rounds += 1;
    if (isRunning) setImmediate(tick);
  };
  setImmediate(tick);
  await run(() => rounds);
  isRunning = false;
  return rounds;
}

const path = "/v1/messages/count_tokens";
const bodyOf = (content: string) => JSON.stringify({ model: hello.model, messages: [{ role: "user", content }] });
const proseOf = (seed: number, length: number) =>
  Array.from({ length: length / 8 }, (_, at) => `w${((at + 1) * (seed + 7919)).toString(36).slice(-6)}`).join(" ");

describe("those who yield to others", () => {
  it("get a turn one at a time, in the order in which they asked", async () => {
    const turns: { worker: number; round: number }[] = [];
    await roundsOf(async (round) => {
      const work = async (worker: number) => {
        for (let step = 0; step < 3; step += 1) {
          await yieldToOthers();
          turns.push({ worker, round: round() });
        }
      };
      await Promise.all(Array.from({ length: 20 }, (_, worker) => work(worker)));
    });
    const once = Array.from({ length: 20 }, (_, worker) => worker);
    expect(turns.map(({ worker }) => worker)).toEqual([...once, ...once, ...once]);
    // A turn may come before or after the tick of its round.
    const sameRound = turns.map(({ round }) => turns.filter((turn) => turn.round === round).length);
    expect(Math.max(...sameRound)).toBeLessThanOrEqual(2);
  });

  it("are not held up by a turn that nobody takes", async () => {
    void yieldToOthers();
    await expect(yieldToOthers()).resolves.toBeUndefined();
  });
});

describe("while tokens are counted, others get their turn", () => {
  it("after each step of each call of a burst: fifty are not one piece of work", async () => {
    await using gate = await gateway();
    await gate.post(bodyOf("warm"), path);
    const bodies = Array.from({ length: 50 }, (_, call) => bodyOf(proseOf(call, 20_000)));
    const rounds = await roundsOf(async () => {
      const counts = await Promise.all(bodies.map((body) => gate.post(body, path).then(countOf)));
      expect(Math.min(...counts)).toBeGreaterThan(1000);
    });
    expect(rounds).toBeGreaterThanOrEqual(3 * bodies.length);
  });

  it("before a body is parsed, before it is translated, and before it is counted", async () => {
    await using gate = await gateway();
    expect(await pausesOf(() => gate.post(bodyOf("Hello"), path))).toBe(3);
  });

  it.each([
    ["prose", proseOf(1, 1_000_000)],
    ["one letter", "a".repeat(1_000_000)],
    ["Han characters", String.fromCodePoint(...Array.from({ length: 3000 }, (_, at) => 0x4e00 + at)).repeat(111)],
    ["base64", Buffer.from(proseOf(2, 750_000)).toString("base64")],
  ])("for every some thousand units of a megabyte of %s", async (_, content) => {
    await using gate = await gateway();
    const pauses = await pausesOf(async () => {
      expect(await countOf(await gate.post(bodyOf(content), path))).toBeGreaterThan(100_000);
    });
    expect(pauses).toBeGreaterThan(Buffer.byteLength(content) / 20_000);
  });
});
