import { describe, expect, it } from "vitest";
import {
  added,
  argumentsDelta,
  callItem,
  created,
  done,
  messageItem,
  reasoningItem,
  terminal,
  textDelta,
  type UpstreamEvent,
} from "../../packages/core/test/support/upstream-events.js";
import { askBoth, eventsOf, inputsOf } from "./ask.js";
import { hello, scripted } from "./gateway.js";
import { begun, oneCall, read } from "./read-calls.js";

const request = { ...hello, thinking: { type: "adaptive" as const } };
const kinds = (blocks: readonly { type: string }[]) => blocks.map(({ type }) => type);

describe("streaming shape, of calls", () => {
  it.each<[string, UpstreamEvent[]]>([
    ["with the item", [added(0, oneCall(read("/a")))]],
    ["at the end of the item", [added(0, begun()), done(0, oneCall(read("/a")))]],
    ["in the final response", []],
  ])("F06: arguments that come whole %s come as deltas, never in content_block_start", async (_, events) => {
    const answer = await askBoth(scripted([created(), ...events, terminal([oneCall(read("/a"))])]));
    expect(inputsOf(answer)).toEqual([read("/a")]);
    expect(answer.message.content).toMatchObject([{ input: { file_path: "/a" } }]);
    for (const event of answer.events) {
      if (event.type === "content_block_start") expect(event.content_block).toMatchObject({ input: {} });
    }
  });

  it("F07: a call whose name comes late waits for it, and the text before it stays", async () => {
    const nameless = { ...begun(), name: "" };
    const gate = scripted([
      created(),
      added(0, messageItem("")),
      textDelta(0, "Let me look."),
      done(0, messageItem("Let me look.")),
      added(1, nameless),
      argumentsDelta(1, read("/a").slice(0, 4)),
      argumentsDelta(1, read("/a").slice(4)),
      done(1, oneCall(read("/a"))),
      terminal([messageItem("Let me look."), oneCall(read("/a"))]),
    ]);
    const { message, read: blocks } = await askBoth(gate);
    expect(blocks).toMatchObject([
      { type: "text", text: "Let me look." },
      { type: "tool_use", name: "Read", text: read("/a") },
    ]);
    expect(message.stop_reason).toBe("tool_use");
  });

  it("F08: thinking that is a signature only does not swallow the call after it", async () => {
    const hidden = reasoningItem([]);
    const gate = scripted([
      created(),
      added(0, { ...hidden, encrypted_content: null }),
      done(0, hidden),
      added(1, begun()),
      done(1, oneCall(read("/a"))),
      terminal([hidden, oneCall(read("/a"))]),
    ]);
    const { message } = await askBoth(gate, request);
    expect(message).toMatchObject({ stop_reason: "tool_use", content: [{ thinking: "" }, { name: "Read" }] });
  });

  it.each<[string, object]>([
    [
      "of a tool that nobody declared",
      { type: "custom_tool_call", id: "ctc_1", call_id: "call_9", name: "x", input: "" },
    ],
    ["that the upstream made and answered itself", { type: "function_call_output", call_id: "call_9", output: "done" }],
    ["of a shell that nobody declared", { type: "local_shell_call", id: "lsh_1", call_id: "call_9", action: {} }],
  ])("F08: a call %s is no tool_use, so the reason is none either", async (_, phantom) => {
    const gate = scripted([
      created(),
      done(0, messageItem("Hi")),
      done(1, phantom),
      terminal([messageItem("Hi"), phantom]),
    ]);
    const { message } = await askBoth(gate);
    expect([message.stop_reason, ...kinds(message.content)]).toEqual(["end_turn", "text"]);
  });

  it("F08: a call that never gets a name is a failure, not a silent end", async () => {
    const nameless = { ...oneCall(read("/a")), name: "" };
    const gate = scripted([created(), added(0, nameless), done(0, nameless), terminal([nameless])]);
    const body = await (await gate.post({ ...hello, stream: true })).text();
    expect(eventsOf(body).map(({ type }) => type)).not.toContain("message_stop");
    expect(body).toContain('"type":"api_error"');
    await expect(gate.client.messages.create(hello)).rejects.toMatchObject({ status: 500 });
  });

  it("F09: a response that is `completed` ends with tool_use when it holds a call, wherever the call stands", async () => {
    for (const output of [
      [oneCall(read("/a"))],
      [messageItem("Look:"), oneCall(read("/a"))],
      [oneCall(read("/a")), messageItem("I asked.")],
    ]) {
      const events = output.map((item, index) => done(index, item));
      const { message } = await askBoth(scripted([created(), ...events, terminal(output)]));
      expect(message.stop_reason).toBe("tool_use");
    }
  });

  it.each(["", "{}"])("F10: a call without parameters (%j) has no empty delta, and the input {}", async (args) => {
    const item = callItem("Now", args);
    const gate = scripted([
      created(),
      added(0, { ...item, arguments: "" }),
      argumentsDelta(0, ""),
      { type: "response.function_call_arguments.done", output_index: 0, arguments: args },
      done(0, item),
      terminal([item]),
    ]);
    const { events, message } = await askBoth(gate);
    expect(JSON.stringify(events)).not.toContain('"partial_json":""');
    expect(message).toMatchObject({ stop_reason: "tool_use", content: [{ name: "Now", input: {} }] });
  });
});
