import { once } from "node:events";
import type { Server } from "node:http";
import Anthropic from "@anthropic-ai/sdk";
import {
  call,
  cut,
  delay,
  failBefore,
  failInside,
  rateLimited,
  reasoning,
  type SimulatedOpenAI,
  stall,
  startSimulatedOpenAI,
  text,
} from "@transpond/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startProgram } from "../../start-program.js";
import { createGateway } from "../src/gateway.js";
import { readSettings } from "../src/settings.js";

const hello = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user" as const, content: "Hi" }] };
const tools = [
  { name: "weather", input_schema: { type: "object" as const, properties: { city: { type: "string" } } } },
];

describe.each(["by-hand", "one-call"])("the existing gateway, streams translated %s", (streams) => {
  let upstream: SimulatedOpenAI;
  let gateway: Server;
  let url: string;
  let client: Anthropic;
  let lines: string[] = [];
  const entries = () => lines.map((line) => JSON.parse(line));

  beforeAll(async () => {
    upstream = await startSimulatedOpenAI({ keys: ["sk-example"] });
    const settings = await readSettings({
      OPENAI_API_KEY: "sk-example",
      OPENAI_BASE_URL: upstream.url,
      TENANTS: "acme=key-of-acme,globex=key-of-globex",
      STREAMS: streams,
      LOG_CONTENT: "redacted",
    });
    gateway = createGateway(settings, (line) => lines.push(line)).listen(0, "127.0.0.1");
    await once(gateway, "listening");
    const address = gateway.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    client = new Anthropic({ baseURL: url, apiKey: "key-of-acme", maxRetries: 0 });
  });
  afterEach(() => {
    lines = [];
  });
  afterAll(async () => {
    gateway.closeAllConnections();
    gateway.close();
    await upstream.close();
  });

  it("holds a conversation with thinking and a tool, streamed and whole", async () => {
    const asked = { ...hello, max_tokens: 8192, tools, thinking: { type: "adaptive" as const } };
    upstream.script(reasoning("**Looking it up**"), call("weather", { city: "Oslo" }));
    const first = await client.messages.stream(asked).finalMessage();
    expect(first.stop_reason).toBe("tool_use");
    const used = first.content.find((block) => block.type === "tool_use");
    const messages: Anthropic.MessageParam[] = [
      ...asked.messages,
      { role: "assistant", content: first.content },
      { role: "user", content: [{ type: "tool_result", tool_use_id: used?.id ?? "", content: "snow" }] },
    ];
    upstream.script(text("It snows."));
    const second = await client.messages.create({ ...asked, messages });
    expect(second.content).toMatchObject([{ type: "text", text: "It snows." }]);
    const items = upstream.requests.at(-1)?.body.input;
    expect(items).toMatchObject([
      {},
      { type: "reasoning" },
      { type: "function_call" },
      { type: "function_call_output" },
    ]);
    await expect.poll(entries).toMatchObject([
      { tenant: "acme", status: 200, outcome: "completed", outputTokens: first.usage.output_tokens },
      { tenant: "acme", status: 200, outcome: "completed", outputTokens: second.usage.output_tokens },
    ]);
  });

  it("tells of losses in a header and in its log", async () => {
    const params = { ...hello, stop_sequences: ["END"] };
    for (const stream of [false, true]) {
      const { response } = await client.messages.create({ ...params, stream }).withResponse();
      expect(response.headers.get("x-gateway-losses")).toBe("stop_sequence_emulated");
      await response.body?.cancel().catch(() => {});
    }
    await expect
      .poll(() => entries().map(({ losses }) => losses))
      .toEqual(Array(2).fill({ stop_sequence_emulated: 1 }));
  });

  it.each([false, true])("gives early failures their status and headers (stream: %s)", async (stream) => {
    upstream.script(rateLimited(7));
    const limited = client.messages.create({ ...hello, stream });
    await expect(limited).rejects.toBeInstanceOf(Anthropic.RateLimitError);
    expect((await limited.catch((error) => error)).headers.get("retry-after")).toBe("7");
    const quoted = "Invalid value for jane.doe@example.com";
    upstream.script(failBefore({ status: 400, message: quoted, type: "invalid_request_error" }));
    await expect(client.messages.create({ ...hello, stream })).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    await expect.poll(entries).toMatchObject([
      { status: 429, outcome: "failed", errorType: "rate_limit_error" },
      { status: 400, outcome: "failed", errorType: "invalid_request_error", error: expect.stringContaining("[EMAIL]") },
    ]);
  });

  it.each([
    ["fails inside", failInside({ code: "server_error", message: "The server had an error" })],
    ["is cut", [delay(50), cut()]],
  ])("ends a stream that %s in an error, never in a success", async (_how, failure) => {
    upstream.script(text("It is"), failure);
    await expect(client.messages.stream(hello).finalMessage()).rejects.toBeInstanceOf(Anthropic.APIError);
    await expect.poll(entries).toMatchObject([{ status: 200, outcome: "failed", errorType: "api_error" }]);
  });

  it.each([false, true])(
    "cancels the upstream when the client leaves (stream: %s)",
    async (stream) => {
      const coming = upstream.nextRequest();
      upstream.script(text("begun"), stall());
      const leave = new AbortController();
      const answer = client.messages.create({ ...hello, stream }, { signal: leave.signal });
      const asked = await coming;
      if (stream) await answer;
      leave.abort();
      if (!stream) await expect(answer).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
      expect(await asked.closed).toBe("aborted");
      await expect.poll(entries).toMatchObject([{ outcome: "cancelled" }]);
    },
    7_000,
  );

  it("logs what was asked without what identifies somebody or opens a door", async () => {
    const secret = "sk-proj-Zk3qT8vXw1LmN0pRs5uYb7Hd2Jf4Gc6A";
    const content = `Write to jane.doe@example.com with the key ${secret}`;
    await client.messages.create({ ...hello, messages: [{ role: "user", content }] });
    await expect.poll(entries).toMatchObject([{ asked: '"Write to [EMAIL] with the key [SECRET]"' }]);
    expect(lines.join()).not.toMatch(/jane|Zk3q|key-of-acme|sk-example/);
  });

  it("keeps its own keys and routes, and counts tokens", async () => {
    const stranger = new Anthropic({ baseURL: url, apiKey: "wrong-key", maxRetries: 0 });
    await expect(stranger.messages.create(hello)).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
    const whoami = await fetch(`${url}/whoami`, { headers: { authorization: "Bearer key-of-globex" } });
    expect(await whoami.json()).toEqual({ tenant: "globex" });
    const { model, messages } = hello;
    expect(await client.messages.countTokens({ model, messages })).toEqual({ input_tokens: 7 });
    const broken = await fetch(`${url}/v1/messages`, {
      method: "POST",
      headers: { "x-api-key": "key-of-acme" },
      body: "{",
    });
    expect([broken.status, await broken.json()]).toMatchObject([400, { error: { type: "invalid_request_error" } }]);
    await expect(client.models.list()).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });
});

it("runs without a key, and leaves nothing open when it is told to stop", async () => {
  const program = await startProgram(new URL("../src/start.ts", import.meta.url));
  const client = new Anthropic({ baseURL: program.url, apiKey: "transpond", maxRetries: 0 });
  const message = await client.messages.stream(hello).finalMessage();
  expect(message.content).toMatchObject([{ text: "You said: Hi" }]);
  program.kill("SIGTERM");
  expect(await program.ended).toBe(0);
}, 60_000);

it("does not serve the real API to whoever finds the port", async () => {
  await expect(readSettings({ OPENAI_API_KEY: "sk-example" })).rejects.toThrow("Set TENANTS");
  await expect(readSettings({ OPENAI_API_KEY: "sk-example", TENANTS: "acme=" })).rejects.toThrow("TENANTS");
});
