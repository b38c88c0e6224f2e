import Anthropic from "@anthropic-ai/sdk";
import { call, delay, reasoning, type SimulatedOpenAI, startSimulatedOpenAI, text } from "@transpond/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../../start-program.js";
import { Conversation } from "./conversation.js";

const start = new URL("../src/primary.ts", import.meta.url);
const startMs = 90_000;
const hello = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user" as const, content: "Hi" }] };

describe("the cluster example", () => {
  let upstream: SimulatedOpenAI;
  let program: Program;
  let client: Anthropic;
  beforeAll(async () => {
    upstream = await startSimulatedOpenAI({ keys: ["sk-example"] });
    program = await startProgram(start, {
      OPENAI_API_KEY: "sk-example",
      OPENAI_BASE_URL: upstream.url,
      GATEWAY_KEY: "gateway-key",
      WORKERS: "3",
      // Each turn comes on a new connection, as behind a load balancer.
      REQUESTS_PER_CONNECTION: "1",
    });
    client = new Anthropic({ baseURL: program.url, apiKey: "gateway-key", maxRetries: 0 });
  }, startMs);
  afterAll(async () => {
    program.kill("SIGTERM");
    await program.ended;
    await upstream.close();
  });

  it("holds a conversation with thinking and tools, every turn answered by another process", async () => {
    upstream.script(reasoning("**Two cities**"), call("weather", { city: "Oslo" }), call("weather", { city: "Rome" }));
    upstream.script(reasoning("**One is missing**"), call("weather", { city: "Bonn" }));
    upstream.script(reasoning("**All there**"), text("Snow, sun and rain."));
    upstream.script(reasoning("**Easy**"), text("Rome."));
    upstream.script(text("Oslo."));
    const conversation = new Conversation(client);
    await conversation.say("How is the weather in Oslo, Rome and Bonn?", "streamed");
    await conversation.answerTools("whole");
    await conversation.answerTools("whole");
    await conversation.say("Where is it warmest?", "streamed");
    await conversation.say("And coldest?", "streamed");

    expect(conversation.last()).toMatchObject([{ type: "text", text: "Oslo." }]);
    // The upstream refuses reasoning that is not, to the byte, what it gave out; here is that it was sent at all.
    const kinds = upstream.requests.at(-1)?.body.input;
    expect(Array.isArray(kinds) && kinds.map((item) => Reflect.get(item, "type") ?? "message")).toEqual([
      "message",
      ...["reasoning", "function_call", "function_call", "function_call_output", "function_call_output"],
      ...["reasoning", "function_call", "function_call_output"],
      ...["reasoning", "message"],
      "message",
      ...["reasoning", "message"],
      "message",
    ]);

    const { servedBy } = conversation;
    expect(servedBy).toHaveLength(5);
    expect(new Set(servedBy).size).toBe(3);
    expect(servedBy.filter((pid, turn) => pid === servedBy[turn - 1])).toEqual([]);
    const answers = () => program.entries().filter(({ event }) => event === "response");
    await expect.poll(answers).toHaveLength(5);
    // Entries of several processes may change places on their way here.
    const logged = answers().map(({ pid }) => String(pid));
    expect(logged.toSorted()).toEqual(servedBy.toSorted());
  });

  it(
    "replaces a process that dies",
    async () => {
      const served = async () => (await fetch(`${program.url}/health`)).headers.get("x-served-by");
      const victim = Number(await served());
      process.kill(victim, "SIGKILL");
      await expect.poll(() => program.entries().find(({ worker }) => worker === victim)).toMatchObject({ level: 50 });
      const alive = new Set<string | null>();
      const others = async () => alive.add(await served()).size;
      await expect.poll(others, { timeout: startMs / 2, interval: 100 }).toBe(3);
      expect(alive).not.toContain(String(victim));
    },
    startMs,
  );

  it("lets a stream end when it is told to stop, and leaves no process", async () => {
    upstream.script(text("It is", { chunks: 3 }), delay(600), text(" over."));
    const stream = client.messages.stream(hello);
    await new Promise((resolve) => stream.once("text", resolve));
    program.kill("SIGTERM");
    const message = await stream.finalMessage();
    expect(message.content.map((block) => (block.type === "text" ? block.text : "")).join("")).toBe("It is over.");
    expect(await program.ended).toBe(0);
    expect(program.entries().at(-1)).toMatchObject({ msg: "closed" });
    await expect(fetch(program.url)).rejects.toThrow();
  });
});
