import { describe, expect, it } from "vitest";
import { fromOpenAIResponse } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { messageItem } from "../../support/upstream-events.js";

describe("web search", () => {
  const search = {
    type: "web_search_call",
    id: "ws_abc",
    status: "completed",
    action: { type: "search", query: "tides", sources: [{ type: "url", url: "https://example.com/a" }] },
  };
  const annotation = { type: "url_citation", url: "https://example.com/a", title: "A", start_index: 0, end_index: 5 };
  const cited = messageItem("Tides rise", {
    content: [{ type: "output_text", text: "Tides rise", annotations: [annotation] }],
  });

  it("F42 is a call, its result, and citations on the text that follows; the search is counted", () => {
    const { message } = fromOpenAIResponse(
      { status: "completed", output: [search, cited] },
      testContext({ serverTools: ["web_search"] }),
    );
    expect(message.content).toMatchObject([
      { type: "server_tool_use", id: "srvtoolu_abc", name: "web_search", input: { query: "tides" } },
      {
        type: "web_search_tool_result",
        tool_use_id: "srvtoolu_abc",
        content: [{ type: "web_search_result", url: "https://example.com/a", title: "example.com", page_age: null }],
      },
      { type: "text", citations: [{ type: "web_search_result_location", cited_text: "Tides", title: "A" }] },
    ]);
    expect(message.usage.server_tool_use).toEqual({ web_search_requests: 1, web_fetch_requests: 0 });
  });

  it("quotes no more than Anthropic does, and never half a character", () => {
    const text = `${"😀".repeat(200)}`;
    const long = { ...annotation, start_index: 1, end_index: 399 };
    const item = messageItem(text, { content: [{ type: "output_text", text, annotations: [long] }] });
    const { message } = fromOpenAIResponse({ status: "completed", output: [item] }, testContext());
    expect(message.content).toMatchObject([{ citations: [{ cited_text: "😀".repeat(75) }] }]);
  });

  it("a failed search is an error result; opening a page shows nothing", () => {
    const output = [
      { ...search, status: "failed" },
      { ...search, action: { type: "open_page", url: "https://x.test" } },
    ];
    const { message, losses } = fromOpenAIResponse({ status: "completed", output }, testContext());
    expect(message.content).toMatchObject([
      { type: "server_tool_use" },
      { content: { type: "web_search_tool_result_error", error_code: "unavailable" } },
    ]);
    expect(losses.map((loss) => loss.code)).toContain("open_page_hidden");
  });
});
