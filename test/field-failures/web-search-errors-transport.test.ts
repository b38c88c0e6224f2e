import type Anthropic from "@anthropic-ai/sdk";
import { text, webSearch } from "@transpond/testkit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  added,
  created,
  messageItem,
  terminal,
  textDelta,
  toSse,
  type UpstreamEvent,
} from "../../packages/core/test/support/upstream-events.js";
import { askBoth, eventsOf } from "./ask.js";
import { hello, scripted, simulated } from "./gateway.js";

describe("web search and errors", () => {
  it("F42: a search is seen by clients that count blocks, and by those that count usage", async () => {
    await using gate = await simulated();
    const cited = { url: "https://nodejs.org/en/blog", title: "Node.js", on: "out now" };
    // As Claude Code searches: a request of its own, with the tool forced.
    const request = {
      ...hello,
      thinking: { type: "disabled" as const },
      tools: [{ type: "web_search_20250305" as const, name: "web_search" as const, max_uses: 8 }],
      tool_choice: { type: "tool" as const, name: "web_search" },
    };
    for (let at = 0; at < 2; at++) {
      gate.upstream.script(webSearch("node release", [cited.url], text("It is out now.", { citations: [cited] })));
    }
    const { message } = await askBoth(gate, request);
    expect(message.content).toMatchObject([
      { type: "server_tool_use", name: "web_search", input: { query: "node release" } },
      { type: "web_search_tool_result", content: [{ type: "web_search_result", url: cited.url }] },
      { type: "text", citations: [{ type: "web_search_result_location", url: cited.url, cited_text: "out now" }] },
    ]);
    expect(message.usage.server_tool_use?.web_search_requests).toBe(1);
    expect(message.stop_reason).toBe("end_turn");
  });

  it.each<[string, object]>([
    ["gpt-5.4", { temperature: 1 }],
    ["gpt-5.4", { temperature: 0.2, top_p: 0.9, top_k: 5, thinking: { type: "adaptive" } }],
    ["gpt-6-astra", { temperature: 0 }],
    ["o3", { temperature: 0.5 }],
  ])("F43: side calls with sampling parameters pass, on %s with %j", async (model, sampling) => {
    await using gate = await simulated({ model });
    const response = await gate.post({ ...hello, model: "claude-haiku-5", ...sampling });
    expect([response.status, gate.upstream.requests.map(({ status }) => status)]).toEqual([200, [200]]);
  });

  it("F43: a model that refuses them although it is known to take them is asked again without, once for all", async () => {
    const message = "Unsupported parameter: 'temperature' is not supported with this model.";
    const error = { message, type: "invalid_request_error", param: "temperature", code: null };
    const refusal = () => Response.json({ error }, { status: 400 });
    const gate = scripted([refusal, [created(), terminal([messageItem("Hi")])]], { model: "gpt-4.1" });
    for (let at = 0; at < 2; at++) expect((await gate.post({ ...hello, temperature: 0.2 })).status).toBe(200);
    expect(gate.sent.map((sent) => sent.temperature)).toEqual([0.2, undefined, undefined]);
  });

  it.each([1, 15, 16])("F44: max_tokens %i reaches OpenAI as no less than it takes", async (max_tokens) => {
    await using gate = await simulated();
    const { content } = await gate.client.messages.create({ ...hello, max_tokens });
    expect(content).toHaveLength(1);
    expect(gate.sent()[0]?.max_output_tokens).toBe(16);
  });

  it("F48: the list of models has Anthropic's shape, with names that Claude Code keeps, and nobody is asked", async () => {
    await using gate = await simulated();
    const keys: Record<keyof Anthropic.ModelInfo, true> = {
      capabilities: true,
      created_at: true,
      deprecated_at: true,
      display_name: true,
      id: true,
      lifecycle: true,
      line: true,
      max_input_tokens: true,
      max_tokens: true,
      retires_at: true,
      type: true,
    };
    const page = await gate.client.models.list({ limit: 1000 });
    expect(page.data.map(({ id, type }) => [id, type])).toEqual([["claude-gpt-5.4", "model"]]);
    expect(Object.keys(page.data[0] ?? {}).sort()).toEqual(Object.keys(keys).sort());
    expect([page.has_more, page.first_id, page.last_id]).toEqual([false, "claude-gpt-5.4", "claude-gpt-5.4"]);
    expect((await gate.client.models.retrieve("claude-gpt-5.4")).display_name).toBe("gpt-5.4");
    expect(gate.upstream.requests).toEqual([]);
  });
});

describe("silence, by the default settings", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** An upstream that says this much and then nothing, and the bytes that have reached the client by now. */
  async function silentAfter(...events: UpstreamEvent[]) {
    let cancelled = false;
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        if (events.length > 0) controller.enqueue(new TextEncoder().encode(toSse(events)));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const gate = scripted(() => {
      asked();
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    });
    const seen = { text: "", status: 0, ended: false };
    const reading = gate.post({ ...hello, stream: true }).then(async (response) => {
      seen.status = response.status;
      for await (const chunk of response.body ?? []) seen.text += new TextDecoder().decode(chunk);
      seen.ended = true;
    });
    await isAsked;
    /** Lets so many seconds pass; returns what came meanwhile. */
    const pass = async (seconds: number) => {
      const before = seen.text.length;
      await vi.advanceTimersByTimeAsync(seconds * 1000);
      return seen.text.slice(before);
    };
    return { pass, seen, reading, wasCancelled: () => cancelled };
  }

  it.each<[string, UpstreamEvent[]]>([
    ["before the first word", [created()]],
    ["in the middle of a text", [created(), added(0, messageItem("")), textDelta(0, "Hm")]],
  ])("F45: a client hears something every 20 seconds while the upstream is silent %s", async (_, events) => {
    const { pass, seen } = await silentAfter(...events);
    for (let waited = 0; waited < 200; waited += 20) expect(await pass(20)).toContain("event: ping");
    expect([seen.status, seen.ended]).toEqual([200, false]);
  });

  it.each<[string, UpstreamEvent[]]>([
    ["before the first word", [created()]],
    ["in the middle of a text", [created(), added(0, messageItem("")), textDelta(0, "Hm")]],
  ])("F46: pings end with an error when the upstream is dead, %s", async (_, events) => {
    const { pass, seen, reading, wasCancelled } = await silentAfter(...events);
    await pass(299);
    await reading;
    expect([seen.ended, wasCancelled()]).toEqual([true, true]);
    const types = eventsOf(seen.text).map(({ type }) => type);
    expect(types.at(-1)).toBe("error");
    expect(types).not.toContain("message_stop");
    expect(seen.text).toContain('"type":"timeout_error"');
    expect(await pass(60)).toBe("");
  });

  it("F46: an upstream that does not even begin ends in a 504", async () => {
    const gate = scripted(() => new Promise<Response>(() => {}));
    const answer = gate.post(hello);
    await vi.waitFor(() => expect(gate.sent).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(299_000);
    expect((await answer).status).toBe(504);
  });
});
