import { type Row, type Section, under } from "./row.js";

const written = (code: string, becomes: string): Row => ({ code, disposition: "mapped", becomes });
const unused = (code: string, becomes: string): Row => ({ code, disposition: "unused", becomes, whole: true });

const stopReasons = (prefix: string): Section["rows"] => ({
  [prefix]: written("B.4", "Why the answer ended; never null in a finished message."),
  [`${prefix}=end_turn`]: written("B.4", "From a completed response."),
  [`${prefix}=tool_use`]: written("B.4", "From a completed response with client tool calls."),
  [`${prefix}=max_tokens`]: written("B.4", "From an incomplete response."),
  [`${prefix}=stop_sequence`]: written("A7, B.4", "From a match in the text."),
  [`${prefix}=pause_turn`]: written("B.4", "From a server tool call that stands last and is not finished."),
  [`${prefix}=refusal`]: written("B.4, K13, K14", "From a refusal, a content filter or a policy failure."),
  [`${prefix}=model_context_window_exceeded`]: written("B.4", "From an incomplete response that filled the window."),
  [`${prefix}=compaction`]: unused("A30", "The parameter that asks for it is refused."),
});
const stopDetails = (prefix: string): Section["rows"] => ({
  [prefix]: written("B.4", "With `refusal` only."),
  [`${prefix}.category`]: written("B.4", "From the policy code; otherwise null."),
  [`${prefix}.category=cyber`]: written("B.4, K38", "From a code that begins with `cyber_policy`."),
  [`${prefix}.category=bio`]: written("B.4", "From `bio_policy`."),
  ...under(
    ["frontier_llm", "reasoning_extraction", "general_harms"].map((name) => `${prefix}.category=${name}`),
    {
      "": unused("B.4", "No code of the upstream says this."),
    },
  ),
  [`${prefix}.explanation`]: written("B.4, K13", "From the refusal's words or the error's message."),
  ...under(
    ["fallback_credit_token", "fallback_has_prefill_claim", "recommended_model"].map((name) => `${prefix}.${name}`),
    {
      "": written("B.4", "Null, for clients that name a beta: the upstream offers no other model."),
    },
  ),
});

/** Sections B.5 and B.6: the message itself. */
export const answerMessage: Section = {
  title: "Answers: the message",
  source: "`Message` and `BetaMessage`. Every field that may be null is present.",
  rows: {
    message: written("B.5", "One a request."),
    "message.id": written("B.5", "From the response's id; a new one where there is none."),
    "message.role": written("B.5", "Always the assistant."),
    "message.role=assistant": written("B.5", "Always the assistant."),
    "message.model": written("K15", "The name that the client sent."),
    "message.content": { ...written("R1", "See content blocks of answers."), whole: true },
    "message.container": {
      ...written("A23, R11", "The container of the code that ran; null where none did."),
      whole: true,
    },
    "message.context_management": {
      ...written(
        "A31, A32",
        "The edits that were applied, where the request asked for any; null where it names a beta.",
      ),
      whole: true,
    },
    "message.diagnostics": {
      ...written("A24", "From `prompt_cache_diagnostics`; null where it was not asked for."),
      whole: true,
    },
    "message.input_transformations": {
      ...written("B5f, B.5", "Thinking that was left out, where the client's beta header asks for it."),
      whole: true,
    },
    ...stopReasons("message.stop_reason"),
    "message.stop_sequence": written("A7", "The sequence that matched; otherwise null."),
    ...stopDetails("message.stop_details"),
    "message.usage": written("B.6", "The three input counters add up to OpenAI's `input_tokens`."),
    "message.usage.input_tokens": written("B.6", "From `input_tokens`, less both cache counters."),
    "message.usage.cache_read_input_tokens": written("B.6", "From `cached_tokens`."),
    "message.usage.cache_creation_input_tokens": written("B.6", "From `cache_write_tokens`."),
    "message.usage.cache_creation": written("B.6", "The same by lifetime."),
    "message.usage.cache_creation.ephemeral_5m_input_tokens": written("B.6", "From `ttl_30m_tokens`."),
    "message.usage.cache_creation.ephemeral_1h_input_tokens": written("B.6", "From `ttl_12h_tokens`."),
    "message.usage.output_tokens": written("B.6", "From `output_tokens`."),
    "message.usage.output_tokens_details": written("B.6", "From `output_tokens_details`; null where it is missing."),
    "message.usage.output_tokens_details.thinking_tokens": written("B.6", "From `reasoning_tokens`."),
    "message.usage.server_tool_use": written("B.6", "Null where no server tool was declared and none ran."),
    "message.usage.server_tool_use.web_search_requests": written("B.6", "From `tool_usage`, else the searches seen."),
    "message.usage.server_tool_use.web_fetch_requests": written("B.6", "Always 0: pages are not fetched (T10)."),
    "message.usage.service_tier": written("B.6", "From `service_tier`."),
    "message.usage.service_tier=standard": written("B.6", "From every other tier."),
    "message.usage.service_tier=priority": written("B.6", "From `priority`, `fast`, `ultrafast`."),
    "message.usage.service_tier=batch": unused("B.6", "Batches are not served."),
    "message.usage.speed": written("A15, B.6", "What was asked for, unless it was not served."),
    "message.usage.speed=fast": written("A15, B.6", "Asked for and served."),
    "message.usage.speed=standard": written("A15, B.6", "Asked for, or `fast` that was not served."),
    "message.usage.inference_geo": written("A25", "Always null."),
    "message.usage.fallback_credit": {
      ...written(
        "A35",
        "Where a `best_effort` token came: not applied, since it is not enabled. Else null, for clients that name a beta.",
      ),
      whole: true,
    },
    "message.usage.iterations": {
      ...written("B.6", "Null, for clients that name a beta: the upstream tells no single iterations."),
      whole: true,
    },
  },
};

