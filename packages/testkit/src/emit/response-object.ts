import { asArray, asObject, type JsonObject } from "../json.js";
import { normalisedTool } from "../strict/normalise.js";
import type { Turn } from "./turn.js";

const noImages = {
  input_tokens: 0,
  input_tokens_details: { image_tokens: 0, text_tokens: 0 },
  output_tokens: 0,
  output_tokens_details: { image_tokens: 0, text_tokens: 0 },
  total_tokens: 0,
};

const reasoningOf = ({ body, model }: Turn): JsonObject => {
  const asked = asObject(body.reasoning);
  const effort = asked.effort ?? model.defaultEffort;
  const summary = asked.summary ?? null;
  if (!model.cacheBreakpoints) return { effort, summary };
  return { context: asked.context ?? "all_turns", effort, mode: asked.mode ?? "standard", summary };
};

const textOf = ({ body }: Turn): JsonObject => {
  const { format, verbosity } = asObject(body.text);
  const asked = asObject(format);
  const schema = asked.type === "json_schema" ? { description: null, strict: true, ...asked } : asked;
  return { format: format === undefined ? { type: "text" } : schema, verbosity: verbosity ?? "medium" };
};

/** What one response adds to the request's echo. */
export interface Outcome {
  readonly id: string;
  readonly status: "in_progress" | "completed" | "incomplete" | "failed";
  readonly output: readonly JsonObject[];
  readonly usage: JsonObject | null;
  readonly error?: JsonObject;
  readonly incompleteReason?: string;
}

/** The Response object in the shape of mid-2026 recordings: every setting echoed, absent ones as their defaults. */
export const responseObject = (turn: Turn, outcome: Outcome): JsonObject => {
  const { body, model, createdAt } = turn;
  const searches = outcome.output.filter((item) => item.type === "web_search_call").length;
  return {
    id: outcome.id,
    object: "response",
    created_at: createdAt,
    status: outcome.status,
    background: false,
    completed_at: outcome.status === "completed" ? createdAt + 1 : null,
    error: outcome.error ?? null,
    frequency_penalty: 0,
    incomplete_details: outcome.incompleteReason === undefined ? null : { reason: outcome.incompleteReason },
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    max_tool_calls: body.max_tool_calls ?? null,
    model: body.model,
    moderation: null,
    output: outcome.output,
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    presence_penalty: 0,
    previous_response_id: body.previous_response_id ?? null,
    prompt_cache_key: body.prompt_cache_key ?? null,
    ...(model.cacheBreakpoints && {
      prompt_cache_options: { mode: "implicit", ttl: "30m", ...asObject(body.prompt_cache_options) },
    }),
    prompt_cache_retention: body.prompt_cache_retention ?? null,
    reasoning: reasoningOf(turn),
    safety_identifier: body.safety_identifier ?? null,
    service_tier: outcome.status === "in_progress" ? (body.service_tier ?? "auto") : servedTier(body.service_tier),
    store: body.store ?? true,
    temperature: body.temperature ?? 1,
    text: textOf(turn),
    tool_choice: body.tool_choice ?? "auto",
    tool_usage: { image_gen: noImages, web_search: { num_requests: searches } },
    tools: asArray(body.tools).map((tool) => normalisedTool(asObject(tool))),
    top_logprobs: body.top_logprobs ?? 0,
    top_p: body.top_p ?? 1,
    truncation: body.truncation ?? "disabled",
    usage: outcome.usage,
    user: body.user ?? null,
    metadata: body.metadata ?? {},
  };
};

/** A final response names the tier that served it: `auto` becomes `default`, `fast` becomes `priority`. */
const servedTier = (asked: unknown): unknown =>
  asked === undefined || asked === null || asked === "auto" ? "default" : asked === "fast" ? "priority" : asked;
