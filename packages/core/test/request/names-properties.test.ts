import fc from "fast-check";
import { expect, test } from "vitest";
import { callId, shortToolName } from "../../src/names.js";
import { propertyOptions } from "../support/property-options.js";
import { call, result, text, tool, translate, user } from "./support.js";

/** Names that are fine, long, foreign, and short forms of each other, which an attacker would choose. */
const plain = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 80 }),
  fc.stringMatching(/^[A-Za-z0-9_-]{1,80}$/),
  fc.stringMatching(/^a{44,48}_[0-9a-f]{16}$/),
  fc.constantFrom("__proto__", "constructor", "toString", "a.b", "a/b", "\ud800", "\ud801", "x".repeat(65)),
);
const name = fc.oneof(
  plain,
  plain.map(shortToolName),
  plain.map((one) => shortToolName(shortToolName(one))),
);
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 6 });
const id = fc.oneof(plain, plain.map(callId));

test("names are sent in the form that OpenAI takes, apart, and come back", () => {
  fc.assert(
    fc.property(names, (given) => {
      const { request, context } = translate({ tools: given.map((one) => tool(one)) });
      const sent = request.tools?.flatMap((each) => ("name" in each ? [each.name] : [])) ?? [];
      for (const one of sent) expect(one).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      expect(new Set(sent).size).toBe(given.length);
      const { toolNames } = JSON.parse(JSON.stringify(context));
      expect(sent.map((one) => (Object.hasOwn(toolNames, one) ? toolNames[one] : one))).toEqual(given);
    }),
    propertyOptions,
  );
});

test("a name is sent alike in definition, choice and history, whichever other tools there are", () => {
  fc.assert(
    fc.property(names, fc.nat(), (given, at) => {
      const chosen = given[at % given.length] ?? "";
      const { request } = translate({
        tools: given.map((one) => tool(one)),
        tool_choice: { type: "tool", name: chosen },
        messages: [user(text("a")), { role: "assistant", content: [call("t", chosen)] }, user(result("t"))],
      });
      const sent = shortToolName(chosen);
      expect(request.tools?.[at % given.length]).toMatchObject({ name: sent });
      expect(request.tool_choice).toEqual({ type: "function", name: sent });
      expect(request.input[1]).toMatchObject({ type: "function_call", name: sent });
    }),
    propertyOptions,
  );
});

test("calls and results stay together under ids that OpenAI takes, or are refused", () => {
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 5 }), (ids) => {
      fc.pre(new Set(ids.map(callId)).size === ids.length);
      const { request } = translate({
        messages: [
          user(text("a")),
          { role: "assistant", content: ids.map((one) => call(one)) },
          user(...ids.toReversed().map((one) => result(one, one.length.toString()))),
        ],
      });
      const outputs = new Map(
        request.input.flatMap((item) => (item.type === "function_call_output" ? [[item.call_id, item.output]] : [])),
      );
      expect(outputs.size).toBe(ids.length);
      for (const item of request.input) {
        if (item.type !== "function_call") continue;
        expect(item.call_id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
        expect(outputs.has(item.call_id)).toBe(true);
      }
    }),
    propertyOptions,
  );
});