/** Section C.1: the events that the client reads. */
export const answerEvents: Section = {
  title: "Answers: events of the client's stream",
  source: "`RawMessageStreamEvent` and `BetaRawMessageStreamEvent`; `ping` and `error` stand on the wire only.",
  rows: {
    message_start: written("G3, K2", "First and once, with empty content and zero counters."),
    "message_start.message": { ...written("B.5", "See the message."), whole: true },
    content_block_start: written("G4, G5", "When a block's first content is known."),
    "content_block_start.index": written("G4", "0, 1, 2…"),
    "content_block_start.content_block": { ...written("G5", "See content blocks of answers."), whole: true },
    content_block_delta: written("G4, G6", "As the upstream sends."),
    "content_block_delta.index": written("G4", "That of the open block."),
    "content_block_delta.delta": written("G6", "By the kind of the block."),
    "content_block_delta.delta[text_delta]": { ...written("R1", "From text and refusals."), whole: true },
    "content_block_delta.delta[thinking_delta]": {
      ...written("R3, R5, C.7", "From summaries, else raw reasoning."),
      whole: true,
    },
    "content_block_delta.delta[signature_delta]": {
      ...written("K5, G6", "Once, at the end of a thinking block."),
      whole: true,
    },
    "content_block_delta.delta[input_json_delta]": { ...written("R6, G7", "From arguments."), whole: true },
    "content_block_delta.delta[citations_delta]": {
      ...written("B.2", "From annotations, at the end of their part."),
      whole: true,
    },
    "content_block_delta.delta[compaction_delta]": { ...written("R22", "The whole of a compaction."), whole: true },
    content_block_stop: written("G4", "When the item is done."),
    "content_block_stop.index": written("G4", "That of the open block."),
    message_delta: written("G8", "Once, at the end."),
    "message_delta.delta": written("G8", "The stop fields."),
    "message_delta.delta.container": { ...written("A23, R11", "As in the message."), whole: true },
    ...stopReasons("message_delta.delta.stop_reason"),
    "message_delta.delta.stop_sequence": written("A7", "As in the message."),
    ...stopDetails("message_delta.delta.stop_details"),
    "message_delta.usage": { ...written("B.6", "As in the message, cumulative."), whole: true },
    "message_delta.context_management": { ...written("A31, A32", "As in the message."), whole: true },
    "message_delta.input_transformations": { ...written("B5f", "As in the message."), whole: true },
    message_stop: written("G9", "Last."),
    ping: written("C.5, K36", "From `keepalive`, and after silence."),
    error: written("D.4, G11", "The end of a stream that failed; nothing follows."),
  },
};
