import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { isObject } from "../../src/json.js";
import { toCountableRequest, toOpenAIRequest } from "../../src/request/to-openai-request.js";
import { propertyOptions } from "../support/property-options.js";
import { assistant, call, ephemeral, result, text, tool, user } from "./support.js";

const png = { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" };

/** A valid request that has something of nearly everything. */
const whole = {
  model: "claude-test",
  max_tokens: 4000,
  stream: true,
  system: [text("Be brief.", ephemeral), text("Be kind.")],
  temperature: 1,
  top_k: 5,
  stop_sequences: ["END"],
  metadata: { user_id: "u" },
  service_tier: "auto",
  thinking: { type: "adaptive", display: "summarized" },
  output_config: { effort: "high", format: { type: "json_schema", schema: { type: "object", properties: {} } } },
  context_management: { edits: [{ type: "clear_thinking_20251015", keep: "all" }] },
  tool_choice: { type: "auto", disable_parallel_tool_use: true },
  betas: ["context-management-2025-06-27"],
  tools: [
    tool(
      "Read",
      { pages: { type: "string" } },
      { input_examples: [{ pages: "1" }], allowed_callers: ["direct"], ...ephemeral },
    ),
    tool("Later", {}, { defer_loading: true, strict: true }),
    { type: "bash_20250124", name: "bash" },
    { type: "computer_20251124", name: "computer", display_width_px: 800, display_height_px: 600, enable_zoom: true },
    { type: "browser_toolset_20260801", configs: { find: { enabled: false } } },
    { type: "web_search_20250305", name: "web_search", max_uses: 3, user_location: { type: "approximate", city: "B" } },
  ],
  messages: [
    user(
      text("Hello", ephemeral),
      { type: "image", source: png },
      { type: "image", source: { type: "url", url: "u" } },
    ),
    { role: "system", content: [text("Note.")], clear_at: "never" },
    assistant(
      { type: "thinking", thinking: "Hm.", signature: "foreign" },
      { type: "redacted_thinking", data: "foreign" },
      text("I look."),
      { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { query: "q" } },
      {
        type: "web_search_tool_result",
        tool_use_id: "srvtoolu_1",
        content: [{ type: "web_search_result", url: "https://a.example", title: "A", encrypted_content: "x" }],
      },
      call("toolu_1", "Read", { pages: "1" }),
      call("toolu_2", "bash", { command: "ls" }),
    ),
    user(
      result("toolu_1", [text("one"), { type: "image", source: png }, { type: "tool_reference", tool_name: "Later" }]),
      result("toolu_2", "two", { is_error: true, ...ephemeral }),
      { type: "document", source: { type: "base64", media_type: "application/pdf", data: "JVBERi0=" }, title: "T" },
      { type: "document", source: { type: "content", content: [text("inside")] } },
      { type: "search_result", source: "s", title: "t", content: [text("found")] },
    ),
    { role: "assistant", content: "Done." },
  ],
};

/** Every place in a value, as the keys that lead there. */
function placesOf(value: unknown, keys: readonly string[] = []): string[][] {
  const children =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, child]) => placesOf(child, [...keys, key]))
      : [];
  return [[...keys], ...children];
}

const places = placesOf(whole);
const models = fc.constantFrom("gpt-4o", "gpt-5", "gpt-5.4", "gpt-5.6-sol", "gpt-6-astra", "some-other-model");

/** What lies about in a request: known tags and roles in wrong places, and anything else. */
const pieces = placesOf(whole).map((keys) => keys.reduce<unknown>(childOf, whole));
const garbage = fc.oneof(
  fc.constantFrom(...pieces),
  fc.constantFrom(null, undefined, "", 0, -1, Number.NaN, Number.POSITIVE_INFINITY, [], {}, "text", "__proto__"),
  fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, withSparseArray: true, withMap: true }),
  fc.anything({ withTypedArray: true, withSet: true, withBoxedValues: true, withObjectString: true }),
);

