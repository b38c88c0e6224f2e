import { describe, expect, it } from "vitest";
import { accumulated } from "../../support/stream-readings.js";
import { translateNow } from "../../support/translate-now.js";
import { callItem, created, messageItem, terminal, type UpstreamEvent } from "../../support/upstream-events.js";

const call = (n: number) => callItem("T", `{"n":${n}}`, { id: `fc_${n}`, call_id: `call_${n}` });
const text = (n: number, words: string) => messageItem(words, { id: `msg_${n}` });
const piece = (n: number, delta: string) => ({
  type: "response.function_call_arguments.delta",
  item_id: `fc_${n}`,
  delta,
});
const words = (n: number, delta: string) => ({
  type: "response.output_text.delta",
  item_id: `msg_${n}`,
  content_index: 0,
  delta,
});
const begins = (item: object) => ({ type: "response.output_item.added", item });
const ends = (item: object) => ({ type: "response.output_item.done", item });

function read(...events: UpstreamEvent[]) {
  const { events: out, losses } = translateNow([created(), ...events]);
  const content = accumulated(out)?.content.map((block) =>
    block.type === "text" ? block.text : block.type === "tool_use" ? block.input : block.type,
  );
  return { content, end: out.at(-1)?.type, losses };
}

const calls = [call(1), call(2)];
const texts = [text(1, "one"), text(2, "two")];
const inputs = [{ n: 1 }, { n: 2 }];

describe("where events have ids and no indexes, the ids tell (C.2)", () => {
  it.each<[string, UpstreamEvent[], unknown[]]>([
    ["texts", [words(1, "one"), words(2, "two"), terminal(texts)], ["one", "two"]],
    ["texts in turn", [words(1, "o"), words(2, "tw"), words(1, "ne"), words(2, "o"), terminal(texts)], ["one", "two"]],
    ["calls", [piece(1, '{"n":1}'), piece(2, '{"n":2}'), terminal(calls)], inputs],
    [
      "calls in turn",
      [
        ...[piece(1, '{"n"'), piece(2, '{"n"'), piece(1, ":1}"), piece(2, ":2}"), ends(call(1)), ends(call(2))],
        terminal(calls),
      ],
      inputs,
    ],
    [
      "a text that is only done while another is open",
      [
        ...[begins({ ...text(1, ""), content: [] }), words(1, "on"), ends(text(2, "two")), words(1, "e")],
        terminal(texts),
      ],
      ["one", "two"],
    ],
    [
      "a call that is announced without its own id",
      [begins({ ...call(1), id: undefined, arguments: "" }), piece(1, '{"n":1}'), ends(call(1)), terminal([call(1)])],
      [{ n: 1 }],
    ],
    [
      "a call that ends without its own id",
      [piece(1, '{"n":1}'), ends({ ...call(1), id: undefined }), terminal([call(1)])],
      [{ n: 1 }],
    ],
  ])("%s", (_what, events, content) => {
    expect(read(...events)).toEqual({ content, end: "message_stop", losses: [] });
  });
});
