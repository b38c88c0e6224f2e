import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import Anthropic from "@anthropic-ai/sdk";
import { call, reasoning, type SimulatedOpenAI, stall, startSimulatedOpenAI, text } from "@transpond/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, type Variant } from "../src/run.js";
import { leaveInTheMiddle } from "./leave-in-the-middle.js";

const folder = new URL("../", import.meta.url);
const minute = 60_000;
const hello = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user" as const, content: "Hi" }] };
const tools = [
  { name: "weather", input_schema: { type: "object" as const, properties: { city: { type: "string" } } } },
];

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ["build.mjs"], { cwd: fileURLToPath(folder) });
}, minute);

/** All that would be uploaded, in bytes. */
function uploaded(variant: Variant): number {
  const files = readdirSync(new URL(`dist/${variant}/`, folder));
  return files.reduce((sum, file) => sum + readFileSync(new URL(`dist/${variant}/${file}`, folder)).length, 0);
}

describe.each<Variant>(["local", "upstream"])("the Worker that counts tokens by way of %s", (variant) => {
  let upstream: SimulatedOpenAI;
  let worker: Awaited<ReturnType<typeof run>>;
  let client: Anthropic;
  beforeAll(async () => {
    upstream = await startSimulatedOpenAI({ keys: ["sk-example"] });
    const bindings = { OPENAI_API_KEY: "sk-example", OPENAI_BASE_URL: upstream.url, GATEWAY_KEY: "gateway-key" };
    worker = await run(variant, bindings);
    client = new Anthropic({ baseURL: worker.url, apiKey: "gateway-key", maxRetries: 0 });
  }, minute);
  afterAll(async () => {
    await worker.close();
    await upstream.close();
  });

  it("answers in workerd, whole and streamed", async () => {
    upstream.script(text("Whole"));
    expect((await client.messages.create(hello)).content).toMatchObject([{ type: "text", text: "Whole" }]);
    upstream.script(text("Streamed from the edge", { chunks: 3 }));
    const stream = client.messages.stream(hello);
    let deltas = 0;
    stream.on("text", () => (deltas += 1));
    expect((await stream.finalMessage()).content).toMatchObject([{ type: "text", text: "Streamed from the edge" }]);
    expect(deltas).toBeGreaterThan(1);
  });

  it("holds a conversation with thinking and a tool", async () => {
    const asked = { ...hello, max_tokens: 8192, tools, thinking: { type: "adaptive" as const } };
    upstream.script(reasoning("**Looking it up**"), call("weather", { city: "Oslo" }));
    const first = await client.messages.stream(asked).finalMessage();
    const used = first.content.find((block) => block.type === "tool_use");
    upstream.script(text("It snows."));
    const second = await client.messages
      .stream({
        ...asked,
        messages: [
          ...asked.messages,
          { role: "assistant", content: first.content },
          { role: "user", content: [{ type: "tool_result", tool_use_id: used?.id ?? "", content: "snow" }] },
        ],
      })
      .finalMessage();
    expect(second.content).toMatchObject([{ type: "text", text: "It snows." }]);
    const items = upstream.requests.at(-1)?.body.input;
    expect(items).toMatchObject([
      {},
      { type: "reasoning" },
      { type: "function_call" },
      { type: "function_call_output" },
    ]);
  });

  it("counts tokens", async () => {
    const before = upstream.requests.length;
    const { input_tokens } = await client.messages.countTokens({ model: hello.model, messages: hello.messages });
    const asked = upstream.requests.slice(before).map(({ path }) => path);
    expect(input_tokens).toBeGreaterThan(0);
    expect(asked).toEqual(variant === "local" ? [] : ["/v1/responses/input_tokens"]);
  });

  it("cancels the upstream when the client leaves", async () => {
    upstream.script(text("begun"), stall());
    await leaveInTheMiddle(worker.url, "gateway-key", { ...hello, stream: true }, "begun");
    expect(await upstream.requests.at(-1)?.closed).toBe("aborted");
    // Before the next ping, which could not be written.
  }, 7_000);

  it("refuses strangers", async () => {
    const stranger = new Anthropic({ baseURL: worker.url, apiKey: "wrong-key", maxRetries: 0 });
    await expect(stranger.messages.create(hello)).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
  });
});

describe("what is uploaded", () => {
  it("holds the token ranks only where the Worker counts itself", () => {
    expect(uploaded("local")).toBeGreaterThan(2_300_000);
    expect(uploaded("upstream")).toBeLessThan(600_000);
  });

  it(
    "without ranks and without the upstream's count, a client is told to come again",
    async () => {
      const bindings = { OPENAI_API_KEY: "sk", OPENAI_BASE_URL: "http://127.0.0.1:1/v1", GATEWAY_KEY: "gateway-key" };
      const worker = await run("upstream", bindings);
      const client = new Anthropic({ baseURL: worker.url, apiKey: "gateway-key", maxRetries: 0 });
      const count = () => client.messages.countTokens({ model: hello.model, messages: hello.messages });
      for (let attempt = 0; attempt < 2; attempt++) {
        await expect(count()).rejects.toMatchObject({ status: 529, message: expect.stringContaining("did not count") });
      }
      await worker.close();
    },
    minute,
  );
});