type Change = { keys: string[]; what: "replace" | "add" | "remove"; key: string; value: unknown };
const change: fc.Arbitrary<Change> = fc.record({
  keys: fc.constantFrom(...places.slice(1)),
  what: fc.constantFrom("replace" as const, "replace" as const, "add" as const, "remove" as const),
  key: fc.oneof(fc.constantFrom("type", "role", "content", "cache_control", "input", "caller", "0", "x"), fc.string()),
  value: garbage,
});

/** A copy of the request with a change at a place; all else is shared, as it is never changed. */
function changed(value: unknown, { keys, what, key, value: put }: Change): unknown {
  const [first, ...rest] = keys;
  if (first === undefined) {
    if (what === "add" && Array.isArray(value)) return [...value, put];
    return what === "add" && isObject(value) ? { ...value, [key]: put } : put;
  }
  if (Array.isArray(value)) {
    const at = Number(first);
    if (what === "remove" && rest.length === 0) return value.filter((_, index) => index !== at);
    return value.map((item, index) => (index === at ? changed(item, { keys: rest, what, key, value: put }) : item));
  }
  if (!isObject(value)) return value;
  if (what === "remove" && rest.length === 0) {
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== first));
  }
  return { ...value, [first]: changed(value[first], { keys: rest, what, key, value: put }) };
}

function childOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/**
 * Whether a path leads to something in the body, or to something that it lacks: at most one step beyond. Types of
 * blocks, tools and sources, which Anthropic puts into its paths, are no steps.
 */
function leadsInto(value: unknown, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  // A key may hold dots itself.
  const found = steps.some((_, at) => {
    const key = steps.slice(0, at + 1).join(".");
    return Object.hasOwn(Object(value), key) && leadsInto(childOf(value, key), steps.slice(at + 1));
  });
  if (found) return true;
  if (isObject(value) && (value.type === step || step === "custom") && leadsInto(value, rest)) return true;
  return rest.length === 0 && typeof value === "object" && value !== null && childOf(value, step) === undefined;
}

function judge(translate: () => { request: object; losses: readonly { path: string }[] }, body: unknown): void {
  try {
    const { request, losses } = translate();
    expect(() => JSON.stringify(request)).not.toThrow();
    for (const { path } of losses) expect(typeof path).toBe("string");
  } catch (error) {
    if (!(error instanceof TranspondError)) throw error;
    expect(error).toMatchObject({ status: 400, type: "invalid_request_error" });
    expect(error.message.startsWith(error.path === "" ? "" : `${error.path}: `)).toBe(true);
    const steps = error.path === "" ? [] : error.path.split(".");
    expect(leadsInto(body, steps), error.message).toBe(true);
  }
}

describe("whatever stands in a request", () => {
  test("the request itself is taken by every model", () => {
    for (const model of ["gpt-4o", "gpt-5", "gpt-5.4", "gpt-5.6-sol", "gpt-6-astra", "some-other-model"]) {
      expect(toOpenAIRequest(Object(whole), { model }).request.input.length).toBeGreaterThan(5);
    }
  });

  test("it is translated, or refused with a path into it; nothing else is thrown", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), models, fc.boolean(), (changes, model, newer) => {
        const body = changes.reduce<unknown>(changed, whole);
        const headers = newer ? { "anthropic-version": "2026-10-21" } : {};
        judge(() => toOpenAIRequest(Object(body), { model, headers }), body);
      }),
      { ...propertyOptions, numRuns: propertyOptions.numRuns * 5 },
    );
  });

  test("the same for what is only counted", () => {
    fc.assert(
      fc.property(change, models, (one, model) => {
        const body = changed(whole, one);
        judge(() => toCountableRequest(Object(body), { model }), body);
      }),
      propertyOptions,
    );
  });

  test("also where there is no request at all", () => {
    fc.assert(
      fc.property(garbage, (body) => {
        judge(() => toOpenAIRequest(Object(body), { model: "gpt-5.4" }), Object(body));
      }),
      propertyOptions,
    );
  });
});
