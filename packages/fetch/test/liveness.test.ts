import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type RespondOptions, respondWithStream } from "../src/index.js";
import { context } from "./context.js";
import { added, completed, created, delta, names, source } from "./upstream-words.js";

const status = { type: "response.web_search_call.searching", output_index: 0, item_id: "ws_1" };
const second = 1000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What a client has received so far that reads as fast as it can, and how its stream ended. */
function reading(response: Response) {
  const seen = { text: "", ended: false };
  const finished = (async () => {
    const utf8 = new TextDecoder();
    for await (const chunk of response.body ?? []) seen.text += utf8.decode(chunk, { stream: true });
    seen.ended = true;
  })();
  return { seen, finished, names: () => names(seen.text) };
}

/** A stream whose upstream has begun and says no more. */
async function begun(options: RespondOptions = {}) {
  const upstream = source();
  upstream.say(created, added);
  const response = await respondWithStream(upstream, context, options);
  return { upstream, response };
}

describe("an upstream that is silent and alive (C.5, F45)", () => {
  it("is covered by one ping after message_start and one after each pingMs", async () => {
    const { upstream, response } = await begun({ pingMs: 10 * second, idleMs: 240 * second });
    const client = reading(response);
    await vi.advanceTimersByTimeAsync(0);
    expect(client.names()).toEqual(["message_start", "ping"]);
    for (let pings = 2; pings <= 10; pings++) {
      await vi.advanceTimersByTimeAsync(9_999);
      expect(client.names()).toHaveLength(pings);
      await vi.advanceTimersByTimeAsync(1);
      expect(client.names()).toHaveLength(pings + 1);
    }
    upstream.say(delta("Hi"), completed);
    await client.finished;
    expect(client.names().at(-1)).toBe("message_stop");
    upstream.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not covered by pings while it speaks", async () => {
    const { upstream, response } = await begun({ pingMs: 10 * second });
    const client = reading(response);
    for (let i = 0; i < 20; i++) {
      await vi.advanceTimersByTimeAsync(9 * second);
      upstream.say(delta("x"));
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(client.names().filter((name) => name === "ping")).toHaveLength(1);
    upstream.say(completed);
    await client.finished;
  });

  it("says that it is alive by events that show nothing", async () => {
    const { upstream, response } = await begun({ pingMs: 10 * second, idleMs: 60 * second });
    const client = reading(response);
    for (let i = 0; i < 10; i++) {
      await vi.advanceTimersByTimeAsync(59 * second);
      upstream.say(status);
    }
    upstream.say(completed);
    await client.finished;
    expect(client.names().at(-1)).toBe("message_stop");
  });
});

describe("an upstream that is silent beyond its deadline (F46)", () => {
  it("ends the stream in an error event, after the pings and never in a clean end", async () => {
    const { upstream, response } = await begun({ pingMs: 10 * second, idleMs: 35 * second });
    const client = reading(response);
    await vi.advanceTimersByTimeAsync(34_999);
    expect(client.names()).toEqual(["message_start", "ping", "ping", "ping", "ping"]);
    await vi.advanceTimersByTimeAsync(1);
    await client.finished;
    expect(client.names().slice(5)).toEqual(["error"]);
    expect(client.seen.text).toContain('"type":"timeout_error"');
    expect([upstream.cancelled, vi.getTimerCount()]).toEqual([true, 0]);
  });

  it("is given up after 240 s unless it is told otherwise", async () => {
    const { response } = await begun();
    const client = reading(response);
    await vi.advanceTimersByTimeAsync(239_999);
    expect(client.seen.ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(client.names().at(-1)).toBe("error");
  });

  it.each([0, Number.POSITIVE_INFINITY, Number.NaN, -1])("has none with idleMs %d", async (idleMs) => {
    const { upstream, response } = await begun({ idleMs, pingMs: 3600 * second });
    const client = reading(response);
    await vi.advanceTimersByTimeAsync(24 * 3600 * second);
    expect(client.names()).toHaveLength(2 + 24);
    upstream.say(completed);
    await client.finished;
    expect(client.names().at(-1)).toBe("message_stop");
  });

  it("becomes a real status where nothing went out yet", async () => {
    const upstream = source();
    const answer = respondWithStream(upstream, context, { holdMs: 10 * second, idleMs: 5 * second });
    await vi.advanceTimersByTimeAsync(5 * second);
    const response = await answer;
    expect([response.status, upstream.cancelled, vi.getTimerCount()]).toEqual([504, true, 0]);
    expect(await response.json()).toMatchObject({ error: { type: "timeout_error" } });
  });

  it("is given up as well where the head of its answer never comes", async () => {
    const answer = respondWithStream(new Promise<never>(() => {}), context, { idleMs: 30 * second });
    await vi.advanceTimersByTimeAsync(10 * second);
    const client = reading(await answer);
    await vi.advanceTimersByTimeAsync(20 * second);
    await client.finished;
    expect(client.names()).toEqual(["message_start", "ping", "ping", "error"]);
  });
});

describe("the hold (K1)", () => {
  it("sends nothing, and begins after holdMs exactly", async () => {
    const upstream = source();
    let answered = false;
    const answer = respondWithStream(upstream, context, { pingMs: 1 * second }).then((response) => {
      answered = true;
      return response;
    });
    upstream.say(created, { type: "response.in_progress", response: {} }, { type: "keepalive" });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(answered).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const client = reading(await answer);
    await vi.advanceTimersByTimeAsync(500);
    expect(client.names()).toEqual(["message_start", "ping"]);
    upstream.say(completed);
    await client.finished;
    upstream.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each<[string, object[]]>([
    ["the first item", [created, added]],
    ["the end of the response", [created, completed]],
    ["a delta whose item was never added", [delta("Hi")]],
  ])("ends at once with %s", async (_name, events) => {
    const upstream = source();
    upstream.say(...events);
    upstream.end();
    const response = await respondWithStream(upstream, context);
    await vi.advanceTimersByTimeAsync(0);
    expect([response.status, vi.getTimerCount()]).toEqual([200, 0]);
  });

  it("leaves no timer where the client goes away in it", async () => {
    const leave = new AbortController();
    const upstream = source();
    const answer = respondWithStream(upstream, context, { signal: leave.signal });
    await vi.advanceTimersByTimeAsync(100);
    leave.abort();
    expect((await answer).status).toBe(499);
    expect([upstream.cancelled, vi.getTimerCount()]).toEqual([true, 0]);
  });
});

describe("an upstream that does not end its answer behind the message", () => {
  it.each([0, 240 * second])(
    "is given up after a second, which the client does not wait for (idleMs: %d)",
    async (idleMs) => {
      const { upstream, response } = await begun({ idleMs });
      const client = reading(response);
      upstream.say(delta("Hi"), completed);
      await client.finished;
      expect(client.names().at(-1)).toBe("message_stop");
      for (let i = 0; i < 9; i++) {
        await vi.advanceTimersByTimeAsync(100);
        upstream.say({ type: "keepalive" });
      }
      await vi.advanceTimersByTimeAsync(99);
      expect(upstream.cancelled).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect([upstream.cancelled, vi.getTimerCount()]).toEqual([true, 0]);
    },
  );
});

describe("a client that reads slowly", () => {
  it("collects no pings, is not cut off for its own slowness, and finds everything", async () => {
    const { upstream, response } = await begun({ pingMs: 10 * second, idleMs: 20 * second });
    const reader = response.body?.getReader();
    await reader?.read();
    upstream.say(delta("Hi"), completed);
    await vi.advanceTimersByTimeAsync(3600 * second);
    expect(vi.getTimerCount()).toBe(0);
    let rest = "";
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      rest += new TextDecoder().decode(read.value);
    }
    expect(names(rest)).toEqual([
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
  });

  it("hears one ping when it comes back into silence, not one for each interval", async () => {
    const { response } = await begun({ pingMs: 10 * second });
    const reader = response.body?.getReader();
    await reader?.read();
    await vi.advanceTimersByTimeAsync(100 * second);
    const pings: unknown[] = [];
    void reader?.read().then((read) => pings.push(read));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(pings).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(pings).toHaveLength(1);
    await reader?.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });
});
