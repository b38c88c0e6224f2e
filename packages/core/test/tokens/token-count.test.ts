import { describe, expect, expectTypeOf, it } from "vitest";
import { countInputTokens, countTokens, type TokenCount } from "../../src/tokens/index.js";

const model = "gpt-5.4";
const user = (content: unknown) => ({ role: "user", content });
/** A PNG of 64 by 64 pixels, as far as its size is read. */
const image = `data:image/png;base64,${btoa("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40")}`;
const weather = { type: "function", name: "weather", parameters: { type: "object", properties: {} } };
const count = (request: object) => countInputTokens({ model, ...request }, { detail: true });

describe("a count in detail", () => {
  const input = [
    { role: "developer", content: "Be brief." },
    user([
      { type: "input_text", text: "Look" },
      { type: "input_image", image_url: image },
    ]),
    { role: "assistant", content: "A square." },
    { type: "additional_tools", tools: [{ ...weather, name: "later" }] },
  ];
  const text = { format: { type: "json_schema", name: "answer", schema: { type: "object", properties: {} } } };
  const request = { input, instructions: "You are a painter.", tools: [weather], text };

  it("splits into parts that add up to the plain count", async () => {
    const { input_tokens, parts, source } = await count(request);
    expect(input_tokens).toBe(await countInputTokens({ model, ...request }));
    expect(Object.values(parts).reduce((sum, { tokens }) => sum + tokens, 0)).toBe(input_tokens);
    expect(source).toBe("local");
    for (const { tokens } of Object.values(parts)) expect(tokens).toBeGreaterThan(0);
  });

  it.each<[keyof TokenCount["parts"], object]>([
    ["system", { instructions: undefined }],
    ["system", { input: input.slice(1) }],
    ["tools", { tools: [weather, { ...weather, name: "wind" }] }],
    ["tools", { input: input.slice(0, 3) }],
    ["messages", { input: [...input, user("More?")] }],
    ["format", { text: undefined }],
  ])("the part %s is what it costs: %j", async (part, change) => {
    const [before, after] = [await count(request), await count({ ...request, ...change })];
    const others = ({ parts }: TokenCount) => Object.entries(parts).filter(([name]) => name !== part);
    expect(others(after)).toEqual(others(before));
    expect(after.parts[part].tokens).not.toBe(before.parts[part].tokens);
  });
});

describe("how sure a count is", () => {
  it("exact, where recorded bills bear out every rule", async () => {
    const { exact, parts, estimates } = await count({ input: "Hello world", tools: [weather] });
    expect([exact, estimates]).toEqual([true, []]);
    expect(Object.values(parts).map((part) => part.exact)).toEqual([true, true, true, true, true]);
  });

  it.each<[string, keyof TokenCount["parts"], object]>([
    ["reasoning", "messages", { input: [{ type: "reasoning", encrypted_content: "a".repeat(2000) }] }],
    ["reasoning", "messages", { input: [{ type: "compaction", encrypted_content: "a".repeat(2000) }] }],
    ["image", "images", { input: [user([{ type: "input_image", image_url: "https://a.test/b.png" }])] }],
    ["file", "messages", { input: [user([{ type: "input_file", file_url: "https://a.test/b.pdf" }])] }],
    [
      "file",
      "messages",
      { input: [user([{ type: "input_file", file_data: "data:application/pdf;base64,JVBERg==" }])] },
    ],
    ["hosted_tool", "tools", { input: "Hi", tools: [{ type: "web_search" }] }],
    ["unmeasured_item", "messages", { input: [{ type: "a_future_item", text: "x" }] }],
    ["unmeasured_item", "messages", { input: [user([{ type: "a_future_part" }])] }],
    ["unknown_model", "messages", { input: "Hi", model: "llama-7" }],
    ["upstream_state", "messages", { input: "Hi", previous_response_id: "resp_1" }],
    ["upstream_state", "messages", { input: "Hi", conversation: "conv_1" }],
    ["upstream_state", "messages", { input: "Hi", prompt: { id: "pmpt_1" } }],
  ])("%s is an estimate, in %s: %j", async (reason, part, request) => {
    const { exact, estimates, parts } = await count(request);
    expect([exact, estimates]).toEqual([false, [reason]]);
    expect(Object.entries(parts).filter(([, entry]) => !entry.exact)).toMatchObject([[part, {}]]);
  });

  it("exact by the upstream's word; the parts stay the local ones", async () => {
    const asked = { model, input: [user([{ type: "input_image", image_url: "https://a.test/b.png" }])] };
    const local = await count(asked);
    const told = await countInputTokens(asked, { detail: true, counter: async () => 4711 });
    expect(told).toEqual({ ...local, input_tokens: 4711, exact: true, source: "upstream", estimates: [] });
    const failed = await countInputTokens(asked, { detail: true, counter: () => Promise.reject(new Error("down")) });
    expect(failed).toEqual(local);
  });
});

describe("countTokens in detail", () => {
  const request = { model: "claude-test", system: "Be brief.", messages: [{ role: "user" as const, content: "Hi" }] };

  it("adds to what the endpoint answers", async () => {
    const plain = await countTokens(request, { model });
    expect(await countTokens(request, { model, detail: true })).toMatchObject({ ...plain, exact: true });
    expect(await countTokens(request, { model, detail: false })).toEqual(plain);
  });

  it("has types that follow the option", () => {
    const typed = {
      detailed: () => countTokens(request, { detail: true }),
      plain: () => countTokens(request),
      inputDetailed: () => countInputTokens({}, { detail: true }),
      inputPlain: () => countInputTokens({}),
    };
    expectTypeOf(typed.detailed).returns.resolves.toEqualTypeOf<TokenCount>();
    expectTypeOf(typed.plain).returns.resolves.toEqualTypeOf<{ input_tokens: number }>();
    expectTypeOf(typed.inputDetailed).returns.resolves.toEqualTypeOf<TokenCount>();
    expectTypeOf(typed.inputPlain).returns.resolves.toEqualTypeOf<number>();
  });
});
