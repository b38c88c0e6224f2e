import { describe, expect, it } from "vitest";
import { toTranspondError } from "../../src/errors/to-transpond-error.js";
import { rows1to7 } from "./golden-1-to-7.js";
import { rows8to14 } from "./golden-8-to-14.js";
import { rows15to25 } from "./golden-15-to-25.js";

const golden = [...rows1to7, ...rows8to14, ...rows15to25];
const told = (by: "code" | "type") => [
  ...new Set(golden.filter((row) => row.by === by).flatMap(({ upstream }) => upstream[by] ?? [])),
];
const judge = (error: object, status?: number) =>
  toTranspondError(status === undefined ? { type: "error", error } : { status, body: { error } });

/** Codes of which the table knows a part only. */
const open = /policy|^invalid_image_|^unsupported_(?:value|parameter)$/;

describe("what only looks like a code or a type of the table decides nothing", () => {
  const codes = told("code").filter((code) => !open.test(code));

  it.each(codes)("code %s with something before or behind it", (code) => {
    for (const near of [`x_${code}`, `${code}.x`, code.slice(1), code.slice(0, -1)]) {
      expect(judge({ code: near, message: "Odd." }, 500).message, near).toBe("Internal server error (upstream: Odd.)");
    }
  });

  const types = [...told("type"), "overloaded_error"].filter((type) => type !== "invalid_request_error");

  it.each(types)("type %s with something before or behind it", (type) => {
    for (const near of [`x_${type}`, `${type}_x`]) {
      expect(judge({ type: near, message: "Odd." }, 500).message, near).toBe("Internal server error (upstream: Odd.)");
    }
  });

  it.each(["x_invalid_image_url", "invalid_imagery", "invalid_image_", "a.policy", "policy-b"])("code %s", (code) => {
    expect(judge({ code }, 500).message).toBe("Internal server error");
  });

  it.each(["slow_down_x", "x_slow_down", "very_invalid_value", "missing_requirement", "above_all"])(
    "code %s inside a stream",
    (code) => {
      expect(judge({ code }).status).toBe(500);
    },
  );

  it.each(["x_invalid_request_error", "invalid_request_error_x"])("type %s inside a stream", (type) => {
    expect(judge({ type }).status).toBe(500);
  });

  it.each(["input.reasoning", "x_reasoning"])("parameter %s is not the reasoning", (param) => {
    const { message } = judge({ code: "unsupported_parameter", param, message: "Odd." }, 400);
    expect(message).not.toContain("adaptive");
  });

  it.each([
    ["unsupported_value", "temperature"],
    ["unsupported_value", "input.reasoning"],
    ["unsupported_value", "reasoning.effort"],
    ["unsupported_values", "reasoning"],
    ["x_unsupported_value", "reasoning"],
    ["unsupported_parameters", "reasoning"],
    ["x_unsupported_parameter", "reasoning"],
  ])("code %s for the parameter %s says nothing of thinking", (code, param) => {
    expect(judge({ code, param }, 500).message).toBe("Internal server error");
  });
});

describe("texts decide only where the status says little", () => {
  const message = "This model's maximum context length is 4 tokens.";

  it.each([undefined, 200, 400, 413, 422])("status %s", (status) => {
    expect(judge({ message }, status).message).toBe("prompt is too long: 5 tokens > 4 maximum");
  });

  it.each([401, 403, 404, 429, 500])("status %s says enough", (status) => {
    expect(judge({ message }, status).message).not.toContain("prompt is too long");
  });

  it.each(["The context was fine.", "encrypted content is welcome", "Could not find encrypted content"])(
    "%s is no such text",
    (text) => {
      expect(judge({ message: text }, 400).message).toBe(text);
    },
  );
});

describe("order", () => {
  it("a code stands above a text, a text above a type, a type above a status", () => {
    const text = "maximum context length";
    expect(judge({ code: "model_not_found", message: text }, 400).type).toBe("not_found_error");
    expect(judge({ type: "tokens", message: text }, 400).message).toBe("prompt is too long");
    expect(judge({ type: "tokens" }, 400).type).toBe("rate_limit_error");
  });
});

describe("mapping D.2 row 6: the model, where no context names it", () => {
  it.each([
    ["The model `gpt-9.1` does not exist.", "gpt-9.1"],
    ["The requested model 'org/gpt_9:x@2' does not exist.", "org/gpt_9:x@2"],
    ['Unknown Model: "gpt-9"', "gpt-9"],
    ['Unknown model:"gpt-9"', "gpt-9"],
    ["The models `gpt-9` and `gpt-10` do not exist.", "not found upstream"],
    ["The model gpt-9 does not exist.", "not found upstream"],
    ["The model `gpt 9` does not exist.", "not found upstream"],
    [`The model \`${"g-".repeat(31)}\` does not exist.`, "g-".repeat(31)],
    ["The model `sk-Ab12Cd34` does not exist.", "not found upstream"],
    ["", "not found upstream"],
  ])("%s", (message, model) => {
    expect(judge({ code: "model_not_found", message }).message).toBe(`model: ${model}`);
  });
});
