import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isObject, objectsAt } from "../../src/json.js";
import { expectedStates, stateIn } from "../support/expected-states.js";
import { expectedStop } from "../support/expected-stop.js";
import { expectedWords } from "../support/expected-words.js";
import { propertyOptions } from "../support/property-options.js";
import { messageDeltaOf, saidIn } from "../support/stream-readings.js";
import { translateNow } from "../support/translate-now.js";
import { arbitraryAnswer } from "./arbitrary/answer.js";
import { answeredContext, arbitraryContext } from "./arbitrary/contexts.js";

describe("valid answers say what the upstream said", () => {
  it("every text, thought and call, byte for byte, in the order of the items", () => {
    fc.assert(
      fc.property(arbitraryAnswer, answeredContext, (answer, context) => {
        // What is left out of calls has properties of its own.
        const whole = { ...context, omittableArguments: {} };
        const { events } = translateNow(answer.events, whole);
        expect(saidIn(events)).toEqual(expectedWords(answer.final, whole));
      }),
      propertyOptions,
    );
  });

  it("the state of every thought, as its final form holds it", () => {
    fc.assert(
      fc.property(arbitraryAnswer, answeredContext, ({ events, final }, context) => {
        const signatures = translateNow(events, context).events.flatMap((event) =>
          event.type === "content_block_delta" && event.delta.type === "signature_delta" ? [event.delta.signature] : [],
        );
        expect(signatures.map(stateIn)).toEqual(expectedStates(final, context));
      }),
      propertyOptions,
    );
  });

  it("the stop reason that the table names", () => {
    fc.assert(
      fc.property(arbitraryAnswer, arbitraryContext, ({ events, final }, context) => {
        const end = messageDeltaOf(translateNow(events, context).events);
        expect(end?.delta.stop_reason).toBe(expectedStop(final, context));
        expect(end?.delta.stop_details === null).toBe(end?.delta.stop_reason !== "refusal");
      }),
      propertyOptions,
    );
  });

  it("usage that adds up to the upstream's", () => {
    fc.assert(
      fc.property(arbitraryAnswer, answeredContext, ({ events, final }, context) => {
        const { events: out, losses } = translateNow(events, context);
        const usage = messageDeltaOf(out)?.usage;
        const { usage: billed } = final;
        const isEstimated = losses.some(({ code }) => code === "usage_estimated");
        expect(isEstimated).toBe(!isObject(billed));
        if (usage === undefined || !isObject(billed)) return;
        const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, cache_creation } = usage;
        expect(input_tokens + cache_creation_input_tokens + cache_read_input_tokens).toBe(count(billed.input_tokens));
        expect(usage.output_tokens).toBe(count(billed.output_tokens));
        expect(Math.min(input_tokens, cache_creation_input_tokens, cache_read_input_tokens)).toBeGreaterThanOrEqual(0);
        expect(usage.output_tokens_details?.thinking_tokens ?? 0).toBeLessThanOrEqual(usage.output_tokens);
        const lifetimes = Object.values(cache_creation ?? {});
        expect(lifetimes.reduce((sum, tokens) => sum + tokens, 0)).toBe(cache_creation_input_tokens);
      }),
      propertyOptions,
    );
  });

  it("a loss for every item that is not shown, and for every call that was cut", () => {
    fc.assert(
      fc.property(arbitraryAnswer, answeredContext, ({ events, final }, context) => {
        const { events: out, losses } = translateNow(events, context);
        const lost = new Set(losses.map(({ path }) => path.split(".").slice(0, 2).join(".")));
        const items = objectsAt(final, "output");
        const unseen = items.filter(({ type }, index) => !lost.has(`output.${index}`) && !shownTypes.has(String(type)));
        expect(unseen).toEqual([]);
        const cut = items.findIndex(({ type, status }) => type === "function_call" && status === "incomplete");
        const isTold = losses.some(({ code, path }) => code === "tool_call_truncated" && path === `output.${cut}`);
        expect(isTold).toBe(cut >= 0);
        expect(out.at(-1)?.type).toBe("message_stop");
      }),
      propertyOptions,
    );
  });
});

const count = (value: unknown) => Math.max(0, Math.floor(Number(value)));

/** Items that are shown whatever the request was. */
const shownTypes = new Set([
  ...["message", "reasoning", "function_call", "custom_tool_call", "web_search_call", "code_interpreter_call"],
  ...["mcp_call", "mcp_list_tools", "tool_search_call", "tool_search_output", "compaction"],
]);
