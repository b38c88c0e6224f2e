import { describe, expect, it } from "vitest";
import type { TranslationContext } from "../../src/context.js";
import type { JsonObject } from "../../src/json.js";
import { answered, codesOf, eventsOf } from "../support/both-ways.js";
import { testContext } from "../support/context.js";
import { translateNow } from "../support/translate-now.js";
import { messageItem } from "../support/upstream-events.js";

const hello = messageItem("Hello");
const answer = (usage: unknown, rest: JsonObject = {}, context: Partial<TranslationContext> = {}) =>
  answered({ status: "completed", output: [hello], usage, ...rest }, context);
const usageOf = (...args: Parameters<typeof answer>) => answer(...args).message.usage;
const input = (input_tokens: unknown, cached_tokens: unknown, cache_write_tokens: unknown) => ({
  input_tokens,
  input_tokens_details: { cached_tokens, cache_write_tokens },
  output_tokens: 1,
});
const output = (output_tokens: unknown, reasoning_tokens: unknown) => ({
  input_tokens: 1,
  output_tokens,
  output_tokens_details: { reasoning_tokens },
});
const most = Number.MAX_SAFE_INTEGER;

describe("input counters (B.6, F37)", () => {
  it.each([
    [100, 40, 10, [50, 40, 10]],
    [100, 0, 0, [100, 0, 0]],
    [100, 100, 0, [0, 100, 0]],
    [100, undefined, undefined, [100, 0, 0]],
    [100, 140, 10, [0, 100, 0]],
    [100, 40, 80, [0, 40, 60]],
    [100, -40, -10, [100, 0, 0]],
    [-100, 40, 10, [0, 0, 0]],
    [100.9, 40.5, 10.2, [50, 40, 10]],
    [100, "40", null, [100, 0, 0]],
    [100, Number.NaN, Number.POSITIVE_INFINITY, [100, 0, 0]],
    [1e300, 1, 2, [most - 3, 1, 2]],
    [0, 0, 0, [0, 0, 0]],
  ])("%j with %j read and %j written are split into %j", (total, read, written, expected) => {
    const usage = usageOf(input(total, read, written));
    const parts = [usage.input_tokens, usage.cache_read_input_tokens, usage.cache_creation_input_tokens];
    expect(parts).toEqual(expected);
    const upstream = Math.min(Math.max(0, Math.floor(total)), most);
    expect(parts.reduce((sum, part) => sum + part)).toBe(upstream);
  });

  it.each([
    [{ ttl_30m_tokens: 7, ttl_12h_tokens: 3 }, [7, 3]],
    [{ ttl_30m_tokens: 10 }, [10, 0]],
    [{ ttl_12h_tokens: 99 }, [0, 10]],
    [{ ttl_30m_tokens: 2 }, [2, 8]],
    [{ ttl_30m_tokens: 99 }, [10, 0]],
    [{ ttl_30m_tokens: 2, ttl_12h_tokens: 2 }, [8, 2]],
    [undefined, [10, 0]],
    ["long", [10, 0]],
  ])("writes by lifetime %j", (cache_write_tokens_details, [short, long]) => {
    const input_tokens_details = { cache_write_tokens: 10, cache_write_tokens_details };
    const { message, losses } = answer({ input_tokens: 50, input_tokens_details, output_tokens: 1 });
    const expected = { ephemeral_5m_input_tokens: short, ephemeral_1h_input_tokens: long };
    expect(message.usage.cache_creation).toEqual(expected);
    expect(codesOf(losses)).toEqual(["cache_ttl_label@usage.input_tokens_details"]);
  });

  it("without writes the labels of lifetimes are no loss", () => {
    expect(answer(input(10, 5, 0)).losses).toEqual([]);
  });
});

describe("output counters (B.6)", () => {
  it.each([
    [20, 5, 20, { thinking_tokens: 5 }],
    [20, 0, 20, { thinking_tokens: 0 }],
    [20, 25, 20, { thinking_tokens: 20 }],
    [0, 448, 0, { thinking_tokens: 0 }],
    [-9, 448, 0, { thinking_tokens: 0 }],
    [20.7, 5.2, 20, { thinking_tokens: 5 }],
    [20, undefined, 20, null],
    [20, "5", 20, null],
    [20, Number.NaN, 20, null],
    [1e300, 1e300, most, { thinking_tokens: most }],
  ])("%j, of which reasoning %j", (tokens, reasoning, output_tokens, output_tokens_details) => {
    expect(usageOf(output(tokens, reasoning))).toMatchObject({ output_tokens, output_tokens_details });
  });
});

