import Anthropic from "@anthropic-ai/sdk";
import { createHandler } from "@transpond/fetch";
import { cut, failInside, stall, startSimulatedOpenAI, text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { toNodeListener } from "../src/index.js";
import { serve } from "./serve.js";

const hello = { model: "claude-x", max_tokens: 1024, messages: [{ role: "user" as const, content: "Hello" }] };

/** The official SDK, a Node server, the handler and a simulated upstream, all over sockets. */
async function stack() {
  const upstream = await startSimulatedOpenAI();
  const handler = createHandler({
    upstream: { baseURL: upstream.url, apiKey: "k" },
    model: "gpt-5.4",
    authenticate: ["key"],
    pingMs: 50,
  });
  const server = await serve(toNodeListener(handler));
  const client = new Anthropic({ apiKey: "key", baseURL: server.url, maxRetries: 0 });
  return {
    upstream,
    client,
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await upstream.close();
    },
  };
}

describe("the official SDK over sockets", () => {
  it("creates, streams and counts", async () => {
    await using gate = await stack();
    gate.upstream.script(text("Grüße 😀"));
    expect((await gate.client.messages.create(hello)).content).toMatchObject([{ text: "Grüße 😀" }]);
    gate.upstream.script(text("One two three", { chunks: 1 }));
    let seen = "";
    const stream = gate.client.messages.stream(hello).on("text", (piece) => {
      seen += piece;
    });
    expect((await stream.finalMessage()).stop_reason).toBe("end_turn");
    expect(seen).toBe("One two three");
    expect((await gate.client.messages.countTokens({ model: "x", messages: hello.messages })).input_tokens).toBe(7);
  });

  it("gets text as it comes, not at the end", async () => {
    await using gate = await stack();
    gate.upstream.script(text("early"), stall());
    const stream = gate.client.messages.stream(hello);
    await new Promise<void>((resolve) => stream.on("text", () => resolve()));
    stream.abort();
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    expect(await gate.upstream.requests[0]?.closed).toBe("aborted");
  });

  it("gets errors, before and after the head", async () => {
    await using gate = await stack();
    gate.upstream.script(failInside({ code: "server_error", message: "Sorry" }));
    await expect(gate.client.messages.stream(hello).finalMessage()).rejects.toMatchObject({ status: 500 });
    gate.upstream.script(text("One two three"), cut({ after: 6, how: "end" }));
    await expect(gate.client.messages.stream(hello).finalMessage()).rejects.toBeInstanceOf(Anthropic.APIError);
  });

  it("leaves while the answer is held, or is not streamed", async () => {
    await using gate = await stack();
    for (const create of [
      (signal: AbortSignal) => gate.client.messages.create(hello, { signal }),
      (signal: AbortSignal) => gate.client.messages.create({ ...hello, stream: true }, { signal }),
    ]) {
      gate.upstream.script(stall());
      const number = gate.upstream.requests.length + 1;
      const leave = new AbortController();
      const answer = create(leave.signal);
      const request = await gate.upstream.nextRequest(number);
      leave.abort();
      await expect(answer).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
      expect(await request.closed).toBe("aborted");
    }
  });

  it("is told that 40 MB are too much", async () => {
    await using gate = await stack();
    const messages = [{ role: "user" as const, content: "x".repeat(40_000_000) }];
    await expect(gate.client.messages.create({ ...hello, messages })).rejects.toMatchObject({ status: 413 });
  });

  it("serves many at once without mixing them up", async () => {
    await using gate = await stack();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        gate.client.messages.create({ ...hello, messages: [{ role: "user", content: `number ${at}` }] }),
      ),
    );
    expect(answers.map(({ content }) => content[0])).toMatchObject(
      answers.map((_, at) => ({ text: `You said: number ${at}` })),
    );
  });
});
