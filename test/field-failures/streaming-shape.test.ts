import { describe, expect, it } from "vitest";
import {
  added,
  argumentsDelta,
  created,
  done,
  messageItem,
  reasoningItem,
  summaryDelta,
  terminal,
  textDelta,
  toSse,
  type UpstreamEvent,
} from "../../packages/core/test/support/upstream-events.js";
import { askBoth, askStream, inputsOf } from "./ask.js";
import { hello, scripted } from "./gateway.js";
import { begun, oneCall, read } from "./read-calls.js";

const request = { ...hello, thinking: { type: "adaptive" as const } };

describe("streaming shape", () => {
  it.each<[string, number]>([
    ["an item each", 1],
    ["one output index for all items", 0],
  ])("F01: block kinds do not mix, with %s", async (_, step) => {
    const thought = reasoningItem(["Look", "again"]);
    const said = {
      ...messageItem(""),
      content: ["One.", "Two."].map((text) => ({ type: "output_text", text, annotations: [] })),
    };
    const gate = scripted([
      created(),
      added(0, { ...thought, summary: [] }),
      summaryDelta(0, "Look"),
      summaryDelta(0, "again", 1),
      done(0, thought),
      added(step, { ...said, content: [] }),
      textDelta(step, "One."),
      textDelta(step, "Two.", 1),
      done(step, said),
      added(2 * step, begun()),
      argumentsDelta(2 * step, read("/a")),
      done(2 * step, oneCall(read("/a"))),
      terminal([thought, said, oneCall(read("/a"))]),
    ]);
    const { message } = await askStream(gate, request);
    expect(message.content).toMatchObject([
      { type: "thinking", thinking: "Look\n\nagain" },
      { type: "text", text: "One." },
      { type: "text", text: "Two." },
      { type: "tool_use", input: { file_path: "/a" } },
    ]);
  });

  it("F02: parallel calls that alternate, and what comes for a closed or an unknown block, find their block", async () => {
    const gate = scripted([
      created(),
      added(0, begun(1)),
      added(1, begun(2)),
      argumentsDelta(1, read("/b").slice(0, 5)),
      argumentsDelta(0, read("/a").slice(0, 9)),
      argumentsDelta(1, read("/b").slice(5)),
      done(1, oneCall(read("/b"), 2)),
      argumentsDelta(0, read("/a").slice(9)),
      done(0, oneCall(read("/a"), 1)),
      argumentsDelta(0, "late"),
      argumentsDelta(1, "late"),
      { type: "response.output_text.delta", item_id: "msg_never_added", delta: "nobody's" },
      { type: "response.output_item.done", output_index: 1, item: oneCall(read("/b"), 2) },
      terminal([oneCall(read("/a"), 1), oneCall(read("/b"), 2)]),
    ]);
    const answer = await askBoth(gate);
    expect(inputsOf(answer)).toEqual([read("/a"), read("/b")]);
    expect(answer.message.stop_reason).toBe("tool_use");
  });

  it.each<[string, UpstreamEvent]>([
    ["call", added(0, begun())],
    ["call's arguments", argumentsDelta(0, read("/a"))],
    ["finished call", done(0, oneCall(read("/a")))],
  ])("F03: a stream that begins with a %s begins with message_start", async (_, first) => {
    const whole = oneCall(read("/a"));
    const { events, message } = await askBoth(scripted([first, done(0, whole), terminal([whole])]));
    expect(events[0]?.type).toBe("message_start");
    expect(message).toMatchObject({ stop_reason: "tool_use", content: [{ input: { file_path: "/a" } }] });
  });

  it("F04: deltas without start and stop get both", async () => {
    const gate = scripted([textDelta(0, "Hel"), textDelta(0, "lo"), terminal([messageItem("Hello")])]);
    const { events } = await askBoth(gate);
    expect(events.map(({ type }) => type).filter((type) => type !== "ping")).toEqual([
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ["without a content type", {}],
    ["with a wrong one", { "content-type": "text/plain" }],
  ])("F04: a stream %s is passed on as it comes", { timeout: 5000 }, async (_, headers) => {
    let goOn = () => {};
    const seen = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const whole = messageItem("early, late");
    const parts = [
      [created(), added(0, whole), textDelta(0, "early")],
      [textDelta(0, ", late"), terminal([whole])],
    ];
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const part = parts.shift();
        if (part === undefined) return controller.close();
        // The upstream says the second half only when the client has seen the first.
        if (parts.length === 0) await seen;
        controller.enqueue(new TextEncoder().encode(toSse(part)));
      },
    });
    const gate = scripted(() => new Response(body, { headers }));
    const stream = gate.client.messages.stream(hello).on("text", goOn);
    expect(await stream.finalText()).toBe("early, late");
    expect(stream.response?.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(stream.response?.headers.get("x-accel-buffering")).toBe("no");
  });

  it("F05: a first chunk that comes twice begins one message, and thinking stays out of the text", async () => {
    const thought = reasoningItem(["Plan"]);
    const first = [created(), added(0, { ...thought, summary: [] })];
    const gate = scripted([
      ...first,
      ...first,
      summaryDelta(0, "Plan"),
      done(0, thought),
      added(1, messageItem("")),
      added(1, messageItem("")),
      textDelta(1, "Hello"),
      done(1, messageItem("Hello")),
      terminal([thought, messageItem("Hello")]),
    ]);
    const { events, message } = await askBoth(gate, request);
    expect(events.filter(({ type }) => type === "message_start")).toHaveLength(1);
    expect(message.content).toMatchObject([{ thinking: "Plan" }, { text: "Hello" }]);
  });
});
