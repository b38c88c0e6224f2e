import Anthropic from "@anthropic-ai/sdk";
import { stall, text } from "@transpond/testkit";
import { describe, expect, it, vi } from "vitest";
import { errorOf, type Gateway, gateway, hello } from "./gateway.js";

/** Streams that have begun and go on until they are stopped. */
async function open(gate: Gateway, count: number): Promise<Response[]> {
  const responses = [];
  for (let index = 0; index < count; index += 1) {
    gate.upstream.script(text("and so on and on"), stall());
    responses.push(await gate.post({ ...hello, stream: true }));
  }
  return responses;
}

describe("a limit of messages in progress", () => {
  it("turns the rest away, in a way that clients come again", async () => {
    await using gate = await gateway({ limits: { concurrency: 2 } });
    const [first] = await open(gate, 2);
    expect(gate.handler.inProgress).toBe(2);
    for (const stream of [true, false]) {
      const response = await gate.post({ ...hello, stream });
      expect([response.status, response.headers.get("retry-after")]).toEqual([529, "1"]);
      expect(await errorOf(response)).toEqual({
        type: "overloaded_error",
        message: "Too many requests are in progress",
      });
    }
    expect((await gate.post(hello, "/v1/messages/count_tokens")).status).toBe(200);
    await first?.body?.cancel();
    expect(gate.handler.inProgress).toBe(1);
    expect((await gate.post(hello)).status).toBe(200);
    const patient = new Anthropic({
      apiKey: "gateway-key",
      baseURL: "http://g",
      maxRetries: 1,
      fetch: (input, init) => gate.handler(new Request(input, init)),
    });
    await open(gate, 1);
    const answer = patient.messages.create(hello);
    await vi.waitFor(() => expect(gate.logged.at(-1)?.status).toBe(529));
    await gate.handler.close(0);
    await expect(answer).rejects.toThrow();
  });

  it("is left however a message ends", async () => {
    await using gate = await gateway({ limits: { concurrency: 1 } });
    await gate.post("{");
    await gate.post({ ...hello, max_tokens: -1 });
    await gate.post(hello, "/v1/messages", { headers: {} });
    await (await gate.post({ ...hello, stream: true })).text();
    const leave = new AbortController();
    gate.upstream.script(text("on and on"), stall());
    await gate.post({ ...hello, stream: true }, "/v1/messages", { signal: leave.signal });
    expect(gate.handler.inProgress).toBe(1);
    leave.abort();
    await vi.waitFor(() => expect(gate.handler.inProgress).toBe(0));
    expect((await gate.post(hello)).status).toBe(200);
  });
});

describe("closing", () => {
  it("lets streams end and takes no more", async () => {
    await using gate = await gateway();
    gate.upstream.script(text("one two three", { chunks: 1 }));
    const response = await gate.post({ ...hello, stream: true });
    const closed = gate.handler.close();
    const refused = await gate.post(hello);
    expect([refused.status, refused.headers.get("x-should-retry")]).toEqual([529, "true"]);
    expect(await response.text()).toContain("message_stop");
    await closed;
    expect(gate.logged.map(({ outcome }) => outcome).sort()).toEqual(["completed", "failed"]);
  });

  it("ends what takes too long in an error, whether its client reads or not", async () => {
    await using gate = await gateway();
    const [read] = await open(gate, 2);
    const reading = read?.text();
    await gate.handler.close(20);
    expect(await reading).toMatch(/event: error\n.*overloaded_error.*\n\n$/);
    expect(gate.logged).toMatchObject([
      { outcome: "failed", errorType: "overloaded_error" },
      { outcome: "failed", errorType: "overloaded_error" },
    ]);
    for (const { closed } of gate.upstream.requests) expect(await closed).toBe("aborted");
  });

  it.each([true, false])("answers 529 where nothing has gone out yet (stream: %s)", async (stream) => {
    await using gate = await gateway();
    gate.upstream.script(stall());
    const answer = gate.post({ ...hello, stream });
    await gate.upstream.nextRequest(1);
    await gate.handler.close(0);
    const response = await answer;
    expect(response.status).toBe(529);
    expect((await errorOf(response)).type).toBe("overloaded_error");
  });

  it("is at once where nothing is in progress, and may be said twice", async () => {
    await using gate = await gateway();
    await Promise.all([gate.handler.close(), gate.handler.close()]);
  });
});

describe("the health route", () => {
  it("is off unless it is asked for", async () => {
    await using gate = await gateway();
    expect(gate.handler.handles("GET", "/health")).toBe(false);
    expect((await gate.handler(new Request("http://g/health"))).status).toBe(404);
  });

  it("says how it is, to anybody", async () => {
    await using gate = await gateway({ routes: { health: true } });
    const health = async () => {
      const response = await gate.handler(new Request("http://g/health"));
      return [response.status, await response.json()];
    };
    expect(await health()).toEqual([200, { status: "ok", in_progress: 0 }]);
    await open(gate, 1);
    expect(await health()).toEqual([200, { status: "ok", in_progress: 1 }]);
    void gate.handler.close();
    expect(await health()).toEqual([503, { status: "closing", in_progress: 1 }]);
    await gate.handler.close(0);
  });
});