describe("what the upstream does not count is estimated, and a loss (B.6)", () => {
  const counted = { inputTokens: 30 };
  it.each<[string, unknown, number[], Partial<TranslationContext>]>([
    ["nothing", undefined, [30, 0, 2], counted],
    ["null", null, [30, 0, 2], counted],
    ["no object", "many", [30, 0, 2], counted],
    ["an empty object", {}, [30, 0, 2], counted],
    ["words", { input_tokens: "1", output_tokens: "1" }, [30, 0, 2], counted],
    ["input alone", { input_tokens: 9 }, [9, 0, 2], counted],
    ["output alone", { output_tokens: 9 }, [30, 0, 9], counted],
    ["the cache alone", { input_tokens_details: { cached_tokens: 12 }, output_tokens: 9 }, [18, 12, 9], counted],
    ["reasoning alone", { input_tokens: 9, output_tokens_details: { reasoning_tokens: 5 } }, [9, 0, 7], counted],
    ["nothing, nor does the host", undefined, [0, 0, 2], {}],
    ["nothing, and the host nonsense", undefined, [0, 0, 2], { inputTokens: Number.NaN }],
  ])("%s", (_what, usage, counters, context) => {
    const { message, losses } = answer(usage, {}, context);
    const { input_tokens, cache_read_input_tokens, output_tokens } = message.usage;
    expect([input_tokens, cache_read_input_tokens, output_tokens]).toEqual(counters);
    expect(codesOf(losses)).toEqual(["usage_estimated@usage"]);
  });

  it("stays a number that can be counted with", () => {
    const { output_tokens } = usageOf({ input_tokens: 1, output_tokens_details: { reasoning_tokens: 1e300 } });
    expect(output_tokens).toBe(most);
  });

  it("four characters are a token; a part of one counts whole", () => {
    const output = [messageItem("12345678")];
    expect(usageOf(undefined, { output }).output_tokens).toBe(2);
    expect(usageOf(undefined, { output: [messageItem("123456789")] }).output_tokens).toBe(3);
    expect(usageOf(undefined, { output: [] }).output_tokens).toBe(0);
  });

  it("what the upstream counts is no estimate", () => {
    expect(answer(output(20, 5), {}, counted).losses).toEqual([]);
  });
});

describe("server_tool_use (B.6, F42)", () => {
  const search = { type: "web_search_call", status: "completed", action: { type: "search", query: "a" } };
  const page = { ...search, action: { type: "open_page", url: "https://a.test" } };
  const declared = { serverTools: ["web_search"] };
  const told = (num_requests: unknown) => ({ tool_usage: { web_search: { num_requests } } });
  const requests = (web_search_requests: number) => ({ web_search_requests, web_fetch_requests: 0 });
  it.each<[string, JsonObject, Partial<TranslationContext>, unknown]>([
    ["no tool declared, none run", {}, {}, null],
    ["none declared, and the upstream says so", told(0), {}, null],
    ["declared, none run", {}, declared, requests(0)],
    ["searches are counted, pages are not", { output: [search, search, page] }, declared, requests(2)],
    ["the upstream's own figure comes first", { output: [search], ...told(4) }, declared, requests(4)],
    ["even where nothing was declared", told(4), {}, requests(4)],
    ["a figure that is none does not count", { output: [search], ...told("4") }, declared, requests(1)],
    ["a negative one is 0", { output: [search], ...told(-1) }, declared, requests(0)],
    ["nor do odd forms", { output: [search], tool_usage: [] }, declared, requests(1)],
  ])("%s", (_what, rest, context, expected) => {
    expect(usageOf(input(1, 0, 0), rest, context).server_tool_use).toEqual(expected);
  });
});

describe("service_tier and speed (A15, B.6)", () => {
  it.each<[unknown, string | null]>([
    ...["default", "flex", "scale", "auto", "some_future_tier"].map((tier): [string, string] => [tier, "standard"]),
    ...["priority", "fast", "ultrafast"].map((tier): [string, string] => [tier, "priority"]),
    [undefined, null],
    [null, null],
    [7, null],
  ])("%s is told as %s", (service_tier, expected) => {
    expect(usageOf(input(1, 0, 0), { service_tier }).service_tier).toBe(expected);
  });

  it.each<[TranslationContext["speed"], string, string | null]>([
    ["fast", "fast", "fast"],
    ["fast", "priority", "fast"],
    ["fast", "default", "standard"],
    ["standard", "default", "standard"],
    ["standard", "priority", "standard"],
    [null, "priority", null],
    [null, "default", null],
  ])("speed %s served as %s is %s", (speed, service_tier, expected) => {
    expect(usageOf(input(1, 0, 0), { service_tier }, { speed }).speed).toBe(expected);
  });
});

it("message_start has all fields, and counters that no final figure is below (K2, G10, F38)", () => {
  const response = { status: "completed", output: [hello], usage: input(100, 40, 10), service_tier: "fast" };
  const [start] = translateNow(eventsOf(response), testContext({ speed: "fast" })).events;
  expect(start).toMatchObject({ type: "message_start" });
  expect(start?.type === "message_start" && start.message.usage).toEqual({
    input_tokens: 0,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: 0,
    output_tokens_details: null,
    server_tool_use: null,
    service_tier: "priority",
    inference_geo: null,
    speed: "fast",
  });
});

it("every field that may be null is there (B.5)", () => {
  expect(Object.keys(usageOf(undefined)).sort()).toEqual([
    "cache_creation",
    "cache_creation_input_tokens",
    "cache_read_input_tokens",
    "inference_geo",
    "input_tokens",
    "output_tokens",
    "output_tokens_details",
    "server_tool_use",
    "service_tier",
    "speed",
  ]);
  expect(usageOf(undefined).inference_geo).toBeNull();
});
