import * as z from "zod";
import { arrayOf } from "./shapes.js";

/**
 * The edits of `context_management`. Source: `@anthropic-ai/sdk` `BetaContextManagementConfig`. Fields that take several
 * shapes (`keep` of thinking, `clear_tool_inputs`) are checked where they are read, so that errors name what is wrong.
 */

const tokens = z.object({ type: z.literal("input_tokens"), value: z.int().min(1) });
const toolUses = z.object({ type: z.literal("tool_uses"), value: z.int().min(0) });

export const thinkingKeep = z.discriminatedUnion("type", [
  z.object({ type: z.literal("thinking_turns"), value: z.int().min(1) }),
  z.object({ type: z.literal("all") }),
]);

export const toolNames = arrayOf(z.string());

export const editSchemas = {
  clear_thinking_20251015: z.object({
    type: z.literal("clear_thinking_20251015"),
    keep: z.unknown().optional(),
  }),
  clear_tool_uses_20250919: z.object({
    type: z.literal("clear_tool_uses_20250919"),
    trigger: z.discriminatedUnion("type", [tokens, toolUses]).optional(),
    keep: toolUses.optional(),
    clear_at_least: tokens.nullish(),
    exclude_tools: toolNames.nullish(),
    clear_tool_inputs: z.unknown().optional(),
  }),
  compact_20260112: z.object({
    type: z.literal("compact_20260112"),
    trigger: tokens.extend({ value: z.int().min(50_000) }).nullish(),
    pause_after_compaction: z.boolean().optional(),
    instructions: z.string().nullish(),
  }),
};
export type ClearToolUsesEdit = z.infer<typeof editSchemas.clear_tool_uses_20250919>;
