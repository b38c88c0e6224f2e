import type Anthropic from "@anthropic-ai/sdk";
import { text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { created, messageItem, terminal } from "../../packages/core/test/support/upstream-events.js";
import { hello, scripted, simulated } from "./gateway.js";

describe("reasoning, of whom and how much", () => {
  it("F30: all turns of a session have one key, by its header or by its user id, and no two sessions share it", async () => {
    const gate = scripted([[created(), terminal([messageItem("Hi")])]]);
    const later: Anthropic.MessageParam[] = [
      ...hello.messages,
      { role: "assistant", content: "Hi" },
      ...hello.messages,
    ];
    const byHeader = (session: string, messages: Anthropic.MessageParam[] = hello.messages) =>
      gate.post({ ...hello, messages }, "/v1/messages", { "x-claude-code-session-id": session });
    const byUserId = (session_id: string) =>
      gate.post({ ...hello, metadata: { user_id: JSON.stringify({ device_id: "d", account_uuid: "a", session_id }) } });
    await byHeader("session-1");
    await byHeader("session-1", later);
    await byUserId("session-1");
    await byHeader("session-2");
    const [key, ofLater, ofUserId, ofOther] = gate.sent.map((sent) => sent.prompt_cache_key);
    expect(key).toMatch(/^.{16,64}$/);
    expect([ofLater, ofUserId]).toEqual([key, key]);
    expect(ofOther).not.toBe(key);
  });

  it.each<[string, string]>([
    ["gpt-5.4", "none"],
    ["gpt-5", "minimal"],
    ["gpt-6-astra", "low"],
  ])("F31: the classifier of auto mode gets its verdict within 64 tokens (%s thinks %s)", async (model, effort) => {
    await using gate = await simulated({ model });
    gate.upstream.script(text("<block>no</block> because", { chunks: 3 }));
    const message = await gate.client.messages.create({
      ...hello,
      max_tokens: 64,
      thinking: { type: "disabled" },
      stop_sequences: ["</block>"],
    });
    expect(message).toMatchObject({ stop_reason: "stop_sequence", stop_sequence: "</block>" });
    expect(message.content).toMatchObject([{ type: "text", text: "<block>no" }]);
    expect(gate.sent()[0]).toMatchObject({ max_output_tokens: 64, reasoning: { effort } });
  });

  it.each<[string, string[]]>([
    ["gpt-5.4", ["low", "medium", "high", "xhigh", "xhigh"]],
    ["gpt-5.6-sol", ["low", "medium", "high", "xhigh", "max"]],
    ["gpt-5", ["low", "medium", "high", "high", "high"]],
  ])("F32: the effort that is asked for reaches %s, as far as it goes", async (model, efforts) => {
    await using gate = await simulated({ model });
    for (const effort of ["low", "medium", "high", "xhigh", "max"] as const) {
      await gate.client.messages.create({ ...hello, thinking: { type: "adaptive" }, output_config: { effort } });
    }
    expect(gate.sent().map((sent) => sent.reasoning?.effort)).toEqual(efforts);
  });
});
