import { call, text } from "@transpond/testkit";
import { expect, it } from "vitest";
import { gateway, hello } from "./gateway.js";

const note = { name: "note", input_schema: { type: "object" as const, properties: { citations: {} } } };

it("writes no null for the citations of a text to the AI SDK, and leaves the model's own words alone", async () => {
  await using gate = await gateway();
  const headers = {
    "x-api-key": "gateway-key",
    "user-agent": "ai/6.0.324 ai-sdk/provider-utils/4.0.64 runtime/node.js/v20",
  };
  const ask = async () => (await gate.post({ ...hello, tools: [note] }, "/v1/messages", { headers })).json();
  gate.upstream.script(text("Hello"), call("note", { citations: null }));
  const plain: unknown = await ask();
  expect(plain).toMatchObject({ content: [{}, { type: "tool_use", input: { citations: null } }] });
  expect(Object(plain).content[0]).toStrictEqual({ type: "text", text: "Hello" });
  const cited = { url: "https://example.com/", title: "Example", on: "Good" };
  gate.upstream.script(text("Good day", { citations: [cited] }));
  expect(await ask()).toMatchObject({ content: [{ citations: [{ url: cited.url }] }] });
});

it("writes what the official types say to everybody else", async () => {
  await using gate = await gateway();
  gate.upstream.script(text("Hello"));
  expect((await gate.client.messages.create(hello)).content).toEqual([
    { type: "text", text: "Hello", citations: null },
  ]);
});
