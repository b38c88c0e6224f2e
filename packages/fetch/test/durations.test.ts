import { stall, text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { createHandler, respondWithStream } from "../src/index.js";
import { context } from "./context.js";
import { gateway, hello } from "./gateway.js";

const pings = (body: string) => body.match(/^event: ping$/gm)?.length ?? 0;

describe("durations", () => {
  it.each([0, Number.POSITIVE_INFINITY, 2 ** 31])("pingMs %d sends no pings into silence", async (pingMs) => {
    await using gate = await gateway({ pingMs, timeouts: { idle: 150 } });
    gate.upstream.script(text("One two"), stall());
    const body = await (await gate.post({ ...hello, stream: true })).text();
    // The one after `message_start` always goes out.
    expect(pings(body)).toBe(1);
    expect(body).toContain("timeout_error");
  });

  it.each([0, Number.POSITIVE_INFINITY, 2 ** 31, 1e300])("a time-out of %d is none", async (ms) => {
    await using gate = await gateway({ timeouts: { head: ms, idle: ms, total: ms }, pingMs: 20, holdMs: 1e12 });
    for (const stream of [true, false]) {
      const response = await gate.post({ ...hello, stream });
      expect([response.status, (await response.text()).includes("timeout_error")]).toEqual([200, false]);
    }
  });

  it("holdMs 0 holds nothing", async () => {
    await using gate = await gateway({ holdMs: 0, timeouts: { head: 100, idle: 100 } });
    gate.upstream.script(stall());
    const response = await gate.post({ ...hello, stream: true });
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^event: message_start/);
  });

  it.each<object>([
    { pingMs: -1 },
    { pingMs: Number.NaN },
    { pingMs: "10" },
    { holdMs: Number.NaN },
    { timeouts: { idle: -1 } },
    { timeouts: { head: Number.NaN } },
    { timeouts: { total: Number.NEGATIVE_INFINITY } },
    { limits: { bodyBytes: Number.NaN } },
    { limits: { upstreamBytes: -1 } },
  ])("%j is refused as an option", (options) => {
    const untyped: (options: object) => unknown = (given) => Reflect.apply(createHandler, undefined, [given]);
    const [name = ""] = Object.keys(options);
    const create = () => untyped({ upstream: {}, model: "x", ...options });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(new RegExp(`options\\.${name}`));
  });

  it("that make no sense do not break a stream of one's own", async () => {
    const events = [{ type: "response.completed", response: { id: "r", status: "completed", output: [], usage: {} } }];
    for (const ms of [Number.NaN, -1, 2 ** 40]) {
      const response = await respondWithStream(events, context, { pingMs: ms, holdMs: ms });
      expect(pings(await response.text())).toBe(1);
    }
  });
});
