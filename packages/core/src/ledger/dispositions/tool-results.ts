import { markerOnPart, markerOnPartIfAny } from "./cache-marker-rows.js";
import { type Section, under } from "./row.js";

/** What client tools gave. Codes: docs/mapping.md. */
export const toolResults: Section = {
  title: "Content blocks: tool results",
  source: "`ToolResultBlockParam` and `BetaToolResultBlockParam`.",
  rows: {
    "content[tool_result]": {
      code: "B8, M14, M15",
      disposition: "mapped",
      becomes:
        "`function_call_output`, next to its call. Without a call in the turn before, or with a second result of one call, it is refused. `context_management` may clear it.",
      losses: ["tool_uses_cleared"],
    },
    "content[tool_result].tool_use_id": {
      code: "B8, K9",
      disposition: "mapped",
      becomes:
        "`call_id`; shortened where it is longer than 64 characters or holds others than letters, digits, `_`, `-`.",
    },
    "content[tool_result].content": {
      code: "B8, K33",
      disposition: "mapped",
      becomes: "`output`: parts on models with cache breakpoints or where more than text is in it, else a string.",
      losses: ["empty_text_dropped"],
    },
    ...under(["content[tool_result].content"], {
      "[text]": { code: "B8", disposition: "mapped", becomes: "As `content[text]`.", whole: true },
      "[image]": { code: "B8", disposition: "mapped", becomes: "As `content[image]`.", whole: true },
      "[document]": { code: "B8", disposition: "mapped", becomes: "As `content[document]`.", whole: true },
      "[search_result]": { code: "B8", disposition: "mapped", becomes: "As `content[search_result]`.", whole: true },
      "[tool_reference]": {
        code: "B8r",
        disposition: "mapped",
        becomes:
          "`Tool found: NAME` as text, and an `additional_tools` item where the tool was held back. A name that no tool has is text only.",
        losses: ["feature_unsupported"],
      },
      "[tool_reference].tool_name": { code: "B8r, K9", disposition: "mapped", becomes: "The name, as in `tools`." },
      "[browser_state]": {
        code: "B8b",
        disposition: "approximated",
        becomes: "Its tabs and changes as JSON text.",
        losses: ["browser_state_rendered"],
      },
      "[browser_state].tabs": { code: "B8b", disposition: "mapped", becomes: "Part of the text.", whole: true },
      "[browser_state].state_changes": {
        code: "B8b",
        disposition: "mapped",
        becomes: "Part of the text.",
        whole: true,
      },
    }),
    "content[tool_result].is_error": {
      code: "B8, K10",
      disposition: "emulated",
      becomes: "Where it is `true`, the output begins with `Tool execution error:`.",
      losses: ["is_error_textual"],
    },
    "content[tool_result].toolset_name": {
      code: "T8",
      disposition: "mapped",
      becomes: "Nothing: the call says it. It is refused where it is not that of the call, or is missing there.",
    },
    "content[tool_result].cache_control": { ...markerOnPartIfAny, code: "B8c, C1, C8" },
    ...under(["content[tool_result].content[tool_reference]", "content[tool_result].content[browser_state]"], {
      ".cache_control": markerOnPart,
    }),
  },
};
