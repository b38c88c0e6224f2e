import { type Section, under } from "./row.js";

const thinks = ["thinking[enabled]", "thinking[adaptive]"];

/** How much the model thinks, what of it is shown, and the form of the answer. Rules: docs/rules.md A.6, A.7. */
export const reasoningFields: Section = {
  title: "Thinking, effort and format",
  source: "`ThinkingConfigParam`, `OutputConfig` and `JSONOutputFormat`, stable and beta.",
  rows: {
    thinking: {
      code: "A16, A.6",
      disposition: "mapped",
      becomes: "`reasoning`. Left out on models that do not reason. Without it no summary is asked for.",
      losses: ["thinking_unsupported"],
    },
    "thinking[adaptive]": {
      code: "A.6, K3",
      disposition: "mapped",
      becomes: "`reasoning.effort` as `output_config.effort` says, else `high`, and a summary.",
      losses: ["effort_clamped"],
    },
    "thinking[enabled]": {
      code: "A.6",
      disposition: "mapped",
      becomes: "As `adaptive`, with an effort that follows from the budget where `output_config.effort` names none.",
    },
    "thinking[enabled].budget_tokens": {
      code: "A.6",
      disposition: "approximated",
      becomes:
        "An effort: below 4,096 tokens `low`, below 16,384 `medium`, below 32,768 `high`, else `xhigh`. Below 1,024 it is refused, and so is a budget not below `max_tokens`, unless a beta `interleaved-thinking-*` is set.",
      losses: ["thinking_budget_approximated", "effort_clamped"],
    },
    "thinking[between_tools]": {
      code: "A.6",
      disposition: "approximated",
      becomes: "As `adaptive`, at effort `low` where none is named.",
      losses: ["between_tools_unsupported", "effort_clamped"],
    },
    "thinking[disabled]": {
      code: "A.6",
      disposition: "mapped",
      becomes: "Effort `none`, or the lowest that the model has.",
      losses: ["thinking_not_disableable"],
    },
    ...under(thinks, {
      ".display": {
        code: "A.6, K4",
        disposition: "mapped",
        becomes: "`reasoning.summary`, and whether the answer shows thinking text. Absent means shown.",
      },
      ".display=summarized": { code: "A.6, K4", disposition: "mapped", becomes: "`summary: auto`." },
      ".display=omitted": {
        code: "A.6",
        disposition: "mapped",
        becomes: "No `summary`: thinking blocks have a signature and no text, as Anthropic's have.",
      },
      ".display=updates": {
        code: "A.6",
        disposition: "approximated",
        becomes: "`summary: concise`, or `auto` where the model lacks it.",
        losses: ["display_updates"],
      },
      ".block_binding": {
        code: "A.6",
        disposition: "mapped",
        becomes: "Nothing by itself; its one field has a row.",
      },
      ".block_binding.prefix_mismatch_behavior": {
        code: "A.6",
        disposition: "mapped",
        becomes: "Nothing: thinking that cannot be sent is left out with a loss (`content[thinking]`).",
      },
      ".block_binding.prefix_mismatch_behavior=drop_block": {
        code: "A.6, K7",
        disposition: "mapped",
        becomes: "Nothing: thinking that does not fit is left out anyway, and once more when the upstream refuses it.",
      },
      ".block_binding.prefix_mismatch_behavior=error": {
        code: "A.6, K7",
        disposition: "mapped",
        becomes: "Not asked again: thinking that the upstream refuses is an error.",
      },
    }),
    output_config: { code: "A17, A18", disposition: "mapped", becomes: "Nothing by itself; its fields have rows." },
    "output_config.effort": {
      code: "A17, A.6",
      disposition: "mapped",
      becomes:
        "`reasoning.effort`. A level that the model lacks becomes the next lower one, or the lowest. Ignored where thinking is disabled, left out on models that do not reason.",
      losses: ["effort_clamped", "effort_ignored", "thinking_unsupported"],
    },
    ...under(["output_config.effort"], {
      "=low": { code: "A.6", disposition: "mapped", becomes: "`low`." },
      "=medium": { code: "A.6", disposition: "mapped", becomes: "`medium`." },
      "=high": { code: "A.6", disposition: "mapped", becomes: "`high`." },
      "=xhigh": { code: "A.6", disposition: "mapped", becomes: "`xhigh`, or `high` where the model lacks it." },
      "=max": { code: "A.6", disposition: "mapped", becomes: "`max`, or the highest that the model has." },
    }),
    ...under(["output_config.format", "output_format"], {
      "": {
        code: "A18, A.7",
        disposition: "mapped",
        becomes:
          "`text.format` with the name `response`. `output_format` is the older name; both at once and different are refused.",
        losses: ["schema_not_enforced"],
      },
      ".schema": {
        code: "A18, A.7, K11",
        disposition: "mapped",
        becomes:
          "`text.format.schema`, as it is; `strict: true` when it lies in OpenAI's strict subset, else `false`. Its root must be an object.",
        whole: true,
      },
    }),
    "output_config.task_budget": {
      code: "A19",
      disposition: "dropped",
      becomes: "Not sent: the upstream knows no budget for a task.",
      losses: ["task_budget_ignored"],
      whole: true,
    },
  },
};
