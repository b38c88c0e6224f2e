import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/json.js";
import { answered, codesOf } from "../support/both-ways.js";
import { translateNow } from "../support/translate-now.js";
import { added, callItem, created, messageItem, terminal, usage } from "../support/upstream-events.js";

const whole = (...output: JsonObject[]) => answered({ status: "completed", output, usage });
const of = (type: string): JsonObject => ({ type, id: "x_1", output: [{ text: "never shown" }], name: "a" });

const undeclared = [
  "image_generation_call",
  "file_search_call",
  "computer_call",
  "computer_call_output",
  "local_shell_call",
  "local_shell_call_output",
  "shell_call",
  "shell_call_output",
  "apply_patch_call",
  "apply_patch_call_output",
  "program",
  "program_output",
  "custom_tool_call",
  "compaction",
];
const bookkeeping = [
  "mcp_approval_response",
  "function_call_output",
  "custom_tool_call_output",
  "additional_tools",
  "configuration_update",
  "mcp_list_tools",
];
const cases = [
  ...undeclared.map((type) => [type, "unsupported_output_item", "dropped"]),
  ...bookkeeping.map((type) => [type, "bookkeeping_item_dropped", "info"]),
  ...["some_future_item", "constructor", "__proto__", ""].map((type) => [type, "unknown_output_item", "dropped"]),
] as const;

/** Nothing is made of an item that has no block, but nobody is kept in the dark either. */
describe("items that are not shown (R7, R15, R17 to R24)", () => {
  it.each(cases)("%s alone: an empty message, and %s", (type, code, severity) => {
    const { message, losses } = whole(of(type));
    expect(message).toMatchObject({ content: [], stop_reason: "end_turn" });
    expect(losses).toMatchObject([{ code, path: "output.0", severity }]);
  });

  it.each(cases)("%s hides nothing of others", (type, code) => {
    const { message, losses } = whole(
      of(type),
      messageItem("Hello"),
      { ...of(type), id: "x_2" },
      callItem("Read", "{}"),
    );
    expect(message.content).toMatchObject([{ type: "text", text: "Hello" }, { type: "tool_use" }]);
    expect(message.stop_reason).toBe("tool_use");
    expect(codesOf(losses)).toEqual([`${code}@output.0`, `${code}@output.2`]);
  });

  it.each(["some_future_item", "mcp_list_tools", "shell_call"])("%s that never ends holds nobody up (K34)", (type) => {
    const hello = messageItem("Hello");
    const { events: out } = translateNow([
      created(),
      added(0, of(type)),
      added(1, { ...hello, content: [] }),
      {
        type: "response.output_text.delta",
        output_index: 1,
        content_index: 0,
        delta: "Hel",
      },
    ]);
    expect(out).toContainEqual(expect.objectContaining({ delta: { type: "text_delta", text: "Hel" } }));
  });

  it("an item without a type is told as well", () => {
    const { message, losses } = answered({ status: "completed", output: [{ id: "x" }, messageItem("a")], usage });
    expect(message.content).toMatchObject([{ text: "a" }]);
    expect(codesOf(losses)).toEqual(["unknown_output_item@output.0"]);
  });

  it("what all was dropped of ends as the upstream says, in a stream too", () => {
    const { events: out, losses } = translateNow([created(), terminal([of("some_future_item")])]);
    expect(out.map(({ type }) => type)).toEqual(["message_start", "message_delta", "message_stop"]);
    expect(codesOf(losses)).toEqual(["unknown_output_item@output.0"]);
  });
});
