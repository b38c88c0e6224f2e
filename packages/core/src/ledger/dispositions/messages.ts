import { type Section, under } from "./row.js";

/** What a message holds beside its blocks. The rules of order (M2, M13 to M17) stand in docs/rules.md. */
export const messageFields: Section = {
  title: "Messages",
  source: "`MessageParam` and `BetaMessageParam`; `message` stands for one entry of `messages`.",
  rows: {
    "message.role": { code: "M2, M3", disposition: "mapped", becomes: "The role of its items." },
    "message.role=user": {
      code: "M1, M2, M13",
      disposition: "mapped",
      becomes: "User messages; tool results go before them, next to their calls.",
    },
    "message.role=assistant": {
      code: "M3, M13",
      disposition: "mapped",
      becomes: "One item a block, in order.",
    },
    "message.role=system": {
      code: "M8",
      disposition: "mapped",
      becomes: "An instruction message at its place, role `developer` or `system` by model.",
    },
    "message.content": {
      code: "M1, M2, M3, M18",
      disposition: "mapped",
      becomes: "See Content blocks. A string is the same as one text block; an empty one is left out.",
      losses: ["empty_text_dropped"],
      whole: true,
    },
    "message.clear_at": {
      code: "M9",
      disposition: "mapped",
      becomes: "How long a system message stays.",
    },
    "message.clear_at=next_user_message": {
      code: "M9",
      disposition: "mapped",
      becomes: "The message is left out once a user message follows.",
      losses: ["system_message_expired"],
    },
    "message.clear_at=never": { code: "M9", disposition: "mapped", becomes: "Nothing: it stays." },
    "message.output_config": {
      code: "M10",
      disposition: "mapped",
      becomes: "Nothing by itself; its one field has a row.",
    },
    "message.output_config.effort": {
      code: "M10, A.6",
      disposition: "mapped",
      becomes:
        "A `configuration_update` item at its place where the model takes one; elsewhere the last one holds for the whole request.",
      losses: ["midconv_effort_flattened", "effort_clamped", "effort_ignored", "thinking_unsupported"],
    },
    ...under(
      ["low", "medium", "high", "xhigh", "max"].map((effort) => `message.output_config.effort=${effort}`),
      { "": { code: "M10, A.6", disposition: "mapped", becomes: "As the value of `output_config.effort`." } },
    ),
  },
};
