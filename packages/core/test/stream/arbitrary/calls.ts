import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import type { ItemMaker } from "./script.js";
import { cutInto, words } from "./texts.js";

/** Values as a model writes them: some of these no parser gives back as they were. */
const written = fc.oneof(
  { arbitrary: words.map((text) => JSON.stringify(text)), weight: 3 },
  {
    arbitrary: fc.constantFrom(
      ...["null", '""', "true", "-0", "1.0", "1e400", "9007199254740993", "12345678901234567890123", "0.10"],
      ...[
        '"\\u0041\\ud83d\\ude42"',
        '"a\\/b\\n\\"c\\\\"',
        "[]",
        "{}",
        '[1, {"pages":""}]',
        '{"pages":null,"pages":""}',
      ],
    ),
    weight: 5,
  },
);

const member = fc.tuple(fc.constantFrom("path", "pages", "n", "note", "__proto__", "é"), written);

/** The JSON of a call's arguments, in one of the manners in which models set spaces; or nothing at all. */
export const callArguments = fc
  .tuple(fc.array(member, { maxLength: 3 }), fc.constantFrom(...["", " ", "\n  "]), fc.nat({ max: 9 }))
  .map(([members, space, empty]) =>
    empty === 0
      ? ""
      : `{${space}${members.map(([name, json]) => `${JSON.stringify(name)}:${space}${json}`).join(`,${space}`)}${space}}`,
  );

const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 4 });

/** A `function_call` item: any tool, namespaces of toolsets and others, arguments in deltas of any size. */
export const functionCall: fc.Arbitrary<ItemMaker> = fc
  .record({
    name: fc.constantFrom("Read", "Bash", "Write", "mcp__server__tool", `long_${"x".repeat(59)}`, "constructor"),
    namespace: fc.constantFrom<JsonObject>({}, {}, {}, { namespace: "computer" }, { namespace: "Read" }),
    caller: fc.constantFrom<JsonObject>({}, {}, { caller: { type: "direct" } }),
    json: callArguments,
    cuts,
    namesLate: fc.nat({ max: 9 }),
  })
  .map(({ name, namespace, caller, json, cuts, namesLate }) => ({ id, callId }) => {
    const item = { id: id("fc"), type: "function_call", call_id: callId, name, ...namespace, ...caller };
    const at = { item_id: item.id };
    const deltas = cutInto(json, cuts);
    return [
      {
        added: { ...item, status: "in_progress", arguments: "", ...(namesLate === 0 && { name: "" }) },
        between: [
          ...deltas.map((delta) => ({ type: "response.function_call_arguments.delta", ...at, delta })),
          { type: "response.function_call_arguments.done", ...at, arguments: json, name },
        ],
        done: { ...item, status: "completed", arguments: json },
      },
    ];
  });

/** Custom tools that answers tell of as declared; calls may name another. */
export const declaredCustomTools = ["apply_patch", "write_sql"];

/** A `custom_tool_call` item: its input is a text. */
export const customCall: fc.Arbitrary<ItemMaker> = fc
  .record({ name: fc.constantFrom(...declaredCustomTools, "unknown"), said: fc.array(words, { maxLength: 3 }), cuts })
  .map(({ name, said, cuts }) => ({ id, callId }) => {
    const input = said.join("");
    const item = { id: id("ctc"), type: "custom_tool_call", call_id: callId, name };
    const at = { item_id: item.id };
    return [
      {
        added: { ...item, status: "in_progress", input: "" },
        between: [
          ...cutInto(input, cuts).map((delta) => ({ type: "response.custom_tool_call_input.delta", ...at, delta })),
          { type: "response.custom_tool_call_input.done", ...at, input },
        ],
        done: { ...item, status: "completed", input },
      },
    ];
  });
