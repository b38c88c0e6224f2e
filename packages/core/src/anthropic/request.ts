import * as z from "zod";
import { type ContentBlockParam, cacheControl, type SystemContent, type TextBlockParam } from "./content.js";
import { dictionaryOf, listOf, textOrListOf } from "./shapes.js";
import { type ToolParam, toolChoice } from "./tools.js";

/** The body of `POST /v1/messages`. Source: `@anthropic-ai/sdk` `MessageCreateParams`, stable and beta. */

export const effortNames = ["low", "medium", "high", "xhigh", "max"] as const;
export type EffortName = (typeof effortNames)[number];
const effort = z.enum(effortNames).nullish();

const format = z
  .object({
    type: z.literal("json_schema"),
    schema: dictionaryOf(),
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
  block_binding: z.object({ prefix_mismatch_behavior: z.string().nullish() }).nullish(),
};

export const thinkingConfig = z.discriminatedUnion("type", [
  z.object({ type: z.literal("enabled"), budget_tokens: z.number().int().min(1024), ...thinkingOptions }),
  z.object({ type: z.literal("adaptive"), ...thinkingOptions }),
  z.object({ type: z.literal("between_tools") }),
  z.object({ type: z.literal("disabled") }),
]);
export type ThinkingConfigParam = z.infer<typeof thinkingConfig>;

const text = z.string().nullish();

export const messagesRequest = z.object({
  model: z.string().min(1),
  messages: listOf<MessageParam>(),
  max_tokens: z.number().int().min(0),
  system: textOrListOf<TextBlockParam>().nullish(),
  tools: listOf<ToolParam>().nullish(),
  tool_choice: toolChoice.nullish(),
  thinking: thinkingConfig.nullish(),
  output_config: z
    .object({
      effort,
      format,
      task_budget: z.unknown().optional(),
    })
    .nullish(),
  output_format: format,
  stop_sequences: z.array(z.string()).nullish(),
  stream: z.boolean().nullish(),
  temperature: z.number().min(0).max(1).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_k: z.number().int().min(0).nullish(),
  metadata: z.object({ user_id: text }).nullish(),
  cache_control: cacheControl,
  service_tier: z.enum(["auto", "standard_only"]).nullish(),
  speed: z.enum(["standard", "fast"]).nullish(),
  context_management: z.object({ edits: z.array(dictionaryOf<{ type: string }>()).nullish() }).nullish(),
  container: z.unknown().optional(),
  diagnostics: z.object({ previous_message_id: text }).nullish(),
  inference_geo: text,
  user_profile_id: text,
  workspace_id: text,
  betas: z.array(z.string()).nullish(),
  billing_policy: z.unknown().optional(),
  compaction: z.unknown().optional(),
  fallbacks: z.unknown().optional(),
  fallback_credit_token: z.unknown().optional(),
  mcp_servers: z.array(z.unknown()).nullish(),
  thread: z.unknown().optional(),
});

/** A Messages request: whatever the official SDKs' types, stable and beta, produce. */
export type MessagesRequest = z.infer<typeof messagesRequest>;
/** The same for `POST /v1/messages/count_tokens`, which takes no `max_tokens`. */
export const countTokensRequest = messagesRequest.partial({ max_tokens: true });
export type CountTokensRequest = z.infer<typeof countTokensRequest>;
