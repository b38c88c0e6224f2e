import { Writable } from "node:stream";
import { failBefore } from "@transpond/testkit";
import { pino } from "pino";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Logger } from "../../src/index.js";
import { type Gateway, gateway, hello } from "../gateway.js";

afterEach(() => vi.restoreAllMocks());

/** One request that goes well, one that the client got wrong, one at which the upstream fails. */
async function threeRequests(gate: Gateway): Promise<void> {
  await gate.post(hello);
  await gate.post({ ...hello, max_tokens: -1 });
  gate.upstream.script(failBefore({ status: 500, message: "down" }));
  await gate.post(hello);
}

describe("a logger", () => {
  it("writes JSON lines on the console where the host has none", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await using gate = await gateway({ logger: undefined });
    await threeRequests(gate);
    const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(lines.map(({ level, event, msg }) => [level, event, msg])).toEqual([
      ["info", "request", "request accepted"],
      ["info", "response", "request completed"],
      ["info", "request", "request accepted"],
      ["warn", "response", "request failed"],
      ["info", "request", "request accepted"],
      ["error", "response", "request failed"],
    ]);
    expect(new Date(lines[0].time).getTime()).toBeGreaterThan(Date.now() - 10_000);
  });

  it("is silent where it is told to be", async () => {
    const written = (["log", "info", "warn", "error", "debug"] as const).map((name) => vi.spyOn(console, name));
    await using gate = await gateway({ logger: false });
    await threeRequests(gate);
    for (const method of written) expect(method).not.toHaveBeenCalled();
  });

  it("may be pino's", async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    await using gate = await gateway({ logger: pino(sink) });
    await threeRequests(gate);
    const entries = lines.map((line) => JSON.parse(line));
    expect(entries.map(({ level, event, status }) => [level, event, status])).toEqual([
      [30, "request", undefined],
      [30, "response", 200],
      [30, "request", undefined],
      [40, "response", 400],
      [30, "request", undefined],
      [50, "response", 500],
    ]);
    // pino's own, which entries must not double.
    for (const line of lines) expect(line.match(/"(?:level|time|msg)":/g)).toHaveLength(3);
  });

  it("needs no more than `info`, and is called as a method", async () => {
    class Own {
      seen: string[] = [];
      info(_: object, message: string) {
        this.seen.push(message);
      }
    }
    const logger = new Own();
    await using gate = await gateway({ logger });
    await threeRequests(gate);
    expect(logger.seen).toHaveLength(6);
  });

  it.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("disk full");
      },
    ],
    ["rejects", () => Promise.reject(new Error("disk full"))],
  ])("that %s fails no request", async (_, write) => {
    const logger: Logger = { info: write, warn: write, error: write };
    await using gate = await gateway({ logger });
    expect((await gate.post(hello)).status).toBe(200);
    expect(await (await gate.post({ ...hello, stream: true })).text()).toContain("message_stop");
  });

  it("that is none is refused at the start", async () => {
    const none: unknown = () => {};
    await expect(gateway({ logger: Object(none) })).rejects.toThrow("options.logger");
    await expect(gateway({ content: JSON.parse('"raw"') })).rejects.toThrow("options.content");
  });
});
