import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { hello, itemsOf, scripted, simulated } from "./gateway.js";

type CountRequest = Anthropic.MessageCountTokensParams;
const long = "Mind the tests, and never change a file that you have not read. ".repeat(40);
const whole: CountRequest = {
  model: "claude-opus-5",
  system: [{ type: "text", text: long, cache_control: { type: "ephemeral" } }],
  tools: [
    {
      name: "Read",
      description: long,
      input_schema: { type: "object", properties: { file_path: { type: "string" } } },
    },
    { type: "web_search_20250305", name: "web_search", max_uses: 8 },
    { type: "bash_20250124", name: "bash" },
  ],
  messages: [
    { role: "user", content: [{ type: "text", text: "Hello" }] },
    { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "Read", input: { file_path: "/a" } }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: long }] },
  ],
};
const count = async (gate: ReturnType<typeof scripted>, request: CountRequest) =>
  (await gate.client.messages.countTokens(request)).input_tokens;

/** The head of a PNG of 1,600 × 1,000 pixels, and as many bytes as a real one of 10 kB has. */
const screenshot = Buffer.concat([
  Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
  Buffer.from([0, 0, 0x06, 0x40, 0, 0, 0x03, 0xe8, 8, 6, 0, 0, 0]),
  Buffer.alloc(10_000, 7),
]).toString("base64");
const image = {
  type: "image" as const,
  source: { type: "base64" as const, media_type: "image/png" as const, data: screenshot },
};
const shot = (content: Anthropic.ToolResultBlockParam["content"]): CountRequest => ({
  model: "claude-opus-5",
  messages: [
    { role: "user", content: "Look" },
    { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "Screenshot", input: {} }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: content ?? "" }] },
  ],
});

describe("counting", () => {
  it("F40: a count has all that is sent in it: the system prompt, tools of every kind, calls and results", async () => {
    const gate = scripted("");
    const all = await count(gate, whole);
    const [tool, search, bash] = whole.tools ?? [];
    const parts: [CountRequest, number][] = [
      [{ ...whole, system: "" }, 500],
      [{ ...whole, tools: [search, bash].flatMap((one) => one ?? []) }, 500],
      [{ ...whole, tools: [tool, search].flatMap((one) => one ?? []) }, 20],
      [{ ...whole, messages: whole.messages.slice(0, 1) }, 500],
    ];
    for (const [less, tokens] of parts) expect(all - (await count(gate, less))).toBeGreaterThan(tokens);
    expect(gate.sent).toEqual([]);
  });

  it("F40: a count needs neither max_tokens nor tools, knows any model that is mapped, and ignores the query", async () => {
    const gate = scripted("");
    for (const body of [
      { ...whole },
      { ...whole, tools: [] },
      { model: "claude-unheard-of", messages: hello.messages },
    ]) {
      const response = await gate.post(body, "/v1/messages/count_tokens?beta=true");
      expect(response.status).toBe(200);
    }
  });

  it("F40: the upstream's own count is asked for in its words, once for a burst of fifty", async () => {
    await using gate = await simulated({ countTokens: "upstream" });
    const counts = await Promise.all(
      Array.from({ length: 50 }, () => gate.client.messages.countTokens(whole).then((answer) => answer.input_tokens)),
    );
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeGreaterThan(1500);
    expect(gate.upstream.requests.map(({ path, status }) => [path, status])).toEqual([
      ["/v1/responses/input_tokens", 200],
    ]);
    expect(gate.sent()[0]?.tools?.map(({ type }) => type)).toEqual(["function", "web_search", "function"]);
  });

  it("F41: a screenshot in a result goes as an image, and counts as one", async () => {
    await using gate = await simulated();
    const request = shot([{ type: "text", text: "Here:" }, image]);
    const { usage } = await gate.client.messages.create({ ...hello, ...request });
    const [output] = itemsOf(gate.sent()[0]).flatMap((item) => (item.type === "function_call_output" ? [item] : []));
    expect(output?.output).toMatchObject([
      { type: "input_text", text: "Here:" },
      { type: "input_image", image_url: `data:image/png;base64,${screenshot}` },
    ]);
    expect(usage.input_tokens).toBeGreaterThan(0);
    const { input_tokens } = await gate.client.messages.countTokens(request);
    const asText = await gate.client.messages.countTokens(shot(screenshot));
    expect(input_tokens).toBeLessThan(2500);
    expect(asText.input_tokens).toBeGreaterThan(5000);
  });
});
