import { describe, expect, it } from "vitest";
import type { TranslationContext } from "../../src/context.js";
import { toOpenAIRequest } from "../../src/index.js";
import type { JsonObject } from "../../src/json.js";
import { decodeWebSearchEnvelope } from "../../src/web-search-envelope.js";
import { answered, codesOf } from "../support/both-ways.js";
import { messageItem, usage } from "../support/upstream-events.js";

const search = (action: object = {}, extra: object = {}): JsonObject => ({
  type: "web_search_call",
  id: "ws_0a1b",
  status: "completed",
  action: { type: "search", query: "tides", ...action },
  ...extra,
});
const answer = (output: JsonObject[], changes: Partial<TranslationContext> = { serverTools: ["web_search"] }) =>
  answered({ status: "completed", output, usage }, changes);
const sources = (...urls: unknown[]) => ({ sources: urls.map((url) => ({ type: "url", url })) });
const resultsOf = (item: JsonObject) => {
  const [, result] = answer([item]).message.content;
  return result?.type === "web_search_tool_result" && Array.isArray(result.content) ? result.content : [];
};

describe("a web search (R9, F42)", () => {
  it("is a call and its result", () => {
    const { message, losses } = answer([search(sources("https://a.test/1", "https://b.test/2"))]);
    const caller = { type: "direct" };
    expect(message.content).toEqual([
      { type: "server_tool_use", id: "srvtoolu_0a1b", name: "web_search", input: { query: "tides" }, caller },
      {
        type: "web_search_tool_result",
        tool_use_id: "srvtoolu_0a1b",
        caller,
        content: [
          {
            type: "web_search_result",
            url: "https://a.test/1",
            title: "a.test",
            encrypted_content: expect.stringMatching(/^trws1\./),
            page_age: null,
          },
          {
            type: "web_search_result",
            url: "https://b.test/2",
            title: "b.test",
            encrypted_content: "",
            page_age: null,
          },
        ],
      },
    ]);
    expect(message.usage.server_tool_use).toEqual({ web_search_requests: 1, web_fetch_requests: 0 });
    expect(codesOf(losses)).toEqual(["search_result_fields@output.0"]);
  });

  it.each<[string, object, string]>([
    ["its query", {}, "tides"],
    ["several queries", { query: undefined, queries: ["tides", 7, "moon"] }, "tides, moon"],
    ["the queries rather than the query", { queries: ["moon", "sun"] }, "moon, sun"],
    ["nothing at all", { query: undefined }, ""],
    ["queries that are none", { query: "", queries: "moon" }, ""],
  ])("is told by %s", (_what, action, query) => {
    expect(answer([search(action)]).message.content[0]).toMatchObject({ input: { query } });
  });

  it.each([
    ["early items carry no action", undefined],
    ["nor its type", {}],
  ])("%s", (_what, action) => {
    expect(answer([search({}, { action })]).message.content).toMatchObject([
      { type: "server_tool_use", input: { query: "" } },
      { type: "web_search_tool_result", content: [] },
    ]);
  });

  it.each<[string, object, object]>([
    ["null", { sources: [null] }, {}],
    ["an API", { sources: [{ type: "api", name: "oai-weather" }] }, {}],
    ["a page without an address", { sources: [{ type: "url" }] }, {}],
    ["a result without an address", {}, { results: [{ title: "Tides" }] }],
  ])("tells of a source that gives no result: %s", (_what, action, rest) => {
    const { message, losses } = answer([search(action, rest)]);
    expect(message.content[1]).toMatchObject({ content: [] });
    expect(codesOf(losses)).toEqual(["search_result_fields@output.0"]);
  });

  it("without sources has an empty result, and no loss", () => {
    const { message, losses } = answer([search()]);
    expect(message.content[1]).toMatchObject({ content: [] });
    expect(losses).toEqual([]);
  });

  it("that failed has an error as its result, and is counted", () => {
    const { message, losses } = answer([search({}, { status: "failed" })]);
    expect(message.content[1]).toMatchObject({
      content: { type: "web_search_tool_result_error", error_code: "unavailable" },
    });
    expect(message.usage.server_tool_use?.web_search_requests).toBe(1);
    expect(losses).toEqual([]);
  });
});

