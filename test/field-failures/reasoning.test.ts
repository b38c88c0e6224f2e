import type Anthropic from "@anthropic-ai/sdk";
import { call, reasoning, text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import {
  callItem,
  created,
  messageItem,
  reasoningItem,
  terminal,
} from "../../packages/core/test/support/upstream-events.js";
import { askStream, type MessagesRequest } from "./ask.js";
import { hello, itemsOf, scripted, simulated } from "./gateway.js";

type Turn = Anthropic.MessageParam;
const asked = (content: Turn["content"] = "Go on"): Turn => ({ role: "user", content });
const said = (content: Turn["content"]): Turn => ({ role: "assistant", content });
const request: MessagesRequest = {
  ...hello,
  thinking: { type: "adaptive" },
  tools: [{ name: "Read", input_schema: { type: "object" as const } }],
};
const answer = [created(), terminal([messageItem("Hi")])];
const reasoningOf = (sent: Parameters<typeof itemsOf>[0]) =>
  itemsOf(sent).flatMap((item) => (item.type === "reasoning" ? [item] : []));
const signatures = (content: readonly Anthropic.ContentBlock[]) =>
  content.flatMap((block) => (block.type === "thinking" ? [block.signature] : []));

/** A turn that thinks, calls, thinks again and calls again. */
const twoThoughts = [reasoning("First"), call("Read", { n: 1 }), reasoning(["Second", "more"]), call("Read", { n: 2 })];
const resultsOf = (content: readonly Anthropic.ContentBlock[]): Turn =>
  asked(
    content.flatMap((block) =>
      block.type === "tool_use" ? [{ type: "tool_result" as const, tool_use_id: block.id, content: "ok" }] : [],
    ),
  );

/** A conversation of one such turn, answered by another upstream than the one that is asked next. */
async function conversationElsewhere(organization: string): Promise<Turn[]> {
  await using elsewhere = await simulated({}, { organization });
  elsewhere.upstream.script(...twoThoughts);
  const { message } = await askStream(elsewhere, request);
  return [...hello.messages, said(message.content), resultsOf(message.content)];
}

describe("reasoning", () => {
  it("F26: reasoning goes back as it came, turn after turn, and the input only grows", async () => {
    await using gate = await simulated();
    const messages: Turn[] = [...hello.messages];
    for (let turn = 0; turn < 3; turn++) {
      gate.upstream.script(...twoThoughts);
      const { message } = await askStream(gate, { ...request, messages });
      expect(signatures(message.content).map((signature) => signature.length > 100)).toEqual([true, true]);
      messages.push(said(message.content), resultsOf(message.content));
    }
    await gate.client.messages.create({ ...request, messages });
    const inputs = gate.sent().map((sent) => itemsOf(sent));
    const shown = gate.upstream.requests.flatMap(({ output }) => output.filter(({ type }) => type === "reasoning"));
    const kept = shown.map(({ type, id, encrypted_content, summary }) => ({ type, id, encrypted_content, summary }));
    expect(gate.sent().map(reasoningOf)).toEqual([0, 2, 4, 6].map((count) => kept.slice(0, count)));
    for (const [at, input] of inputs.slice(1).entries()) {
      const before = inputs[at] ?? [];
      expect(JSON.stringify(input.slice(0, before.length))).toBe(JSON.stringify(before));
    }
  });

  it.each([
    ["Anthropic", "EqQBCgIYAhIM".repeat(20)],
    ["another gateway", "gAAAAABoforeign=="],
    ["nobody", ""],
  ])("F27: reasoning that %s signed is not sent, and the session goes on", async (_, signature) => {
    await using gate = await simulated();
    const thought = said([
      { type: "thinking", thinking: "Hm", signature },
      { type: "text", text: "Yes" },
    ]);
    for (const stream of [false, true]) {
      const response = await gate.post({ ...request, messages: [asked(), thought, asked()], stream });
      expect(response.status).toBe(200);
    }
    expect(gate.sent().flatMap(reasoningOf)).toEqual([]);
  });

  it.each(["gpt-5.4", "gpt-5.6-sol"])("F27: nor is that of another upstream, whichever model (%s)", async (model) => {
    const messages = await conversationElsewhere("org-old");
    await using gate = await simulated({ model }, { organization: "org-new" });
    expect((await gate.post({ ...request, messages })).status).toBe(200);
    expect(gate.sent().map((sent) => reasoningOf(sent).length)).toEqual([0]);
  });

  it.each<[string, string | null, string]>([
    ["its code", "invalid_encrypted_content", "The encrypted content could not be verified."],
    [
      "code null",
      null,
      "The encrypted content gAAA...test could not be verified. Reason: Encrypted content could not be decrypted or parsed.",
    ],
  ])(
    "F27: a transcript of 87 blobs that the upstream refuses by %s is sent once more without them",
    async (_, code, words) => {
      const blobs = Array.from({ length: 87 }, (_, n) =>
        reasoningItem(["Hm"], { id: `rs_${n}`, encrypted_content: `gAAAA${n}` }),
      );
      const refusal = JSON.stringify({ error: { message: words, type: "invalid_request_error", param: null, code } });
      const json = { "content-type": "application/json" };
      const gate = scripted([
        [created(), terminal([...blobs, messageItem("Hi")])],
        () => new Response(refusal, { status: 400, headers: json }),
        answer,
      ]);
      const { content } = await gate.client.messages.create(request);
      const { message } = await askStream(gate, { ...request, messages: [...hello.messages, said(content), asked()] });
      expect(message.stop_reason).toBe("end_turn");
      expect(gate.sent.map((sent) => reasoningOf(sent).length)).toEqual([0, 87, 0]);
    },
  );

  it("F28: each blob goes back under the id that it was made for, also where upstreams let ids rotate", async () => {
    const items = ["a", "b"].map((name) =>
      reasoningItem([name], { id: `rs_${name}`, encrypted_content: `blob of ${name}` }),
    );
    const [a, b] = items;
    const gate = scripted([
      [
        created(),
        {
          type: "response.output_item.added",
          output_index: 0,
          item: { ...a, id: "rs_early_a", encrypted_content: "early" },
        },
        {
          type: "response.output_item.added",
          output_index: 1,
          item: { ...b, id: "rs_early_b", encrypted_content: "early" },
        },
        { type: "response.output_item.done", output_index: 1, item: b },
        { type: "response.output_item.done", output_index: 0, item: a },
        terminal([...items, messageItem("Hi")]),
      ],
      answer,
    ]);
    const { message } = await askStream(gate, request);
    await gate.client.messages.create({ ...request, messages: [...hello.messages, said(message.content), asked()] });
    expect(reasoningOf(gate.sent[1])).toMatchObject([
      { id: "rs_a", encrypted_content: "blob of a" },
      { id: "rs_b", encrypted_content: "blob of b" },
    ]);
  });

  it("F29: a signature weighs little more than the blob that it carries, and counts as what it is", async () => {
    const blob = `gAAAA${"x".repeat(2000)}`;
    const item = callItem("Read", "{}");
    const gate = scripted([[created(), terminal([reasoningItem(["Hm"], { encrypted_content: blob }), item])]]);
    const { message } = await askStream(gate, request);
    const [signature = ""] = signatures(message.content);
    expect(signature.length).toBeLessThan(blob.length + 150);
    expect(JSON.stringify(message).split(blob)).toHaveLength(2);
    const count = async (content: Anthropic.ContentBlock[]) => {
      const messages = [...hello.messages, said(content), resultsOf(content)];
      return (await gate.client.messages.countTokens({ model: "m", messages })).input_tokens;
    };
    const tokens = (await count(message.content)) - (await count(message.content.slice(1)));
    expect([tokens > 100, tokens < 400]).toEqual([true, true]);
  });

  it("F29: old reasoning can be pruned by the request, and hidden thinking has no text", async () => {
    await using gate = await simulated();
    const hidden = { ...request, thinking: { type: "adaptive" as const, display: "omitted" as const } };
    const messages: Turn[] = [...hello.messages];
    for (let turn = 0; turn < 3; turn++) {
      gate.upstream.script(reasoning("Thinking at length"), text("Said"));
      const { message } = await askStream(gate, { ...hidden, messages });
      expect(message.content[0]).toMatchObject({ type: "thinking", thinking: "" });
      messages.push(said(message.content), asked());
    }
    const edit = { type: "clear_thinking_20251015", keep: { type: "thinking_turns", value: 1 } };
    const headers = { "anthropic-beta": "context-management-2025-06-27" };
    const body = { ...hidden, messages, context_management: { edits: [edit] } };
    expect((await gate.post(body, "/v1/messages", headers)).status).toBe(200);
    expect(gate.sent().map((sent) => reasoningOf(sent).length)).toEqual([0, 1, 2, 1]);
  });
});
