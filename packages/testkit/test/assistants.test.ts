import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { agent, argumentsFor, call, callIfDeclared, isSideRequest, lastUserText, text, turnsOf } from "../src/index.js";
import { asArray, asObject, type JsonObject } from "../src/json.js";
import { ask, hi, start } from "./helpers.js";

const parameters = { type: "object", properties: { a: { type: "string" }, b: { type: "integer" } }, required: ["a"] };
const tool = (more: JsonObject = {}) => ({ type: "function", name: "f", parameters, ...more });

const firstItem = ({ body }: { readonly body: JsonObject }) => asObject(asArray(body.output)[0]);

describe("the assistant that answers without a script", () => {
  it("echoes", async () => {
    const upstream = await start();
    const client = new OpenAI({ baseURL: upstream.url, apiKey: "k" });
    const said = await client.responses.create({
      model: "gpt-5.4",
      input: [{ role: "user", content: [{ type: "input_text", text: "ping" }] }],
    });
    expect(said.output_text).toBe("You said: ping");
  });

  it("calls the tool it is told to, and reports what came back", async () => {
    const upstream = await start();
    const tools = [tool({ strict: false })];
    const called = await ask(upstream, { ...hi, tools, input: 'Please call tool f with {"a":"x"}' });
    expect(firstItem(called)).toMatchObject({ type: "function_call", name: "f", arguments: '{"a":"x"}' });
    const { call_id } = firstItem(called);
    const input = [
      { role: "user", content: "go" },
      firstItem(called),
      { type: "function_call_output", call_id, output: "42" },
    ];
    const answered = await ask(upstream, { ...hi, tools, input });
    expect(asObject(asArray(firstItem(answered).content)[0]).text).toBe("The tool answered: 42");
  });

  it("calls no tool that was not declared", async () => {
    const upstream = await start();
    expect(firstItem(await ask(upstream, { ...hi, input: "call tool f" })).type).toBe("message");
  });
});

describe("a function without strict", () => {
  it("is normalised: everything required, what was optional nullable", async () => {
    const upstream = await start();
    const { body } = await ask(upstream, { ...hi, tools: [tool()] });
    expect(asArray(body.tools)[0]).toMatchObject({
      strict: true,
      parameters: {
        properties: { a: { type: "string" }, b: { type: ["integer", "null"] } },
        required: ["a", "b"],
        additionalProperties: false,
      },
    });
    const kept = await ask(upstream, { ...hi, tools: [tool({ strict: false })] });
    expect(asArray(kept.body.tools)[0]).toMatchObject({ strict: false, parameters });
  });

  it("is called with every optional property filled", async () => {
    const upstream = await start();
    const input = 'call tool f with {"a":"x"}';
    const filled = await ask(upstream, { ...hi, tools: [tool()], input });
    expect(JSON.parse(String(firstItem(filled).arguments))).toEqual({ a: "x", b: null });
    expect(argumentsFor(tool({ strict: true }), { a: "x" })).toEqual({ a: "x" });
  });
});

describe("the agent script", () => {
  const steps = [[text("Looking."), call("f", { a: "x" })], call("f", { a: "y" }), text("Done.")];
  const body = (...input: readonly JsonObject[]) => ({ ...hi, tools: [tool({ strict: false })], input });
  const user = { role: "user", content: "go" };
  const answer = (n: number) => [
    { type: "function_call", call_id: `call_${n}`, name: "f", arguments: "{}" },
    { type: "function_call_output", call_id: `call_${n}`, output: "ok" },
  ];

  it("goes on by the answers that stand in the conversation, whatever was asked in between", async () => {
    const upstream = await start({ respond: agent(steps) });
    const kinds = async (...input: readonly JsonObject[]) =>
      asArray((await ask(upstream, body(...input))).body.output).map((one) => asObject(one).type);
    expect(await kinds(user)).toEqual(["message", "function_call"]);
    expect((await ask(upstream, hi)).body.output).toMatchObject([{ content: [{ text: "Side request" }] }]);
    expect(await kinds(user)).toEqual(["message", "function_call"]);
    expect(await kinds(user, { role: "assistant", content: "Looking." }, ...answer(1))).toEqual(["function_call"]);
    expect(await kinds(user, ...answer(1), ...answer(2))).toEqual(["message"]);
  });

  it("counts an uninterrupted run of the model's items as one answer", () => {
    const run = [{ type: "reasoning", summary: [] }, { role: "assistant", content: "a" }, ...answer(1)];
    expect(turnsOf(body(user))).toBe(0);
    expect(turnsOf(body(user, ...run))).toBe(1);
    expect(turnsOf(body(user, ...run, user, ...answer(2)))).toBe(2);
  });

  it("answers a side request with a search or with JSON where that is wanted", async () => {
    const upstream = await start({ respond: agent(steps) });
    const searched = await ask(upstream, { ...hi, tools: [{ type: "web_search" }] });
    expect(searched.body.output).toMatchObject([
      { type: "web_search_call", action: { query: "hi" } },
      { content: [{ annotations: [{ type: "url_citation", url: "https://example.com/" }] }] },
    ]);
    const schema = {
      type: "object",
      properties: {
        title: { type: "string" },
        kind: { enum: ["a", "b"], type: "string" },
        tags: { type: "array", items: { type: "string" } },
        at: { anyOf: [{ type: "integer" }, { type: "null" }] },
      },
      required: ["title", "kind", "tags", "at"],
      additionalProperties: false,
    };
    const titled = await ask(upstream, {
      ...hi,
      text: { format: { type: "json_schema", name: "t", schema, strict: true } },
    });
    const [part] = asArray(firstItem(titled).content);
    expect(JSON.parse(String(asObject(part).text))).toEqual({ title: "text", kind: "a", tags: [], at: 1 });
  });

  it("tells what helps a script to decide", () => {
    expect(isSideRequest(hi)).toBe(true);
    expect(isSideRequest(body(user))).toBe(false);
    expect(lastUserText(body(user, { role: "user", content: [{ type: "input_text", text: "last" }] }))).toBe("last");
    expect(callIfDeclared(body(user), call("f"))).toEqual(call("f"));
    expect(callIfDeclared(body(user), call("g"))).toBeUndefined();
  });
});