describe("the results of a search (K35)", () => {
  it.each<[string, JsonObject, [string, string][]]>([
    [
      "names without a title are their host's",
      search(sources("https://www.a.test/b?c")),
      [["https://www.a.test/b?c", "www.a.test"]],
    ],
    ["an address that is none stands as it is", search(sources("a b")), [["a b", "a b"]]],
    ["one without a host, too", search(sources("urn:a")), [["urn:a", "urn:a"]]],
    [
      "the same address counts once",
      search(sources("https://a.test", "https://a.test")),
      [["https://a.test", "a.test"]],
    ],
    ["what has no address is none", search(sources("", undefined, 7)), []],
    [
      "titles come from `results`, which add what `sources` lack",
      search(sources("https://a.test"), {
        results: [
          { url: "https://b.test", title: "B" },
          { url: "https://a.test", title: "A" },
          { url: "https://c.test" },
        ],
      }),
      [
        ["https://a.test", "A"],
        ["https://b.test", "B"],
        ["https://c.test", "c.test"],
      ],
    ],
  ])("%s", (_what, item, expected) => {
    expect(resultsOf(item).map(({ url, title }) => [url, title])).toEqual(expected);
  });

  it("hold the search, so that a later turn hands it back (B9)", () => {
    const action = { queries: ["tides", "moon"], ...sources("https://a.test") };
    const item = search(action);
    const [first] = resultsOf(item);
    expect(decodeWebSearchEnvelope(first?.encrypted_content ?? "")).toEqual({
      id: "ws_0a1b",
      status: "completed",
      action: { type: "search", query: "tides", ...action },
    });
    const { content } = answer([item, messageItem("High.")]).message;
    const { request } = toOpenAIRequest(
      {
        model: "claude-test",
        max_tokens: 100,
        tools: [{ type: "web_search_20250305", name: "web_search" }],
        messages: [
          { role: "user", content: "When?" },
          { role: "assistant", content: JSON.parse(JSON.stringify(content)) },
          { role: "user", content: "And then?" },
        ],
      },
      { model: "gpt-5.6-sol" },
    );
    expect(request.input.filter(({ type }) => type === "web_search_call")).toEqual([
      {
        type: "web_search_call",
        id: "ws_0a1b",
        status: "completed",
        action: { type: "search", query: "tides", ...action },
      },
    ]);
  });
});

describe("a search without results goes back to the upstream as well", () => {
  const replayed = (item: JsonObject) => {
    const { content } = answer([item, messageItem("High.")]).message;
    const messages = [
      { role: "user" as const, content: "When?" },
      { role: "assistant" as const, content: JSON.parse(JSON.stringify(content)) },
      { role: "user" as const, content: "And then?" },
    ];
    const { request } = toOpenAIRequest({ model: "claude-test", max_tokens: 100, messages }, { model: "gpt-5.6-sol" });
    return request.input.filter(({ type }) => type === "web_search_call");
  };

  it.each(["completed", "failed"])("one that is %s", (status) => {
    expect(replayed(search({}, { status }))).toEqual([search({}, { status })]);
  });

  it.each<[string, JsonObject]>([
    ["an id of another form", search({}, { id: "ws-0a1b" })],
    ["no id", search({}, { id: undefined })],
  ])("not one with %s, which is told as a text", (_what, item) => {
    expect(replayed(item)).toEqual([]);
  });
});

describe("what is not shown", () => {
  it.each(["open_page", "find_in_page", "some_future_action"])("%s: a loss, counted in nothing (R10)", (type) => {
    const { message, losses } = answer([search({ type, url: "https://a.test" })]);
    expect(message).toMatchObject({ content: [], usage: { server_tool_use: { web_search_requests: 0 } } });
    expect(codesOf(losses)).toEqual(["open_page_hidden@output.0"]);
  });

  it.each(["in_progress", "incomplete", "some_future_status"])(
    "a search that is %s, and the turn is paused",
    (status) => {
      const { message, losses } = answer([search({}, { status })]);
      expect(message).toMatchObject({
        content: [],
        stop_reason: "pause_turn",
        usage: { server_tool_use: { web_search_requests: 0 } },
      });
      expect(codesOf(losses)).toEqual(["tool_call_truncated@output.0"]);
    },
  );
});

describe("statuses of searches that are shown", () => {
  it.each([
    ["completed", "end_turn"],
    ["failed", "end_turn"],
    [undefined, "end_turn"],
    ["searching", "pause_turn"],
  ])("%s: %s where it stands last", (status, reason) => {
    const { message, losses } = answer([search({}, { status })]);
    expect(message.content).toHaveLength(2);
    expect(message.stop_reason).toBe(reason);
    expect(losses).toEqual([]);
  });

  it("Azure leaves searches at `searching` whose results the answer uses", () => {
    const { message } = answer([search({}, { status: "searching" }), messageItem("High.")]);
    expect(message).toMatchObject({ stop_reason: "end_turn", usage: { server_tool_use: { web_search_requests: 1 } } });
  });
});
