import { describe, expect, it } from "vitest";
import { translateParam } from "../../src/errors/translate-param.js";
import { context } from "./context.js";

describe("the client's own path", () => {
  it.each([
    ["input[0].content[1]", "system.1"],
    ["input[1].content[1].image_url", "messages.0.content.2"],
    ["input[1].content[9]", "messages.0.content"],
    ["input[1]", "messages.0.content"],
    ["input[2]", "messages.1.content.0"],
    ["input[2].arguments", "messages.1.content.0"],
    ["input[99]", "messages"],
    ["input", "messages"],
    ["tools[0].name", "tools.1.name"],
    ["tools[0].parameters", "tools.1.input_schema"],
    ["tools[7]", "tools"],
    ["text.format.schema", "output_config.format.schema"],
    ["reasoning.summary", "thinking.display"],
    ["max_output_tokens", "max_tokens"],
    ["include", ""],
    ["", ""],
  ])("%j → %j", (param, path) => {
    expect(translateParam(param, context())).toBe(path);
  });

  it("names the field without a context", () => {
    expect(translateParam("input[3].content[0]")).toBe("messages");
  });
});
