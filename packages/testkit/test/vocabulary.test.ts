import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import {
  call,
  failInside,
  flatError,
  incomplete,
  interleaved,
  item,
  keepalive,
  openPage,
  parallel,
  type Reply,
  reasoning,
  refusal,
  text,
  usage,
  webSearch,
} from "../src/index.js";
import { asArray, asObject, type JsonObject } from "../src/json.js";
import { ask, events, hi, schemas, start } from "./helpers.js";
import { schemaFaults } from "./schema.js";

const cited = text("Node 24 is out, says the site.", {
  citations: [{ url: "https://nodejs.org/", title: "Node", on: "the site" }],
});

const words: Readonly<Record<string, Reply>> = {
  text: text("Hello, world"),
  "text in given chunks": text("Hello", { chunks: ["He", "l", "lo"] }),
  "empty text": text(""),
  "text with a phase": [text("Let me look.", { phase: "commentary" }), text("Done.")],
  "text with citations": cited,
  refusal: refusal("I can't help with that."),
  reasoning: [reasoning(["**One**\n\nFirst.", "**Two**\n\nSecond."]), text("Ok")],
  "reasoning without a summary": [reasoning(), text("Ok")],
  call: call("Bash", { command: "ls -l" }, { chunks: 3 }),
  "call without arguments": call("Now"),
  "call in a namespace": call("click", { x: 1 }, { namespace: "browser" }),
  parallel: parallel(call("A", { a: 1 }), call("B", { b: 2 })),
  interleaved: interleaved(call("A", { a: 1 }, { chunks: 2 }), call("B", { b: 2 }, { chunks: 2 }), text("C")),
  webSearch: webSearch("node 24", ["https://nodejs.org/"], cited),
  openPage: [openPage("https://nodejs.org/"), text("Read.")],
  incomplete: [text("half a sen"), incomplete("max_output_tokens")],
  "incomplete inside a call": [call("Write", '{"file_path":"/a","con', { chunks: 4 }), incomplete("max_output_tokens")],
  "incomplete with reasoning alone": [reasoning("Long"), incomplete("max_output_tokens")],
  "content filter": [text("half"), incomplete("content_filter")],
  keepalive: [text("a"), keepalive(), text("b")],
  "other item": item(
    { type: "mcp_list_tools", id: "mcpl_1", server_label: "x", tools: [] },
    { type: "response.mcp_list_tools.in_progress" },
  ),
  "own usage": [
    text("x"),
    usage({
      input_tokens: 5,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 6,
    }),
  ],
  nothing: [],
};

const request = {
  ...hi,
  store: false,
  reasoning: { summary: "auto" },
  include: ["reasoning.encrypted_content", "web_search_call.action.sources"],
};

/** Events that the published schema does not know: recordings show them all the same. */
const unpublished = new Set(["keepalive"]);

describe("every word of the vocabulary", () => {
  for (const [name, reply] of Object.entries(words)) {
    it.skipIf(!schemas)(`${name}: valid by OpenAI's schema (needs TRANSPOND_SCHEMA)`, async () => {
      const upstream = await start();
      upstream.script(reply);
      const faults = (await events(upstream, request)).flatMap((event) => {
        if (unpublished.has(String(event.type))) return [];
        const found = schemaFaults().event(event);
        return found.length === 0 ? [] : [{ event, found: found.slice(0, 5) }];
      });
      expect(faults).toEqual([]);
    });

    it(`${name}: the JSON answer is the stream's final response`, async () => {
      const stream = await start();
      stream.script(reply);
      const last = (await events(stream, request)).at(-1);
      const plain = await start();
      plain.script(reply);
      const { status, body } = await ask(plain, request);
      expect(status).toBe(200);
      expect(body).toEqual(asObject(last).response);
    });

    it(`${name}: numbered from 0, opened and closed as recorded`, async () => {
      const upstream = await start();
      upstream.script(reply);
      const all = await events(upstream, request);
      expect(all.map(({ sequence_number }) => sequence_number)).toEqual(all.map((_, i) => i));
      expect(all.slice(0, 2).map(({ type }) => type)).toEqual(["response.created", "response.in_progress"]);
      expect(all.at(-1)?.type).toMatch(/^response\.(completed|incomplete)$/);
      const done = all
        .filter(({ type }) => type === "response.output_item.done")
        .sort((a, b) => Number(a.output_index) - Number(b.output_index))
        .map(({ item: one }) => one);
      const final = asArray(asObject(asObject(all.at(-1)).response).output);
      expect(final.map((one) => asObject(one).id)).toEqual(done.map((one) => asObject(one).id));
    });

    it(`${name}: accepted by the official client's own accumulator`, async () => {
      const upstream = await start();
      upstream.script(reply);
      const client = new OpenAI({ baseURL: upstream.url, apiKey: "sk-test", maxRetries: 0 });
      const final = await client.responses
        .stream({ model: "gpt-5.6-sol", input: "hi", store: false, reasoning: { summary: "auto" } })
        .finalResponse();
      expect(final.object).toBe("response");
      expect(final.status).toMatch(/^(completed|incomplete)$/);
    });
  }
});

