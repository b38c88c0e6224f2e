import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { createTranslator } from "../../../src/index.js";
import { testContext } from "../../support/context.js";
import { customCallItem } from "../../support/custom-calls.js";
import { accumulated } from "../../support/stream-readings.js";
import { translateNow } from "../../support/translate-now.js";
import { created, done, messageItem, textDelta } from "../../support/upstream-events.js";

/** Whether something can be collected once the current job is over. */
async function isFree(ref: WeakRef<object>): Promise<boolean> {
  setFlagsFromString("--expose-gc");
  await setImmediate();
  runInNewContext("gc")();
  return ref.deref() === undefined;
}

describe("what a response says first", () => {
  it.each(["response.created", "response.in_progress"])("%s: its tools are not held", async (type) => {
    const translator = createTranslator(testContext());
    const begin = () => {
      const parameters = { type: "object", properties: {} };
      const tool = { type: "function", name: "Read", description: "Reads a file.", parameters };
      translator.push({ ...created({ tools: [tool], instructions: "Be brief." }), type });
      return new WeakRef(tool);
    };
    const tool = begin();
    expect(translator.push(textDelta(0, "Hi"))).not.toEqual([]);
    expect(await isFree(tool)).toBe(true);
    expect(translator.push(textDelta(0, "Hi"))).not.toEqual([]);
  });

  it("holds for an end that says nothing of it", () => {
    const code = {
      ...{ type: "code_interpreter_call", id: "ci_1", status: "completed", container_id: "cntr_1" },
      ...{ code: "1", outputs: [] },
    };
    const response = {
      ...{ id: "resp_1", model: "gpt-test", created_at: 1_790_000_000, service_tier: "priority", status: "completed" },
      prompt_cache_diagnostics: { type: "cache_miss", reason: "tools_changed", cache_missed_tokens: 12 },
      input_transformations: [{ id: "rs_old", reason: "model_mismatch" }],
      tool_usage: { web_search: { num_requests: 3 } },
      usage: { input_tokens: 5, output_tokens: 6, output_tokens_details: { reasoning_tokens: 2 } },
    };
    const context = testContext({
      ...{
        cacheDiagnostics: "requested",
        inputTransformations: [],
        reasoningPaths: { rs_old: "messages.1.content.0" },
      },
    });
    const endedBy = (end: object) => {
      const events = [{ type: "response.created", response }, done(0, code), { type: "response.completed", ...end }];
      return translateNow(events, context).events;
    };
    expect(endedBy({})).toEqual(endedBy({ response }));
    expect(accumulated(endedBy({}))).toMatchObject({
      container: { id: "cntr_1" },
      usage: { input_tokens: 5, service_tier: "priority", server_tool_use: { web_search_requests: 3 } },
    });
  });

  it("tells of its tools all the same", () => {
    const tools = [{ type: "namespace", name: "n", tools: [{ type: "custom", name: "patch" }] }];
    const call = customCallItem("text", { name: "patch" });
    const { events } = translateNow([created({ tools }), done(0, call), done(1, messageItem("Hi"))]);
    expect(
      events.some((event) => event.type === "content_block_start" && event.content_block.type === "tool_use"),
    ).toBe(true);
  });
});
