import { asString, type JsonObject } from "../../json.js";
import { inputRefused } from "../refusals.js";
import type { Rule } from "./rule.js";

/** Calls that a client answers, and the items that answer them. */
const answers: Readonly<Record<string, string>> = {
  function_call: "function_call_output",
  custom_tool_call: "custom_tool_call_output",
};

const words: Readonly<Record<string, string>> = {
  function_call: "function call",
  custom_tool_call: "custom tool call",
};

const callIdOf = (item: JsonObject): string => asString(item.call_id) ?? "";

const duplicate = (ids: readonly string[]): string | undefined => ids.find((id, at) => ids.indexOf(id) < at);

/** Every call has exactly one output after it, every output its call (or client-side tool search) before it. */
export const callsArePaired: Rule = ({ body, items }) => {
  for (const [call, answer] of Object.entries(answers)) {
    const calls = items.filter(({ type }) => type === call).map(callIdOf);
    const outputs = items.filter(({ type }) => type === answer).map(callIdOf);
    for (const [kind, ids] of [
      [call, calls],
      [answer, outputs],
    ] as const) {
      const twice = duplicate(ids);
      if (twice !== undefined) throw inputRefused(`Duplicate ${kind} for call_id '${twice}'.`);
    }
    const seen = new Set<string>();
    for (const item of items) {
      if (item.type === call || item.type === "tool_search_call") seen.add(callIdOf(item));
      const orphan = item.type === answer && !seen.has(callIdOf(item));
      // Earlier calls may live in the previous response.
      if (orphan && typeof body.previous_response_id !== "string") {
        throw inputRefused(`No tool call found for ${words[call]} output with call_id ${callIdOf(item)}.`);
      }
    }
    const open = calls.find((id) => !outputs.includes(id));
    if (open !== undefined) throw inputRefused(`No tool output found for ${words[call]} ${open}.`);
  }
};
