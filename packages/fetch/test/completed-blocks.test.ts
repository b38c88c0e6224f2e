import { call, text } from "@transpond/testkit";
import { describe, expect, it } from "vitest";
import { gateway, hello } from "./gateway.js";

const tools = [{ name: "Read", input_schema: { type: "object", properties: { file_path: { type: "string" } } } }];

/** The data of the frames of a type. */
const framesOf = (body: string, type: string): unknown[] =>
  body
    .split("\n\n")
    .filter((frame) => frame.startsWith(`event: ${type}\n`))
    .map((frame) => JSON.parse(frame.slice(frame.indexOf("data: ") + 6)));

describe("finished blocks on the wire (K29)", () => {
  const ask = async (path: string, body: object) => {
    await using gate = await gateway();
    gate.upstream.script(text("Look:"), call("Read", { file_path: "/a" }, { chunks: 3 }));
    return (await gate.post({ ...hello, tools, ...body }, path)).text();
  };

  it("stand on each content_block_stop of /v1/messages/stream, tool input parsed", async () => {
    expect(framesOf(await ask("/v1/messages/stream", {}), "content_block_stop")).toMatchObject([
      { index: 0, content_block: { type: "text", text: "Look:" } },
      { index: 1, content_block: { type: "tool_use", name: "Read", input: { file_path: "/a" } } },
    ]);
  });

  it("do not stand on those of /v1/messages, which are exactly Anthropic's", async () => {
    expect(framesOf(await ask("/v1/messages", { stream: true }), "content_block_stop")).toEqual([
      { type: "content_block_stop", index: 0 },
      { type: "content_block_stop", index: 1 },
    ]);
  });
});
