import type Anthropic from "@anthropic-ai/sdk";
import { call, reasoning, text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { created, messageItem, terminal } from "../../packages/core/test/support/upstream-events.js";
import { askBoth, failureOf, type MessagesRequest } from "./ask.js";
import { hello, itemsOf, scripted, simulated } from "./gateway.js";

type Turn = Anthropic.MessageParam;
const cached = { type: "ephemeral" as const };
/** Long enough for OpenAI's cache, which begins at 1,024 tokens. */
const manual = "Read the file, then change it. Mind the tests. ".repeat(300);
const system = [{ type: "text" as const, text: manual, cache_control: cached }];
const tools = [{ name: "Read", description: "Reads a file.", input_schema: { type: "object" as const } }];
const answer = (more: object = {}) => [created(), terminal([messageItem("Hi")], more)];

/** Who a request of Claude Code comes from. */
const metadata = (session_id: string, account_uuid = "account") => ({
  user_id: JSON.stringify({ device_id: "device", account_uuid, session_id }),
});
/** The first line of Claude Code's system prompt; its last word is another one in each request. */
const attribution = (cch: string) => ({
  type: "text" as const,
  text: `x-anthropic-billing-header: cc_version=2.1.197; cc_entrypoint=cli; cch=${cch};`,
});

/** A session of tool calls, marked as Claude Code does it: the last message is, and only that one. */
async function session(model: string, note?: (turn: number) => Turn) {
  await using gate = await simulated({ model });
  const messages: Turn[] = [{ role: "user", content: "Go" }];
  for (let turn = 0; turn < 6; turn++) {
    gate.upstream.script(reasoning("Next"), text(`Step ${turn}`), call("Read", { turn }));
    const last = messages.at(-1);
    const marked = messages.map((message) =>
      message === last && message.role === "user" ? withMarker(message) : message,
    );
    const request: MessagesRequest = { ...hello, system, tools, messages: marked, metadata: metadata("s") };
    const { content } = await gate.client.beta.messages.create({ ...request, thinking: { type: "adaptive" } });
    const results = content.flatMap((block) =>
      block.type === "tool_use"
        ? [{ type: "tool_result" as const, tool_use_id: block.id, content: `line ${turn}\n`.repeat(20) }]
        : [],
    );
    messages.push(JSON.parse(JSON.stringify({ role: "assistant", content })), { role: "user", content: results });
    if (note) messages.push(note(turn));
  }
  return { sent: gate.sent(), usages: gate.logged };
}

function withMarker(message: Turn): Turn {
  const blocks =
    typeof message.content === "string" ? [{ type: "text" as const, text: message.content }] : message.content;
  return JSON.parse(JSON.stringify({ ...message, content: blocks }), (key, value) =>
    key === "content" && Array.isArray(value)
      ? value.map((block, at) => (at === value.length - 1 ? { ...block, cache_control: cached } : block))
      : value,
  );
}

/** Input items without the markers, which may move. */
const bare = (items: unknown): string[] =>
  JSON.parse(JSON.stringify(items), (key, value) => (key === "prompt_cache_breakpoint" ? undefined : value)).map(
    (item: unknown) => JSON.stringify(item),
  );

describe("prompt cache, usage, context window", () => {
  it("F33: the attribution line, another one each time, does not defeat the cache", async () => {
    await using gate = await simulated();
    for (const cch of ["0a1b2", "3c4d5"]) {
      await gate.client.messages.create({ ...hello, system: [attribution(cch), ...system], metadata: metadata("s") });
    }
    const [one, two] = gate.sent();
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(JSON.stringify(one)).not.toContain("cch=");
    expect(gate.logged[1]?.cacheReadTokens).toBeGreaterThan(1024);
  });

  it("F34: sessions of one account do not crowd into one cache", async () => {
    const gate = scripted([answer()]);
    for (const id of ["s1", "s1", "s2"]) await gate.client.messages.create({ ...hello, metadata: metadata(id) });
    const [first, again, other] = gate.sent.map((sent) => sent.prompt_cache_key);
    expect(first).toBeTruthy();
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(new Set(gate.sent.map((sent) => sent.safety_identifier)).size).toBe(1);
  });

  it.each(["gpt-5.4", "gpt-5.6-sol"])(
    "F35: each request of a session begins with the whole one before (%s)",
    async (model) => {
      const { sent, usages } = await session(model);
      const inputs = sent.map((body) => bare(itemsOf(body)));
      for (const [at, input] of inputs.slice(1).entries()) {
        expect(input.slice(0, inputs[at]?.length)).toEqual(inputs[at]);
      }
      const reads = usages.map(({ cacheReadTokens }) => cacheReadTokens ?? 0);
      expect(reads.slice(1).every((tokens, at) => tokens > Math.max(1024, reads[at] ?? 0))).toBe(true);
    },
  );

  it("F36: system messages in the middle stay there, so a long session keeps its cache", async () => {
    const note = (turn: number): Turn => ({ role: "system", content: `${turn} tasks are open.` });
    const { sent, usages } = await session("gpt-5.4", note);
    const roles = itemsOf(sent.at(-1)).map((item) => ("role" in item ? item.role : item.type));
    expect(roles.filter((role) => role === "developer")).toHaveLength(6);
    expect(roles.slice(0, 2)).toEqual(["developer", "user"]);
    const uncached = usages.slice(1).map(({ inputTokens }) => inputTokens ?? Number.NaN);
    expect(Math.max(...uncached)).toBeLessThan(600);
  });

  it.each<[object, object]>([
    [{ cached_tokens: 40 }, { input_tokens: 60, cache_read_input_tokens: 40, cache_creation_input_tokens: 0 }],
    [
      { cached_tokens: 40, cache_write_tokens: 50 },
      { input_tokens: 10, cache_read_input_tokens: 40, cache_creation_input_tokens: 50 },
    ],
    [{ cached_tokens: 130 }, { input_tokens: 0, cache_read_input_tokens: 100, cache_creation_input_tokens: 0 }],
  ])("F37: of 100 input tokens with %j none is counted twice", async (input_tokens_details, wanted) => {
    const usage = { input_tokens: 100, input_tokens_details, output_tokens: 7 };
    const { message } = await askBoth(scripted([answer({ usage })]));
    expect(message.usage).toMatchObject({ ...wanted, output_tokens: 7 });
  });

  it("F38: message_start carries a whole usage object, whose zeros are final nowhere", async () => {
    // Every key that the official client's type requires; the compiler notices a new one.
    const keys: Record<keyof Anthropic.Usage, true> = {
      cache_creation: true,
      cache_creation_input_tokens: true,
      cache_read_input_tokens: true,
      inference_geo: true,
      input_tokens: true,
      output_tokens: true,
      output_tokens_details: true,
      server_tool_use: true,
      service_tier: true,
      speed: true,
    };
    const { events, message } = await askBoth(scripted([answer()]));
    const [start] = events;
    const usage = start?.type === "message_start" ? start.message.usage : undefined;
    expect(Object.keys(usage ?? {})).toEqual(expect.arrayContaining(Object.keys(keys)));
    expect(usage).toMatchObject({ input_tokens: 0, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 });
    expect(usage?.cache_creation).toEqual({ ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 });
    expect(message.usage).toMatchObject({ input_tokens: 60, cache_read_input_tokens: 40, output_tokens: 20 });
  });

  it("F39: an overflow has Anthropic's words and true numbers, also when the conversation is to be compacted", async () => {
    await using gate = await simulated({}, { contextWindow: 2000 }, { capabilities: { contextWindow: 2000 } });
    const long: Turn[] = ["user", "assistant", "user"].map((role) => ({
      role: role === "user" ? role : "assistant",
      content: manual,
    }));
    const compact: Turn = { role: "user", content: "Summarise the conversation." };
    for (const messages of [long, [...long, { role: "assistant" as const, content: "Yes" }, compact]]) {
      const failure = await failureOf(gate.client.messages.stream({ ...hello, messages }).finalMessage());
      expect([failure.status, failure.type]).toEqual([400, "invalid_request_error"]);
      const { input_tokens } = await gate.client.messages.countTokens({ model: hello.model, messages });
      expect(failure.message).toContain(`prompt is too long: ${input_tokens} tokens > 2000 maximum`);
      expect(failure.headers?.get("x-should-retry")).toBe("false");
    }
  });

  it("F39: the list of models tells the upstream's limits, not those that clients assume of Claude", async () => {
    const gate = scripted("", { model: { "claude-opus-5": "gpt-5.3-codex", "claude-haiku-5": "gpt-4o" } });
    const { data } = await gate.client.models.list();
    expect(data.map(({ max_input_tokens }) => max_input_tokens)).toEqual([400_000, 128_000]);
  });
});
