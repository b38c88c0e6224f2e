import { describe, expect, it } from "vitest";
import { toAnthropicError } from "../../src/stream/to-anthropic-error.js";
import { context } from "./context.js";
import { expected, variants } from "./golden.js";
import { rows1to7 } from "./golden-1-to-7.js";
import { rows8to14 } from "./golden-8-to-14.js";
import { rows15to25 } from "./golden-15-to-25.js";

const golden = [...rows1to7, ...rows8to14, ...rows15to25];

describe("mapping D.2: every row, in every form in which it arrives, gives the whole answer", () => {
  it("no row is left out", () => {
    expect([...new Set(golden.map(({ row }) => row))]).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it.each(golden)("row $row: $name", (golden) => {
    const options = { context: context(golden.context), requestId: "req_1", clientKey: golden.clientKey === true };
    for (const { form, failure, seen } of variants(golden)) {
      expect(toAnthropicError(failure, options), form).toEqual(withoutTriggers(expected(golden, seen)));
    }
  });
});

/** The one type that is not repeated in the details: Claude Code would act on it a second time (trap 16). */
function withoutTriggers(answer: ReturnType<typeof expected>) {
  const { openai } = answer.body.error.details;
  if (openai.type === "overloaded_error") openai.type = null;
  return answer;
}
