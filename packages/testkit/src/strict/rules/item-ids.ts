import { asString } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import { inputRefused } from "../refusals.js";
import type { Rule } from "./rule.js";

/** What an item's own id must begin with. */
const prefixes: Readonly<Record<string, string>> = {
  message: "msg",
  function_call: "fc",
  function_call_output: "fc",
  custom_tool_call: "ctc",
  custom_tool_call_output: "ctc",
  reasoning: "rs",
  web_search_call: "ws",
  code_interpreter_call: "ci",
  mcp_list_tools: "mcpl",
  mcp_call: "mcp",
  tool_search_call: "tsc",
  tool_search_output: "tso",
  compaction: "cmp",
};

const invalid = (message: string, param: string) => new OpenAIRefusal(message, { code: "invalid_value", param });

/** Item ids: the right beginning, only letters, digits, underscores and dashes, none twice. */
export const itemIdsAreValid: Rule = ({ items }) => {
  const seen = new Set<string>();
  for (const [i, item] of items.entries()) {
    const id = asString(item.id);
    if (id === undefined) continue;
    const path = `input[${i}].id`;
    const prefix = prefixes[asString(item.type) ?? (item.role === undefined ? "" : "message")];
    if (!/^[a-zA-Z0-9_-]*$/.test(id)) {
      throw invalid(
        `Invalid '${path}': '${id}'. Expected an ID that contains letters, numbers, underscores, or dashes, but this value contained additional characters.`,
        path,
      );
    }
    if (prefix !== undefined && !id.startsWith(prefix)) {
      throw invalid(`Invalid '${path}': '${id}'. Expected an ID that begins with '${prefix}'.`, path);
    }
    if (seen.has(id)) {
      throw inputRefused(`Duplicate item found with id ${id}. Remove duplicate items from your input and try again.`);
    }
    seen.add(id);
  }
};