const itemsOf = (all: readonly JsonObject[], type: string) =>
  all.filter((event) => event.type === type).map((event) => asObject(event.item));

/** The event types of each kind of item, between the two opening events and the terminal one. */
const sequences: Readonly<Record<string, readonly [Reply, readonly string[]]>> = {
  text: [
    text("a b"),
    [
      "output_item.added",
      "content_part.added",
      "output_text.delta",
      "output_text.delta",
      "output_text.done",
      "content_part.done",
      "output_item.done",
    ],
  ],
  "cited text": [
    text("a", { citations: [{ url: "https://a.example/", title: "A", on: "a" }] }),
    [
      "output_item.added",
      "content_part.added",
      "output_text.delta",
      "output_text.annotation.added",
      "output_text.done",
      "content_part.done",
      "output_item.done",
    ],
  ],
  refusal: [
    refusal("no"),
    [
      "output_item.added",
      "content_part.added",
      "refusal.delta",
      "refusal.done",
      "content_part.done",
      "output_item.done",
    ],
  ],
  reasoning: [
    reasoning("plan"),
    [
      "output_item.added",
      "reasoning_summary_part.added",
      "reasoning_summary_text.delta",
      "reasoning_summary_text.done",
      "reasoning_summary_part.done",
      "output_item.done",
    ],
  ],
  "reasoning without a summary": [reasoning(), ["output_item.added", "output_item.done"]],
  call: [
    call("f", "{}"),
    ["output_item.added", "function_call_arguments.delta", "function_call_arguments.done", "output_item.done"],
  ],
  "web search": [
    webSearch("q"),
    [
      "output_item.added",
      "web_search_call.in_progress",
      "web_search_call.searching",
      "web_search_call.completed",
      "output_item.done",
    ],
  ],
};

describe("the order of events", () => {
  for (const [name, [reply, types]] of Object.entries(sequences)) {
    it(name, async () => {
      const upstream = await start();
      upstream.script(reply);
      const all = await events(upstream, request);
      expect(all.slice(2, -1).map(({ type }) => type)).toEqual(types.map((type) => `response.${type}`));
    });
  }

  it("gives every delta its item and its place", async () => {
    const upstream = await start();
    upstream.script(text("a"), refusal("no"), call("f", "{}"));
    const deltas = (await events(upstream, request)).filter(({ delta }) => delta !== undefined);
    const place = { item_id: expect.any(String), sequence_number: expect.any(Number) };
    const padding = { obfuscation: expect.any(String) };
    expect(deltas).toEqual([
      {
        type: "response.output_text.delta",
        delta: "a",
        logprobs: [],
        content_index: 0,
        output_index: 0,
        ...place,
        ...padding,
      },
      { type: "response.refusal.delta", delta: "no", content_index: 0, output_index: 1, ...place },
      { type: "response.function_call_arguments.delta", delta: "{}", output_index: 2, ...place, ...padding },
    ]);
  });
});

