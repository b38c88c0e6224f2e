import { markerWithoutPlace } from "./cache-marker-rows.js";
import { type Row, type Section, under } from "./row.js";

const named = (type: string) => `tools[${type}]`;
const bash = ["bash_20241022", "bash_20250124"].map(named);
const textEditors = [
  "text_editor_20241022",
  "text_editor_20250124",
  "text_editor_20250429",
  "text_editor_20250728",
].map(named);
const memory = ["memory_20250818"].map(named);
const computers = ["computer_20241022", "computer_20250124", "computer_20251124"].map(named);
const functions = [...bash, ...textEditors, ...memory, ...computers];

const asFunction = (code: string, becomes: string): Row => ({
  code,
  disposition: "mapped",
  becomes,
  losses: ["client_tool_as_function", "tool_deferred"],
});

/** Tools that the client runs. Codes: docs/mapping.md. */
export const clientTools: Section = {
  title: "Tools that the client runs",
  source: "`ToolUnion` and `BetaToolUnion`. An unknown type (T14) and two tools of one name (T17) are refused.",
  rows: {
    "tools[custom]": {
      code: "T1, T14, T16, T17",
      disposition: "mapped",
      becomes: "`function`, with an explicit `strict`. Their number is not limited here.",
      losses: ["tool_deferred"],
    },
    "tools[custom].name": {
      code: "T1, K9",
      disposition: "mapped",
      becomes: "`name`; a longer one than 64 characters becomes a hash, and is restored in the answer.",
    },
    "tools[custom].description": { code: "T1", disposition: "mapped", becomes: "`description`." },
    "tools[custom].input_schema": {
      code: "T1",
      disposition: "mapped",
      becomes: "`parameters`, as written; its type must be `object`.",
    },
    "tools[custom].input_schema.properties": {
      code: "T1",
      disposition: "mapped",
      becomes: "`properties`; an empty object where it is absent.",
    },
    "tools[custom].input_schema.required": {
      code: "T1",
      disposition: "mapped",
      becomes: "`required`; `null` is left out.",
    },
    "tools[custom].eager_input_streaming": {
      code: "T1i",
      disposition: "dropped",
      becomes: "Not sent: arguments always stream.",
      losses: ["tool_hint_dropped"],
    },
    ...under(bash, { "": asFunction("T2, K22", "Function `bash` with `command` and `restart`.") }),
    ...under(textEditors, {
      "": asFunction("T3, K22", "Function of the same name with Anthropic's commands; `undo_edit` up to 2025-01."),
    }),
    "tools[text_editor_20250728].max_characters": {
      code: "T3",
      disposition: "mapped",
      becomes: "A sentence in the description.",
    },
    ...under(memory, {
      "": {
        ...asFunction("T4, K22", "Function `memory` with Anthropic's six commands, and a sentence on how to use it."),
        losses: ["client_tool_as_function", "memory_prompt", "tool_deferred"],
      },
    }),
    ...under(computers, {
      "": asFunction("T5, K22", "Function `computer` with the actions of its version."),
      ".display_width_px": { code: "T5", disposition: "mapped", becomes: "A sentence in the description." },
      ".display_height_px": { code: "T5", disposition: "mapped", becomes: "A sentence in the description." },
      ".display_number": { code: "T5", disposition: "mapped", becomes: "A sentence in the description." },
    }),
    "tools[computer_20251124].enable_zoom": { code: "T5", disposition: "mapped", becomes: "Adds the action `zoom`." },
    ...under(functions, {
      ".name": { code: "T2, T3, T4, T5", disposition: "mapped", becomes: "`name`.", whole: true },
    }),
    ...under(["tools[custom]", ...functions], {
      ".input_examples": {
        code: "T1e",
        disposition: "emulated",
        becomes: "Lines at the end of the description.",
        losses: ["input_examples_in_description"],
      },
      ".strict": {
        code: "T1s",
        disposition: "mapped",
        becomes: "`strict: true` where the schema lies in OpenAI's strict subset, else `false`.",
        losses: ["strict_degraded"],
      },
      ".defer_loading": {
        code: "T1d, B8r",
        disposition: "mapped",
        becomes:
          "`defer_loading` beside a tool search, else held back until the conversation names the tool; on models without tool search, and where it is forced, the tool is loaded at once. All tools at once cannot wait.",
        losses: ["tool_deferred", "defer_loading_ignored"],
      },
      ".allowed_callers": {
        code: "T1c",
        disposition: "mapped",
        becomes:
          "Nothing where `direct` is in it. Other callers are not sent: the upstream's programs are JavaScript. Without `direct` it is refused.",
        losses: ["ptc_language"],
        whole: true,
      },
      ".cache_control": markerWithoutPlace,
    }),
  },
};
