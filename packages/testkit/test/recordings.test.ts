import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { call, failInside, incomplete, type Reply, reasoning, refusal, text, webSearch } from "../src/index.js";
import { asObject, type JsonObject, parseJson } from "../src/json.js";
import { createMemory } from "../src/server/memory.js";
import { checkRequest } from "../src/strict/check-request.js";
import { reasoningIsGenuine } from "../src/strict/rules/reasoning-items.js";
import { stateIsKnown } from "../src/strict/rules/state.js";
import { ask, corpus, events, start } from "./helpers.js";

const lines = (path: string): readonly JsonObject[] =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => asObject(JSON.parse(line)));

/** Recorded against the chat product's own backend, which takes what the public API does not. */
const isOther = (body: JsonObject): boolean => "client_metadata" in body;

const fault = (body: JsonObject): string | undefined => {
  try {
    const scope = { secret: "s", organization: "o", memory: createMemory(), inputTokens: 0 };
    // Blobs and response ids of a recording were minted by another server.
    checkRequest(body, { ...scope, endpoint: "responses", without: [reasoningIsGenuine, stateIsKnown] });
    return undefined;
  } catch (error) {
    return String(error);
  }
};

describe.skipIf(!corpus)("recorded traffic (needs TRANSPOND_CORPUS)", () => {
  it("every recorded request that OpenAI accepted is accepted", () => {
    const bodies = lines(join(corpus ?? "", "billed-pairs.jsonl"))
      .map(({ id, request }) => ({ id, body: asObject(request) }))
      .filter(({ body }) => !isOther(body));
    expect(bodies.length).toBeGreaterThan(900);
    expect(bodies.map(({ id, body }) => [id, fault(body)]).filter(([, why]) => why !== undefined)).toEqual([]);
  });

  it("every event has the keys of a recorded one", async () => {
    const recorded = recordedKeys();
    const replies: readonly Reply[] = [
      [reasoning("One"), text("a", { phase: "commentary" }), call("f", { a: 1 })],
      webSearch(
        "q",
        ["https://a.example/"],
        text("as a says", { citations: [{ url: "https://a.example/", title: "A", on: "a" }] }),
      ),
      refusal("no"),
      [text("a"), incomplete("max_output_tokens")],
      failInside({ code: "server_error", message: "Sorry" }),
    ];
    const upstream = await start();
    const unseen = new Set<string>();
    for (const reply of replies) {
      upstream.script(reply);
      const body = {
        model: "gpt-5.6-sol",
        input: "hi",
        reasoning: { summary: "auto" },
        store: false,
        include: ["web_search_call.action.sources"],
      };
      for (const event of await events(upstream, body))
        for (const shape of shapesOf(event)) if (!recorded.has(shape)) unseen.add(shape);
    }
    expect([...unseen]).toEqual([]);
  });

  it("refuses in the recorded words", async () => {
    const upstream = await start();
    const recorded = recordedErrors();
    const parameters = {
      type: "object",
      properties: { location: { type: "string" }, unit: { type: "string" } },
      required: ["location"],
      additionalProperties: false,
    };
    const strictTool = { type: "function", name: "get_current_weather", parameters, strict: true };
    const audio = { type: "input_file", filename: "a", file_data: "data:audio/mpeg;base64,aW1n" };
    const user = (content: unknown) => ({ role: "user", content });
    const hi = { model: "gpt-5-mini", input: "hi" };
    const bodies: readonly JsonObject[] = [
      { ...hi, model: "this-model-does-not-exist" },
      { ...hi, model: "gpt-4o", temperature: -1 },
      { ...hi, tools: [strictTool] },
      { ...hi, tools: [{ type: "function" }] },
      { ...hi, input: [user("a"), user("b"), user("c"), user("d"), user([audio])] },
    ];
    for (const body of bodies) {
      const { status, body: answer } = await ask(upstream, body);
      expect(recorded).toContainEqual({ status, error: answer.error });
    }
  });
});

const files = (folder: string) =>
  readdirSync(join(corpus ?? "", folder)).map((name) => readFileSync(join(corpus ?? "", folder, name), "utf8"));

const recordedErrors = () =>
  files("responses-json")
    .map((words) => asObject(parseJson(words)))
    .flatMap(({ status, body }) => (typeof status === "number" ? [{ status, error: asObject(body).error }] : []));

const keysOf = (name: string, value: unknown): string => `${name}: ${Object.keys(asObject(value)).sort().join(" ")}`;

/** The keys of an event and of the objects that matter in it, as comparable lines. */
const shapesOf = (event: JsonObject): readonly string[] => [
  keysOf(String(event.type), event),
  ...(event.item === undefined ? [] : [keysOf(`${event.type}/${asObject(event.item).type}`, event.item)]),
  ...(event.part === undefined ? [] : [keysOf(`${event.type}/${asObject(event.part).type}`, event.part)]),
  ...(event.annotation === undefined ? [] : [keysOf("annotation", event.annotation)]),
  ...(event.error === undefined ? [] : [keysOf("error", event.error)]),
  ...(event.response === undefined
    ? []
    : [keysOf("response", event.response), ...usageShapes(asObject(event.response).usage)]),
];

const usageShapes = (usage: unknown): readonly string[] =>
  usage === null || usage === undefined
    ? []
    : [
        keysOf("usage", usage),
        keysOf("input details", asObject(usage).input_tokens_details),
        keysOf("output details", asObject(usage).output_tokens_details),
      ];

const recordedKeys = (): ReadonlySet<string> =>
  new Set(
    files("responses-streams")
      .flatMap((words) => words.split("\n"))
      .filter((line) => line.startsWith("data: {"))
      .flatMap((line) => shapesOf(asObject(parseJson(line.slice(6))))),
  );
