import { describe, expect, it } from "vitest";
import { checkMessageStream, createTranslator, fromOpenAIResponse, TranspondError } from "../../../src/index.js";
import { eventRoles } from "../../../src/stream/event-table.js";
import { testContext } from "../../support/context.js";
import { linesOf, tail } from "../../support/event-lines.js";
import { added, created, done, messageItem, terminal, textStream } from "../../support/upstream-events.js";

const throwing = (key: string, thrown: unknown = new Error("getter")): object =>
  Object.defineProperty({}, key, {
    enumerable: true,
    get() {
      throw thrown;
    },
  });
const hostileProxy: object = new Proxy(
  {},
  {
    get() {
      throw hostileProxy;
    },
    getPrototypeOf() {
      throw hostileProxy;
    },
    has() {
      throw hostileProxy;
    },
    ownKeys() {
      throw hostileProxy;
    },
  },
);
const deep: object = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
const values: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.NaN,
  "",
  "__proto__",
  [],
  [null],
  {},
  { type: 5 },
  { length: 9 },
];

/** All events of a translator; it must not throw, and what it says must hold the grammar. */
function lawful(chunks: readonly unknown[], changes = {}) {
  const translator = createTranslator(testContext(changes));
  const events = chunks.flatMap((chunk) => translator.push(JSON.parse("0") === chunk ? {} : Object(chunk)));
  events.push(...translator.end());
  expect(checkMessageStream(events, { profile: "strict" })).toEqual([]);
  return linesOf(events);
}

describe("nothing that comes in makes a translator throw", () => {
  it.each(["__proto__", "constructor", "toString", "", 5, null, ["error"], { type: "error" }])(
    "an event of type %j is unknown, and text goes on",
    (type) => {
      const [first, ...rest] = textStream("Hi");
      expect(lawful([first, JSON.parse(JSON.stringify({ type, delta: "x" })), ...rest]).slice(-2)).toEqual(tail);
    },
  );

  it.each(Object.keys(eventRoles))("%s with fields of any type", (type) => {
    const keys = [
      "output_index",
      "item_id",
      "item",
      "delta",
      "part",
      "response",
      "content_index",
      "text",
      "arguments",
      "error",
    ];
    for (const [at, key] of keys.entries()) {
      const event = { type, output_index: 0, [key]: values[at % values.length] };
      lawful([created(), event, ...textStream("Hi").slice(1)]);
    }
    for (const value of values) lawful([{ type, ...Object.fromEntries(keys.map((key) => [key, value])) }]);
  });

  it.each([
    "message",
    "reasoning",
    "function_call",
    "custom_tool_call",
    "web_search_call",
    "mcp_call",
    "code_interpreter_call",
    "tool_search_call",
    "tool_search_output",
    "compaction",
    "mcp_list_tools",
  ])("a %s item with fields of any type", (type) => {
    const keys = [
      "id",
      "call_id",
      "name",
      "arguments",
      "content",
      "summary",
      "encrypted_content",
      "status",
      "action",
      "outputs",
      "tools",
      "error",
      "output",
      "phase",
      "namespace",
    ];
    const changes = { serverTools: ["tool_search_tool_regex"], betas: ["mcp-tool-listing"], compaction: true as const };
    for (const [at, key] of keys.entries()) {
      const item = { type, id: "i", call_id: "c", name: "A", arguments: "{}", [key]: values[at % values.length] };
      lawful([created(), added(0, item), done(0, item), terminal([item])], changes);
    }
    for (const value of values) {
      const item = { ...Object.fromEntries(keys.map((key) => [key, value])), type };
      lawful([done(0, item), terminal([item])], changes);
    }
  });

  it.each<[string, unknown]>([
    ["a getter that throws", throwing("type")],
    ["a getter that throws a proxy", throwing("type", hostileProxy)],
    ["a getter that throws nothing", throwing("type", undefined)],
    ["a proxy that throws", hostileProxy],
    ["an item with a getter that throws", done(0, throwing("type"))],
    ["a response with a getter that throws", { type: "response.completed", response: throwing("status") }],
    ["an output with a getter that throws", { status: "completed", output: [throwing("type")] }],
    ["a whole Response that throws", Object.defineProperty({ output: [] }, "status", { get: () => JSON.parse("{") })],
  ])("%s ends in one error", (_what, chunk) => {
    const translator = createTranslator(testContext());
    expect(linesOf(translator.push(Object(chunk))).at(-1)).toBe("error api_error");
    expect([...translator.push(created()), ...translator.end()]).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["a proxy", hostileProxy],
    ["an object with a getter", throwing("code")],
    ["nothing", undefined],
    ["a symbol", Symbol("x")],
  ])("%s as a failure is an error too", (_what, failure) => {
    expect(linesOf(createTranslator(testContext()).fail(failure))).toEqual(["error api_error"]);
  });

  it("a proxy as a Response, or a list, is no Response", () => {
    for (const value of [hostileProxy, [], [{}], throwing("output")]) {
      expect(() => fromOpenAIResponse(value, testContext())).toThrow(TranspondError);
    }
  });

  it("JSON nested deeper than the stack is an error, as an item and within what waits", () => {
    const listing = { type: "mcp_list_tools", server_label: "a", tools: [{ name: "x", input_schema: { deep } }] };
    const context = { betas: ["mcp-tool-listing"] };
    expect(lawful([added(0, messageItem("")), done(1, listing)], context).at(-1)).toBe("error api_error");
  });

  it("bytes that cannot be read are an error", () => {
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    expect(lawful([shared]).at(-1)).toBe("error api_error");
  });
});
