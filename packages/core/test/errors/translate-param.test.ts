import { describe, expect, it } from "vitest";
import { unknownFailure } from "../../src/errors/failure.js";
import { reasoningPath } from "../../src/errors/reasoning-path.js";
import { translateParam } from "../../src/errors/translate-param.js";
import { context } from "./context.js";

describe("the client's own path (mapping D.2 row 14)", () => {
  it.each([
    ["input[0].content[1]", "system.1"],
    ["input[1].content[1].image_url", "messages.0.content.2"],
    ["input[1].content[0]", "messages.0.content.0"],
    ["input[1].output[1].file_data", "messages.0.content.2"],
    ["input[1].content[9]", "messages.0.content"],
    ["input[1].content[-1]", "messages.0.content"],
    ["input[1].role", "messages.0.content"],
    ["input[1]", "messages.0.content"],
    ["input[2]", "messages.1.content.0"],
    ["input[2].arguments", "messages.1.content.0"],
    ["input.2.arguments", "messages.1.content.0"],
    ["input[99]", "messages"],
    ["input[-1]", "messages"],
    ["input", "messages"],
    ["tools[0]", "tools.1"],
    ["tools[0].name", "tools.1.name"],
    ["tools[0].parameters", "tools.1.input_schema"],
    ["tools[0].parameters.properties[3]", "tools.1.input_schema.properties.3"],
    ["tools[0].filters.allowed_domains", "tools.1.allowed_domains"],
    ["tools[7].name", "tools"],
    ["text.format.schema", "output_config.format.schema"],
    ["text.format.schema.properties", "output_config.format.schema"],
    ["text.format.name", "output_config.format"],
    ["text", "output_config.format"],
    ["reasoning.effort", "output_config.effort"],
    ["reasoning.summary", "thinking.display"],
    ["reasoning.other", "thinking"],
    ["reasoning", "thinking"],
    ["max_output_tokens", "max_tokens"],
    ["parallel_tool_calls", "tool_choice.disable_parallel_tool_use"],
    ["prompt_cache_options.ttl", "cache_control"],
    ["prompt_cache_breakpoint", "cache_control"],
    ["safety_identifier", "metadata.user_id"],
    ["instructions", "system"],
    ["model", "model"],
    ["temperature", "temperature"],
    ["top_p", "top_p"],
    ["tool_choice.name", "tool_choice"],
    ["service_tier", "service_tier"],
  ])("%j → %j", (param, path) => {
    expect(translateParam(param, context())).toBe(path);
  });

  it.each([
    "include",
    "",
    "inputs[1]",
    "x.input[1]",
    "toolset",
    "modelled",
    "messages[0].role",
    "[0]",
    "...",
    "__proto__",
  ])("%j has no place in the client's request", (param) => {
    expect(translateParam(param, context())).toBe("");
  });

  it.each([
    "tools[0].sk-Ab12Cd34Ef",
    "tools[0].org-Ab12Cd34Ef",
    `tools[0].${"x".repeat(600)}`,
    "tools[0].x\ny",
    "tools[0].prompt is too long",
  ])("%j: what the upstream should not say is not said after it", (param) => {
    expect(translateParam(param, context())).toBe("tools.1");
  });

  it("names the field without a context", () => {
    expect(translateParam("input[3].content[0]")).toBe("messages");
    expect(translateParam("tools[0].name")).toBe("tools");
  });

  it.each([
    [[], "messages"],
    [["messages.4.content.1"], "messages.4.content.1"],
    [["messages.4.content.1", "messages.4.content.1"], "messages.4.content.1"],
    [["messages.4.content.1", "messages.5.content.1"], "messages"],
    [["messages.4.content", "messages.4.content.1", "messages.4"], "messages.4"],
  ])("of an item of the parts %j: %s", (parts, path) => {
    expect(translateParam("input[0]", context({ paths: { input: [parts], tools: [] } }))).toBe(path);
  });
});

describe("the thinking block that is not accepted (mapping D.2 row 2)", () => {
  const reasoningPaths = { rs_1: "messages.1.content.0", rs_22: "messages.3.content.1" };

  it.each([
    ["input[2]", "Item 'rs_22' is odd", "messages.1.content.0"],
    ["input", "Item 'rs_22' is odd", "messages.3.content.1"],
    ["reasoning", "rs_1.", "messages.1.content.0"],
    ["", "Items rs_1 and rs_22", "messages.1.content.0"],
    ["", "Item rs_9 is odd", "messages"],
    ["", "Item xrs_1 is odd", "messages"],
    ["", "An item is odd", "messages"],
  ])("parameter %j, text %j: %s", (param, message, path) => {
    expect(reasoningPath({ ...unknownFailure, param, message }, context({ reasoningPaths }))).toBe(path);
  });

  it("is somewhere in the messages where nobody knows better", () => {
    const failure = { ...unknownFailure, message: "Item rs_1 is odd" };
    expect(reasoningPath(failure, context())).toBe("messages");
    expect(reasoningPath(failure, undefined)).toBe("messages");
  });
});
