import { describe, expect, it } from "vitest";
import { createTranslator } from "../../src/index.js";
import { bothWays } from "../support/both-ways.js";
import { called } from "../support/called.js";
import { testContext } from "../support/context.js";
import { translate } from "../support/translate.js";
import { translateNow } from "../support/translate-now.js";
import { added, argumentsDelta, callItem, created, done, terminal } from "../support/upstream-events.js";

const message = "The upstream sent a tool call that runs into endless white space (output.0).";
const begun = [created(), added(0, callItem("Glob", "")), argumentsDelta(0, '{"pattern":"**/*.ts"')];

describe("F22: arguments that run into endless white space", () => {
  it("end the stream at once with an error, long before the upstream stops", () => {
    const translator = createTranslator(testContext());
    for (const event of begun) translator.push(event);
    let sent = 0;
    while (!translator.ended && sent < 10_000) {
      const events = translator.push(argumentsDelta(0, "\n"));
      sent++;
      if (translator.ended) expect(events).toMatchObject([{ type: "error", error: { type: "api_error", message } }]);
    }
    expect(sent).toBe(257);
    expect(translator.push(terminal([callItem("Glob", "{}")]))).toEqual([]);
  });

  it("cancel the upstream", async () => {
    let cancelled = false;
    async function* endless() {
      try {
        yield* begun;
        for (;;) yield argumentsDelta(0, "\n\n\n\n");
      } finally {
        cancelled = true;
      }
    }
    const events = await translate(endless());
    expect(events.at(-1)).toMatchObject({ type: "error", error: { message } });
    expect(cancelled).toBe(true);
  });

  it.each([
    ["completed", `{"pattern":"a"${"\n".repeat(300)}}`],
    ["completed", `{"pattern":"a"}${"\t".repeat(300)}`],
    ["incomplete", `{"pattern":"a"${"\n".repeat(300)}`],
    ["incomplete", `{"content":"${"\\n".repeat(20_000)}`],
  ])("are an error where they come at once in an answer that is %s", (status, args) => {
    const { error } = bothWays({ status, output: [callItem("Glob", args)] });
    expect(error).toMatchObject({ status: 500, type: "api_error", message });
  });

  it("are an error where only the last event tells of them", () => {
    const call = callItem("Glob", `{${" ".repeat(300)}}`);
    expect(called([created(), terminal([call])])).toMatchObject({ calls: [["call_1", "Glob", ""]], end: "api_error" });
  });

  it("end in nothing but the error: the block that was begun does not end", () => {
    const call = callItem("Glob", `{"a":1}${" ".repeat(300)}`);
    const { events } = translateNow([created(), done(0, call), terminal([call])]);
    expect(events.map(({ type }) => type)).toEqual(["message_start", "content_block_start", "error"]);
  });

  it("are an error while another call is still being shown", () => {
    const first = added(0, callItem("Read", "", { call_id: "call_2" }));
    const second = [added(1, callItem("Glob", "")), argumentsDelta(1, `{${"\n".repeat(300)}`)];
    expect(called([created(), first, ...second])).toMatchObject({ end: "api_error" });
  });

  it("are no error in a call that is not shown, since its id came before", () => {
    const [call, again] = [callItem("Glob", "{}"), callItem("Glob", `{${" ".repeat(300)}`, { id: "fc_2" })];
    const { message } = bothWays({ status: "completed", output: [call, again] });
    expect(message?.content).toHaveLength(1);
  });

  it("are no error in a file: empty lines, blanks and tabs of a string are text", () => {
    const content = `${"\n".repeat(4_000)}${" ".repeat(4_000)}${"\t".repeat(4_000)}end`;
    const call = callItem("Write", JSON.stringify({ content }));
    const { message, error } = bothWays({ status: "completed", output: [call] });
    expect(error).toBeUndefined();
    expect(message?.content).toMatchObject([{ input: { content } }]);
  });

  it("are no error where JSON is written in lines", () => {
    const call = callItem("Write", JSON.stringify({ a: { b: { c: [{ d: 1 }] } } }, null, 10));
    expect(called([created(), done(0, call), terminal([call])])).toMatchObject({ end: "tool_use" });
  });
});
