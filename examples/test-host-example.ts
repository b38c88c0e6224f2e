import Anthropic from "@anthropic-ai/sdk";
import { delay, type SimulatedOpenAI, startSimulatedOpenAI, text } from "@transpond/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "./start-program.js";

/** A program compiles its sources first, in milliseconds. */
const startMs = 60_000;
const hello = { model: "claude-sonnet-5", max_tokens: 100, messages: [{ role: "user" as const, content: "Hi" }] };

/**
 * What an application that serves the Messages API under `/anthropic`, beside pages of its own, must do when its program
 * is run.
 *
 * @param start The program.
 */
export function testHostExample(name: string, start: URL): void {
  describe(name, () => {
    let upstream: SimulatedOpenAI;
    let program: Program;
    let client: Anthropic;
    beforeAll(async () => {
      upstream = await startSimulatedOpenAI({ keys: ["sk-example"] });
      const env = { OPENAI_API_KEY: "sk-example", OPENAI_BASE_URL: upstream.url, GATEWAY_KEY: "gateway-key" };
      program = await startProgram(start, env);
      client = new Anthropic({ baseURL: program.url, apiKey: "gateway-key", maxRetries: 0 });
    }, startMs);
    afterAll(async () => {
      program.kill("SIGKILL");
      await program.ended;
      await upstream.close();
    });

    it("serves the Anthropic SDK under its path, and its own pages beside it", async () => {
      const { origin } = new URL(program.url);
      upstream.script(text("Whole"));
      expect((await client.messages.create(hello)).content).toMatchObject([{ type: "text", text: "Whole" }]);
      upstream.script(text("Streamed"));
      const streamed = await client.messages.stream({ ...hello, model: "claude-haiku-4-5" }).finalMessage();
      expect(streamed.content).toMatchObject([{ type: "text", text: "Streamed" }]);
      expect(upstream.requests.map(({ body }) => body.model)).toEqual(["gpt-5.6-sol", "gpt-5.4-mini"]);

      expect(await (await fetch(`${origin}/`)).json()).toMatchObject({ name: "my application" });
      const echo = await fetch(`${origin}/echo`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"a":1}',
      });
      expect(await echo.json()).toEqual({ a: 1 });
      const health = async () => (await fetch(`${program.url}/health`)).json();
      await expect.poll(health).toEqual({ status: "ok", in_progress: 0 });
      const missing = await fetch(`${program.url}/v1/files`);
      expect([missing.status, await missing.json()]).toEqual([404, { message: "No such page." }]);
    });

    it("refuses strangers, and logs without words or keys", async () => {
      const stranger = new Anthropic({ baseURL: program.url, apiKey: "wrong-key", maxRetries: 0 });
      await expect(stranger.messages.create(hello)).rejects.toBeInstanceOf(Anthropic.AuthenticationError);
      upstream.script(text("an unspoken answer"));
      await client.messages.create({ ...hello, messages: [{ role: "user", content: "a confidential question" }] });
      await expect
        .poll(() =>
          program
            .entries()
            .filter(({ event }) => event === "response")
            .slice(-2),
        )
        .toMatchObject([
          { level: 40, status: 401, outcome: "failed" },
          { level: 30, status: 200, outcome: "completed" },
        ]);
      expect(program.output()).not.toMatch(/unspoken|confidential|wrong-key|gateway-key|sk-example/);
    });

    it("lets a stream end when it is told to stop, and leaves nothing open", async () => {
      upstream.script(text("It is", { chunks: 3 }), delay(600), text(" over."));
      const stream = client.messages.stream(hello);
      await new Promise((resolve) => stream.once("text", resolve));
      program.kill("SIGTERM");
      const message = await stream.finalMessage();
      expect(message.content.map((block) => (block.type === "text" ? block.text : "")).join("")).toBe("It is over.");
      expect(await program.ended).toBe(0);
      await expect(fetch(program.url)).rejects.toThrow();
    });
  });

  describe(`${name}, without a key`, () => {
    it(
      "a simulated upstream answers",
      async () => {
        const program = await startProgram(start);
        const client = new Anthropic({ baseURL: program.url, apiKey: "transpond", maxRetries: 0 });
        expect((await client.messages.create(hello)).content).toMatchObject([{ text: "You said: Hi" }]);
        program.kill("SIGTERM");
        expect(await program.ended).toBe(0);
      },
      startMs,
    );
  });
}