describe("details of the wire", () => {
  it("puts obfuscation on every delta, and on none when it is switched off", async () => {
    const upstream = await start();
    upstream.script(words.reasoning ?? [], call("A", { a: 1 }));
    const deltas = (await events(upstream, request)).filter(({ delta }) => delta !== undefined);
    expect(deltas.length).toBeGreaterThan(3);
    for (const { delta, obfuscation } of deltas) {
      expect((String(delta).length + String(obfuscation).length) % 16).toBe(0);
      expect(typeof obfuscation).toBe("string");
    }
    upstream.script(text("Hello"));
    const bare = await events(upstream, { ...request, stream_options: { include_obfuscation: false } });
    expect(bare.filter((event) => "obfuscation" in event)).toEqual([]);
  });

  it("gives a reasoning item three blobs, all different", async () => {
    const upstream = await start();
    upstream.script(reasoning(), text("x"));
    const all = await events(upstream, request);
    const [added] = itemsOf(all, "response.output_item.added");
    const [done] = itemsOf(all, "response.output_item.done");
    const [final] = asArray(asObject(asObject(all.at(-1)).response).output).map(asObject);
    const blobs = [added, done, final].map((one) => one?.encrypted_content);
    expect(new Set(blobs).size).toBe(3);
    for (const blob of blobs) expect(blob).toMatch(/^gAAAAA[\w-]{800,}/);
  });

  it("keeps blobs back unless they are asked for", async () => {
    const upstream = await start();
    upstream.script(reasoning("s"), text("x"));
    const { body } = await ask(upstream, hi);
    expect(asArray(body.output)[0]).toEqual({
      id: expect.stringMatching(/^rs_/),
      type: "reasoning",
      content: [],
      summary: [],
    });
  });

  it("shows a summary only to a request that wants one", async () => {
    const upstream = await start();
    upstream.script(reasoning("secret plan"), text("x"));
    const all = await events(upstream, { ...hi, store: false });
    expect(JSON.stringify(all)).not.toContain("secret plan");
  });

  it("marks text before a call as commentary, the last one as final answer, on models that know phases", async () => {
    const upstream = await start();
    upstream.script(text("Looking"), call("A"));
    upstream.script(text("Done"));
    upstream.script(text("Done"));
    const phases = async (model: string) =>
      itemsOf(await events(upstream, { ...hi, model }), "response.output_item.added").map(({ phase }) => phase);
    expect(await phases("gpt-5.3-codex")).toEqual(["commentary", undefined]);
    expect(await phases("gpt-5.6-sol")).toEqual(["final_answer"]);
    expect(await phases("gpt-5.2")).toEqual([undefined]);
  });

  it("never makes an item id of a call id", async () => {
    const upstream = await start();
    upstream.script(call("A"));
    const [added] = itemsOf(await events(upstream, hi), "response.output_item.added");
    expect(added?.id).toMatch(/^fc_[0-9a-f]{50}$/);
    expect(added?.call_id).toMatch(/^call_[A-Za-z0-9]{24}$/);
  });

  it("interleaves by output index", async () => {
    const upstream = await start();
    upstream.script(interleaved(call("A", { a: 1 }, { chunks: 2 }), call("B", { b: 2 }, { chunks: 2 })));
    const indices = (await events(upstream, hi)).slice(2, -1).map(({ output_index }) => output_index);
    expect(indices.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 1]);
  });

  it("fails inside a stream with a nested error and response.failed", async () => {
    const upstream = await start();
    upstream.script(text("Well"), failInside({ code: "server_error", message: "Sorry" }));
    const all = await events(upstream, hi);
    const [error, failed] = all.slice(-2);
    expect(error).toMatchObject({
      type: "error",
      error: { type: "server_error", code: "server_error", message: "Sorry", param: null },
    });
    expect(failed).toMatchObject({
      type: "response.failed",
      response: { status: "failed", error: { code: "server_error", message: "Sorry" }, usage: null },
    });
  });

  it("sends the flat error of the specification, and nothing after it", async () => {
    const upstream = await start();
    upstream.script(text("Well"), flatError({ code: "server_error", message: "Sorry" }));
    const last = (await events(upstream, hi)).at(-1);
    expect(last).toMatchObject({ type: "error", code: "server_error", message: "Sorry", param: null });
    expect(last).not.toHaveProperty("error");
  });

  it("marks what an incomplete response cut off", async () => {
    const upstream = await start();
    upstream.script(call("A", { whole: 1 }), call("B", '{"half'), incomplete("max_output_tokens"));
    const { body } = await ask(upstream, hi);
    expect(body).toMatchObject({
      status: "incomplete",
      completed_at: null,
      incomplete_details: { reason: "max_output_tokens" },
      output: [{ status: "completed" }, { status: "incomplete", arguments: '{"half' }],
    });
  });

  it("completes a call with broken arguments unless the response is incomplete", async () => {
    const upstream = await start();
    upstream.script(call("B", '{"half'));
    expect((await ask(upstream, hi)).body).toMatchObject({ status: "completed", output: [{ status: "completed" }] });
  });

  it("lists search sources only with include", async () => {
    const upstream = await start();
    upstream.script(webSearch("q", ["https://a.example/"]));
    upstream.script(webSearch("q", ["https://a.example/"]));
    const action = async (include: readonly string[]) =>
      asObject(asArray((await ask(upstream, { ...hi, include })).body.output)[0]).action;
    expect(await action(["web_search_call.action.sources"])).toMatchObject({
      sources: [{ type: "url", url: "https://a.example/" }],
    });
    expect(await action([])).not.toHaveProperty("sources");
  });

  it("names the served tier", async () => {
    const upstream = await start();
    const tier = async (service_tier: string) => (await ask(upstream, { ...hi, service_tier })).body.service_tier;
    expect(await tier("auto")).toBe("default");
    expect(await tier("fast")).toBe("priority");
    expect(await tier("flex")).toBe("flex");
  });

  it("gives the same ids for the same seed, others for another", async () => {
    const idOf = async (seed: string) => (await ask(await start({ seed }), hi)).body.id;
    expect(await idOf("a")).toBe(await idOf("a"));
    expect(await idOf("a")).not.toBe(await idOf("b"));
  });

  it("refuses a script whose chunks or citations do not fit its text", async () => {
    const upstream = await start();
    upstream.script(text("abc", { chunks: ["a", "b"] }));
    expect((await ask(upstream, hi)).status).toBe(500);
    upstream.script(text("abc", { citations: [{ url: "https://a.example", title: "", on: "xyz" }] }));
    expect((await ask(upstream, hi)).status).toBe(500);
  });
});
