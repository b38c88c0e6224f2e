import { describe, expect, it } from "vitest";
import {
  added,
  argumentsDelta,
  callItem,
  created,
  done,
  terminal,
  toSse,
  type UpstreamEvent,
} from "../../packages/core/test/support/upstream-events.js";
import { askBoth, eventsOf, failureOf, inputsOf } from "./ask.js";
import { hello, scripted, simulated } from "./gateway.js";
import { text, tool } from "./tools.js";

/** As Claude Code declares them. */
const readTool = tool("Read", { file_path: text, offset: { type: "number" }, limit: { type: "number" }, pages: text }, [
  "file_path",
]);
const writeTool = tool("Write", { file_path: text, content: text }, ["file_path", "content"]);
const editTool = tool(
  "Edit",
  { file_path: text, old_string: text, new_string: text, replace_all: { type: "boolean" } },
  ["file_path", "old_string", "new_string"],
);
const tools = [readTool, writeTool, editTool, tool("Grep", { pattern: text, glob: text, path: text }, ["pattern"])];

/** A call whose arguments come in pieces of three characters. */
function calling(name: string, args: string): UpstreamEvent[] {
  const item = callItem(name, args);
  const pieces = args.match(/.{1,3}/gs) ?? [];
  return [
    created(),
    added(0, { ...item, arguments: "" }),
    ...pieces.map((piece) => argumentsDelta(0, piece)),
    done(0, item),
    terminal([item]),
  ];
}

/** The input of the only call, as it streams and as the official client parses it. */
async function inputOf(name: string, args: object) {
  const answer = await askBoth(scripted(calling(name, JSON.stringify(args))), { ...hello, tools });
  const [block] = answer.message.content;
  const [json = ""] = inputsOf(answer);
  expect(JSON.parse(json)).toEqual(block?.type === "tool_use" ? block.input : null);
  return JSON.parse(json);
}

describe("tool arguments and schemas", () => {
  it.each<[object, object]>([
    [{ file_path: "/a", pages: "" }, { file_path: "/a" }],
    [{ pages: "", file_path: "/a" }, { file_path: "/a" }],
    [
      { file_path: "/a", offset: 1, limit: 2000, pages: "" },
      { file_path: "/a", offset: 1, limit: 2000 },
    ],
    [{ file_path: "/a", offset: null, limit: null, pages: null }, { file_path: "/a" }],
    [
      { file_path: "/a", pages: "1-5" },
      { file_path: "/a", pages: "1-5" },
    ],
  ])("F17: Read %j reaches the client as %j", async (given, wanted) => {
    expect(await inputOf("Read", given)).toEqual(wanted);
  });

  it.each<[string, object]>([
    ["Write", { file_path: "/a", content: "" }],
    ["Edit", { file_path: "/a", old_string: "gone", new_string: "" }],
    ["Edit", { file_path: "/a", old_string: "", new_string: "", replace_all: false }],
    ["Grep", { pattern: "", glob: "", path: "" }],
    ["Undeclared", { pages: "", content: null }],
  ])("F18: %s %j keeps what may be meant", async (name, given) => {
    expect(await inputOf(name, given)).toEqual(given);
  });

  it("F19: no value is invented for what is optional", async () => {
    await using gate = await simulated();
    // The simulated model fills every optional property wherever `strict` was left out, as OpenAI's do.
    const messages = [{ role: "user" as const, content: 'call tool Grep with {"pattern":"x"}' }];
    const answer = await askBoth(gate, { ...hello, messages, tools });
    expect(answer.message.content).toMatchObject([{ name: "Grep", input: { pattern: "x" } }]);
    expect(inputsOf(answer)).toEqual(['{"pattern":"x"}']);
    const strict = gate.sent()[0]?.tools?.map((sent) => (sent.type === "function" ? sent.strict : undefined));
    expect(strict).toEqual(tools.map(() => false));
  });

  it("F20: `required: null`, anywhere in a schema, is no reason to refuse", async () => {
    await using gate = await simulated();
    const inner = { type: "object", properties: { a: text }, required: null };
    const schema = {
      type: "object",
      properties: { one: inner, many: { type: "array", items: inner } },
      required: null,
    };
    const response = await gate.post({ ...hello, tools: [{ name: "mcp__server__do", input_schema: schema }] });
    expect([response.status, gate.upstream.requests.map(({ status }) => status)]).toEqual([200, [200]]);
  });

  it.each([
    ["between two properties", '"x"', "\n \n\t"],
    ["inside a string", '"x', "\\n\\t"],
  ])(
    "F22: white space without end %s of the arguments is an error, and the upstream is left",
    async (_, from, white) => {
      let cancelled = 0;
      let sent = 0;
      // A real one goes on until the output limit of 128,000 tokens.
      const pieces = function* () {
        yield [created(), added(0, callItem("Write", "")), argumentsDelta(0, `{"file_path":"/a","content":${from}`)];
        for (sent = 0; sent < 400_000; sent += 32) yield [argumentsDelta(0, white.repeat(8))];
      };
      const gate = scripted(() => {
        const source = pieces();
        const body = new ReadableStream<Uint8Array>({
          pull(controller) {
            const { value } = source.next();
            if (value) controller.enqueue(new TextEncoder().encode(toSse(value)));
            else controller.close();
          },
          cancel() {
            cancelled++;
          },
        });
        return new Response(body, { headers: { "content-type": "text/event-stream" } });
      });
      const events = eventsOf(await (await gate.post({ ...hello, tools, stream: true })).text());
      expect(events.at(-1)?.type).toBe("error");
      expect([cancelled, sent < 100_000]).toEqual([1, true]);
      expect((await failureOf(gate.client.messages.create({ ...hello, tools }))).type).toBe("api_error");
      expect([cancelled, sent < 100_000]).toEqual([2, true]);
    },
  );

  it("F22: white space inside a string of the arguments may be meant", async () => {
    const content = `a${"\n".repeat(5000)}b`;
    expect(await inputOf("Write", { file_path: "/a", content })).toEqual({ file_path: "/a", content });
  });
});
