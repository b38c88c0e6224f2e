import { type Row, type Section, under } from "./row.js";

const stored: Row = {
  code: "A38, A40",
  disposition: "unused",
  becomes: "Never sent: nothing is stored upstream.",
  whole: true,
};
const noSource: Row = {
  code: "A40",
  disposition: "unused",
  becomes: "Never sent: no field of Anthropic's asks for it.",
  whole: true,
};
const breaksHistory: Row = {
  code: "A39, A40",
  disposition: "unused",
  becomes: "Never sent: what does not fit must be an error, and history is the client's.",
  whole: true,
};
const deprecated: Row = {
  code: "A40",
  disposition: "unused",
  becomes: "Never sent: another field has taken its place.",
  whole: true,
};

/** What of the Responses request is ever sent. Its items and tools: see upstream-items. */
export const upstreamRequest: Section = {
  title: "Responses request",
  source: "`ResponseCreateParams` of `openai`; `upstream` stands for the request that is sent.",
  rows: {
    "upstream.model": { code: "A1", disposition: "mapped", becomes: "From `model`." },
    "upstream.max_output_tokens": { code: "A2, A3, A4", disposition: "mapped", becomes: "From `max_tokens`." },
    "upstream.stream": { code: "A8", disposition: "mapped", becomes: "From `stream`." },
    "upstream.stream_options": { code: "A8", disposition: "mapped", becomes: "Sent with `stream: true`." },
    "upstream.stream_options.include_obfuscation": { code: "A8", disposition: "mapped", becomes: "`false`." },
    "upstream.store": { code: "A38", disposition: "mapped", becomes: "Always `false`." },
    "upstream.include": { code: "A38, T9, T11", disposition: "mapped", becomes: "What the answer has to carry." },
    "upstream.include[]=reasoning.encrypted_content": {
      code: "A38",
      disposition: "mapped",
      becomes: "On models that reason.",
    },
    ...under(["upstream.include[]=web_search_call.action.sources", "upstream.include[]=web_search_call.results"], {
      "": { code: "T9", disposition: "mapped", becomes: "With `web_search`." },
    }),
    "upstream.include[]=code_interpreter_call.outputs": {
      code: "T11",
      disposition: "mapped",
      becomes: "With `code_interpreter`.",
    },
    ...under(
      [
        "upstream.include[]=file_search_call.results",
        "upstream.include[]=message.input_image.image_url",
        "upstream.include[]=computer_call_output.output.image_url",
        "upstream.include[]=message.output_text.logprobs",
      ],
      { "": noSource },
    ),
    "upstream.parallel_tool_calls": {
      code: "A.5",
      disposition: "mapped",
      becomes: "From `disable_parallel_tool_use`.",
    },
    "upstream.max_tool_calls": { code: "T9", disposition: "mapped", becomes: "From `max_uses` of a web search." },
    "upstream.temperature": { code: "A9", disposition: "mapped", becomes: "From `temperature`." },
    "upstream.top_p": { code: "A10", disposition: "mapped", becomes: "From `top_p`." },
    "upstream.service_tier": { code: "A14, A15", disposition: "mapped", becomes: "From `service_tier` and `speed`." },
    "upstream.service_tier=auto": { code: "A14", disposition: "mapped", becomes: "From `service_tier: auto`." },
    "upstream.service_tier=default": {
      code: "A14",
      disposition: "mapped",
      becomes: "From `service_tier: standard_only`.",
    },
    "upstream.service_tier=fast": { code: "A15", disposition: "mapped", becomes: "From `speed: fast`." },
    ...under(
      ["flex", "scale", "priority", "ultrafast"].map((tier) => `upstream.service_tier=${tier}`),
      {
        "": noSource,
      },
    ),
    "upstream.safety_identifier": { code: "A12", disposition: "mapped", becomes: "From `metadata.user_id`." },
    "upstream.prompt_cache_key": { code: "A13", disposition: "mapped", becomes: "From the session." },
    "upstream.prompt_cache_options": { code: "A4, A22", disposition: "mapped", becomes: "See its fields." },
    "upstream.prompt_cache_options.mode": { code: "A22", disposition: "mapped", becomes: "From `cache_control`." },
    "upstream.prompt_cache_options.mode=implicit": {
      code: "A22",
      disposition: "mapped",
      becomes: "From `cache_control`.",
    },
    "upstream.prompt_cache_options.mode=explicit": {
      code: "C6, C7",
      disposition: "unused",
      becomes: "Never sent: the upstream's own caching stays on.",
    },
    "upstream.prompt_cache_options.prewarm": { code: "A4", disposition: "mapped", becomes: "From `max_tokens: 0`." },
    "upstream.prompt_cache_options.ttl": { code: "A22, C4", disposition: "mapped", becomes: "From its `ttl`." },
    "upstream.prompt_cache_options.ttl=12h": { code: "C4", disposition: "mapped", becomes: "From `1h`." },
    "upstream.prompt_cache_options.ttl=30m": {
      code: "C3",
      disposition: "unused",
      becomes: "Never sent: it holds where none is named.",
    },
    "upstream.prompt_cache_options.comparison_response_id": {
      code: "A24",
      disposition: "mapped",
      becomes: "From `diagnostics.previous_message_id`.",
    },
    "upstream.reasoning": { code: "A16, A.6", disposition: "mapped", becomes: "From `thinking` and the effort." },
    "upstream.reasoning.effort": { code: "A17, A.6", disposition: "mapped", becomes: "From the effort." },
    ...under(
      ["none", "minimal", "low", "medium", "high", "xhigh", "max"].map(
        (effort) => `upstream.reasoning.effort=${effort}`,
      ),
      { "": { code: "A.6", disposition: "mapped", becomes: "By the effort asked for and the model." } },
    ),
    "upstream.reasoning.summary": { code: "A.6, K4", disposition: "mapped", becomes: "From `display`." },
    "upstream.reasoning.summary=auto": { code: "A.6", disposition: "mapped", becomes: "Where thinking is shown." },
    "upstream.reasoning.summary=concise": { code: "A.6", disposition: "mapped", becomes: "From `display: updates`." },
    "upstream.reasoning.summary=detailed": noSource,
    "upstream.reasoning.generate_summary": deprecated,
    "upstream.reasoning.context": noSource,
    "upstream.reasoning.mode": noSource,
    "upstream.text": { code: "A18, A.7", disposition: "mapped", becomes: "Sent with a format." },
    "upstream.text.format": { code: "A18, A.7", disposition: "mapped", becomes: "From `output_config.format`." },
    "upstream.text.format[json_schema]": { code: "A.7", disposition: "mapped", becomes: "The only format." },
    "upstream.text.format[json_schema].name": { code: "A.7", disposition: "mapped", becomes: "`response`." },
    "upstream.text.format[json_schema].schema": {
      code: "A.7",
      disposition: "mapped",
      becomes: "From `schema`.",
      whole: true,
    },
    "upstream.text.format[json_schema].strict": { code: "A.7, K11", disposition: "mapped", becomes: "By the schema." },
    "upstream.text.format[json_schema].description": noSource,
    "upstream.text.format[json_object]": noSource,
    "upstream.text.format[text]": noSource,
    "upstream.text.verbosity": noSource,
    ...under(
      ["access_programs", "image", "moderation", "prompt", "top_logprobs"].map((field) => `upstream.${field}`),
      { "": noSource },
    ),
    ...under(
      ["background", "conversation", "previous_response_id", "metadata"].map((field) => `upstream.${field}`),
      {
        "": stored,
      },
    ),
    "upstream.context_management": {
      code: "A33",
      disposition: "mapped",
      becomes: "From the edit `compact_20260112`.",
      whole: true,
    },
    "upstream.truncation": breaksHistory,
    ...under(
      ["user", "prompt_cache_retention"].map((field) => `upstream.${field}`),
      { "": deprecated },
    ),
    "upstream.instructions": {
      code: "A6, A40, K8",
      disposition: "unused",
      becomes: "Never sent: a plain string has neither borders of blocks nor cache breakpoints.",
    },
  },
};
