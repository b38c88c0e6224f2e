import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHandler, type HandlerOptions } from "../src/index.js";
import { countOf, hello } from "./gateway.js";

const asking = (fetch: typeof globalThis.fetch, options: Partial<HandlerOptions> = {}) => {
  const handler = createHandler({
    upstream: { apiKey: "k", fetch },
    authenticate: false,
    model: "gpt-5.4",
    countTokens: "upstream",
    ...options,
  });
  return (query = "") => {
    const init = { method: "POST", body: JSON.stringify(hello) };
    return handler(new Request(`http://g/v1/messages/count_tokens${query}`, init)).then(countOf);
  };
};

/** One byte a second, without end. */
const trickle = (): Response => {
  let timer: ReturnType<typeof setInterval> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      timer = setInterval(() => controller.enqueue(new Uint8Array([0x20])), 1000);
    },
    cancel: () => clearInterval(timer),
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
};

describe("a count that the upstream does not give in time", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Lets what needs no timer happen. */
  const settle = async () => {
    for (let round = 0; round < 200; round += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  it.each<[string, () => Response | Promise<Response>]>([
    ["its head is late", () => new Promise<Response>(() => {})],
    ["its body comes byte by byte", trickle],
  ])("is made locally after ten seconds where %s, and is asked for again by the next", async (_, answer) => {
    const told: unknown[] = [];
    const sent = vi.fn(async () => (sent.mock.calls.length === 1 ? answer() : Response.json({ input_tokens: 12_345 })));
    const options = { timeouts: { head: 0, idle: 0 }, onError: (error: unknown) => told.push(error) };
    const count = asking(sent, options);
    const first = vi.fn();
    const asked = count().then(first);
    await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
    await vi.advanceTimersByTimeAsync(9900);
    await settle();
    expect(first).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    await asked;
    expect(first).toHaveBeenCalledWith(7);
    expect(told).toMatchObject([{ name: "TimeoutError" }]);
    expect(await count()).toBe(12_345);
  });

  it("is made locally sooner where the host's own limit is shorter", async () => {
    const sent = vi.fn(() => new Promise<Response>(() => {}));
    const asked = asking(sent, { timeouts: { head: 500 } })();
    await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
    await vi.advanceTimersByTimeAsync(600);
    expect(await asked).toBe(7);
  });
});

describe("a count", () => {
  it("is kept apart by the API, stable or beta, that it was asked of", async () => {
    let asked = 0;
    const count = asking(async () => {
      asked += 1;
      return Response.json({ input_tokens: 1000 + asked });
    });
    expect([await count(), await count("?beta=true"), await count(), await count("?beta=true")]).toEqual([
      1001, 1002, 1001, 1002,
    ]);
  });
});
