import { type Section, under } from "./row.js";

/** The body of a request, but for thinking, output, context and tools. Codes: docs/mapping.md. */
export const requestFields: Section = {
  title: "Request fields",
  source: "`MessageCreateParams` and `MessageCountTokensParams` of `@anthropic-ai/sdk`, stable and beta.",
  rows: {
    model: {
      code: "A1",
      disposition: "mapped",
      becomes:
        "`model`, looked up in `options.model`: one id, a table (the exact name, else the first glob that fits) or a function. Without an entry OpenAI's own ids stand for themselves; all others are a 404 `model: <name>`.",
    },
    max_tokens: {
      code: "A2, A3, A4",
      disposition: "mapped",
      becomes:
        "`max_output_tokens`, cut to the model's limit where it is known and raised to 16, the least that OpenAI takes. `0` warms the cache (`prompt_cache_options.prewarm`) on models with cache breakpoints and is refused elsewhere.",
      losses: ["max_tokens_clamped", "max_tokens_floor"],
    },
    messages: {
      code: "A5, M7",
      disposition: "mapped",
      becomes:
        "`input`, see Messages. An empty list is refused, and so is one that leaves nothing to send. A list that ends with the assistant is sent as it is; the upstream may start anew.",
      losses: ["prefill_not_enforced"],
      whole: true,
    },
    system: {
      code: "A6, A6a, K8",
      disposition: "mapped",
      becomes:
        "The first `input` item, with one part a block and the role `developer` or `system` by model; its blocks follow the rows of `content[text]`. A first line that starts with `x-anthropic-billing-header:` is left out, since it differs from request to request.",
      losses: [
        "billing_header_removed",
        "empty_text_dropped",
        "citations_dropped",
        "cache_control_automatic",
        "cache_marker_dropped",
        "cache_ttl_rounded",
      ],
      whole: true,
    },
    stop_sequences: {
      code: "A7, K20",
      disposition: "emulated",
      becomes:
        "Not sent: Responses has none. They are matched in the visible text of the answer, and the upstream is cancelled at a match. An entry of white space is refused.",
      losses: ["stop_sequence_emulated"],
    },
    stream: {
      code: "A8, K39",
      disposition: "mapped",
      becomes: "`stream`, and `stream_options.include_obfuscation: false` with it. The handler always sends `true`.",
    },
    temperature: {
      code: "A9",
      disposition: "mapped",
      becomes:
        "`temperature`, by model: always, only at effort `none`, or never. Refused at any value under version 2026-10-21, whose types lack it.",
      losses: ["sampling_dropped", "sampling_default_omitted"],
    },
    top_p: {
      code: "A10",
      disposition: "mapped",
      becomes: "`top_p`, under the rules of `temperature`.",
      losses: ["sampling_dropped", "sampling_default_omitted"],
    },
    top_k: {
      code: "A11",
      disposition: "dropped",
      becomes: "Not sent: Responses has none. Refused under version 2026-10-21.",
      losses: ["sampling_dropped"],
    },
    metadata: {
      code: "A12",
      disposition: "mapped",
      becomes: "Nothing by itself; its one field has a row. `metadata` of Responses is never sent.",
    },
    "metadata.user_id": {
      code: "A12, A13, K37",
      disposition: "mapped",
      becomes:
        "`safety_identifier`, hashed: of device and account where it is Claude Code's JSON, of the part before `_session_` in its older form, else of the whole. The session in it, or in the header, gives `prompt_cache_key`.",
      losses: ["user_id_hashed"],
    },
    service_tier: { code: "A14", disposition: "mapped", becomes: "`service_tier`." },
    "service_tier=auto": { code: "A14", disposition: "mapped", becomes: "`auto`." },
    "service_tier=standard_only": { code: "A14", disposition: "mapped", becomes: "`default`." },
    speed: { code: "A15", disposition: "mapped", becomes: "`service_tier`." },
    "speed=standard": { code: "A15", disposition: "mapped", becomes: "Nothing: it is the upstream's normal speed." },
    "speed=fast": {
      code: "A15",
      disposition: "mapped",
      becomes: "`service_tier: fast`. Beside `service_tier: standard_only` it is refused.",
    },
    tools: { code: "A20", disposition: "mapped", becomes: "`tools`, see Tools. An empty list is not sent." },
    tool_choice: {
      code: "A21, A.5",
      disposition: "mapped",
      becomes:
        "`tool_choice` and `parallel_tool_calls`. A tool that is unknown or was left out is refused; without any tool the choice says nothing.",
      losses: ["preamble_possible", "tool_hint_dropped"],
    },
    "tool_choice[auto]": { code: "A.5", disposition: "mapped", becomes: "`auto`." },
    "tool_choice[any]": {
      code: "A.5",
      disposition: "mapped",
      becomes: "`required`. Refused beside `thinking: enabled` and where no tool can be called.",
    },
    "tool_choice[tool]": {
      code: "A.5",
      disposition: "mapped",
      becomes:
        "That function; a server tool is `required` when it is the only tool, else the only one of `allowed_tools`. Refused beside `thinking: enabled`.",
    },
    "tool_choice[tool].name": {
      code: "A.5, K9",
      disposition: "mapped",
      becomes: "The tool's name, shortened as in `tools`. A tool search cannot be forced by name.",
      losses: ["feature_unsupported"],
    },
    "tool_choice[none]": { code: "A.5", disposition: "mapped", becomes: "`none`." },
    ...under(["tool_choice[auto]", "tool_choice[any]", "tool_choice[tool]"], {
      ".disable_parallel_tool_use": {
        code: "A.5",
        disposition: "mapped",
        becomes:
          "`parallel_tool_calls`, reversed; nothing where a server tool is forced. Models that cannot call in parallel always get `false`.",
      },
    }),
    safeguards: {
      code: "K27",
      disposition: "dropped",
      becomes:
        "Not sent: the interactive Claude Code expects a judge of commands that is not here, and asks its user then. So goes every field that is not known.",
      losses: ["unknown_field"],
    },
    betas: {
      code: "A28",
      disposition: "mapped",
      becomes: "Read together with the header `anthropic-beta`, see Headers; never sent.",
    },
  },
};
