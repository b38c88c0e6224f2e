import * as z from "zod";
import { isObject } from "../json.js";
import { type ContentBlockParam, cacheControl, type SystemContent, type TextBlockParam } from "./content.js";
import { arrayOf, dictionaryOf, jsonDictionary, listOf, textOrListOf } from "./shapes.js";
import { type ToolParam, toolChoice } from "./tools.js";

/** The body of `POST /v1/messages`. Source: `@anthropic-ai/sdk` `MessageCreateParams`, stable and beta. */

export const effortNames = ["low", "medium", "high", "xhigh", "max"] as const;
export type EffortName = (typeof effortNames)[number];
const effort = z.enum(effortNames).nullish();

const format = z
  .object({
    type: z.literal("json_schema"),
    schema: jsonDictionary(),
  })
  .nullish();

export const messageSchemas = {
  user: z.object({
    role: z.literal("user"),
    content: textOrListOf<ContentBlockParam>(),
  }),
  assistant: z.object({
    role: z.literal("assistant"),
    content: textOrListOf<ContentBlockParam>(),
  }),
  system: z.object({
    role: z.literal("system"),
    content: textOrListOf<SystemContent>().nullish(),
    clear_at: z.enum(["next_user_message", "never"]).nullish(),
    output_config: z.object({ effort }).nullish(),
  }),
};
export type MessageParam = z.infer<(typeof messageSchemas)[keyof typeof messageSchemas]>;
export type SystemMessageParam = z.infer<typeof messageSchemas.system>;

const thinkingOptions = {
  display: z.enum(["summarized", "omitted", "updates"]).nullish(),
  block_binding: z.object({ prefix_mismatch_behavior: z.enum(["error", "drop_block"]).nullish() }).nullish(),
};

export const thinkingConfig = z.discriminatedUnion("type", [
  z.object({ type: z.literal("enabled"), budget_tokens: z.int().min(1024), ...thinkingOptions }),
  z.object({ type: z.literal("adaptive"), ...thinkingOptions }),
  z.object({ type: z.literal("between_tools") }),
  z.object({ type: z.literal("disabled") }),
]);
export type ThinkingConfigParam = z.infer<typeof thinkingConfig>;

const text = z.string().nullish();

/** One of `fallbacks`; whatever else it says is for the model that is never asked. */
export const fallback = z.object({ model: z.string().min(1), max_tokens: z.int().min(1).nullish() });
type Fallback = z.infer<typeof fallback>;

/** A bare string is the token in strict mode. */
export const fallbackCreditToken = z.object({
  token: z.string().min(1),
  mode: z.enum(["strict", "best_effort"]).optional(),
});
type FallbackCreditToken = z.infer<typeof fallbackCreditToken>;

export const messagesRequest = z.object({
  model: z.string().min(1),
  messages: listOf<MessageParam>(),
  max_tokens: z.int().min(0),
  system: textOrListOf<TextBlockParam>().optional(),
  tools: listOf<ToolParam>().optional(),
  tool_choice: toolChoice.optional(),
  thinking: thinkingConfig.optional(),
  output_config: z
    .object({
      effort,
      format,
      task_budget: z
        .object({ type: z.literal("tokens"), total: z.int().min(1), remaining: z.int().min(0).nullish() })
        .nullish(),
    })
    .optional(),
  output_format: format,
  stop_sequences: arrayOf(z.string()).optional(),
  stream: z.boolean().optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.int().min(0).optional(),
  metadata: z.object({ user_id: text }).optional(),
  cache_control: cacheControl,
  service_tier: z.enum(["auto", "standard_only"]).optional(),
  speed: z.enum(["standard", "fast"]).nullish(),
  context_management: z.object({ edits: arrayOf(dictionaryOf<{ type: string }>()).optional() }).nullish(),
  container: z.unknown().optional(),
  diagnostics: z.object({ previous_message_id: text }).nullish(),
  inference_geo: text,
  user_profile_id: z.string().optional(),
  workspace_id: z.string().optional(),
  betas: arrayOf(z.string()).optional(),
  billing_policy: z
    .object({ type: z.literal("billing_policy"), bill_to: z.enum(["self", "user_profile"]).optional() })
    .nullish(),
  compaction: z.unknown().optional(),
  fallbacks: z
    .custom<"default" | readonly Fallback[]>(
      (value) => value === "default" || Array.isArray(value),
      "Input should be 'default' or a valid list",
    )
    .nullish(),
  fallback_credit_token: z
    .custom<string | FallbackCreditToken>(
      (value) => typeof value === "string" || isObject(value),
      "Input should be a valid string or dictionary",
    )
    .nullish(),
  mcp_servers: arrayOf(z.unknown()).optional(),
  thread: z.unknown().optional(),
});

/** A Messages request: whatever the official SDKs' types, stable and beta, produce. */
export type MessagesRequest = z.infer<typeof messagesRequest>;
/**
 * What `POST /v1/messages/count_tokens` takes of it. Source: `@anthropic-ai/sdk` `MessageCountTokensParams`, stable and
 * beta. `compaction`, which it takes too, changes no count (G56).
 */
export const countTokensRequest = messagesRequest.pick({
  model: true,
  messages: true,
  system: true,
  tools: true,
  tool_choice: true,
  thinking: true,
  output_config: true,
  output_format: true,
  cache_control: true,
  speed: true,
  context_management: true,
  user_profile_id: true,
  workspace_id: true,
  betas: true,
  billing_policy: true,
  mcp_servers: true,
});
/** Of a body that is counted, what counts. */
export type CountedFields = z.infer<typeof countTokensRequest>;
/** Fields of a Messages request that are none of a count, and so may hold anything there. */
type Uncounted = Exclude<keyof MessagesRequest, keyof CountedFields>;
/** The body of `POST /v1/messages/count_tokens`. */
export type CountTokensRequest = CountedFields & { [Field in Uncounted]?: unknown };

const uncounted = new Set(Object.keys(messagesRequest.shape));
for (const field of Object.keys(countTokensRequest.shape)) uncounted.delete(field);

/** The body without the fields that are none of a count; what no Messages request has stays, to be told. */
export function countedFields(body: CountTokensRequest): CountedFields {
  const counted: CountedFields & Record<string, unknown> = { ...body };
  for (const field of uncounted) counted[field] = undefined;
  return counted;
}
