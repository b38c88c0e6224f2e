import * as z from "zod";
import { arrayOf, dictionaryOf, listOf, textOrListOf } from "./shapes.js";

/**
 * Content blocks of an Anthropic request. Source: `@anthropic-ai/sdk` `ContentBlockParam` and `BetaContentBlockParam`.
 * Nested lists of blocks are checked when they are walked, each block by its own `type`, so that no union is tried out.
 */

/** A union of one, as at Anthropic, whose paths name the tag: `cache_control.ephemeral.ttl`. */
export const cacheControl = z
  .discriminatedUnion("type", [z.object({ type: z.literal("ephemeral"), ttl: z.enum(["5m", "1h"]).optional() })])
  .nullish();
export type CacheControl = z.infer<typeof cacheControl>;

const citationsConfig = z.object({ enabled: z.boolean().optional() });
const caller = z.object({ type: z.string(), tool_id: z.string().optional() }).optional();

export const textBlock = z.object({
  type: z.literal("text"),
  text: z.string(),
  cache_control: cacheControl,
  citations: arrayOf(z.unknown()).nullish(),
});

export const imageBlock = z.object({
  type: z.literal("image"),
  source: z.discriminatedUnion("type", [
    z.object({
      type: z.literal("base64"),
      media_type: z.enum(["image/jpeg", "image/png", "image/gif", "image/webp"]),
      data: z.string(),
    }),
    z.object({ type: z.literal("url"), url: z.string() }),
    z.object({ type: z.literal("file"), file_id: z.string() }),
  ]),
  cache_control: cacheControl,
  transformations: z.object({ oversized_image: z.enum(["downsize", "error"]).optional() }).nullish(),
});

export type TextBlockParam = z.infer<typeof textBlock>;
export type ImageBlockParam = z.infer<typeof imageBlock>;

export const documentBlock = z.object({
  type: z.literal("document"),
  source: z.discriminatedUnion("type", [
    z.object({ type: z.literal("base64"), media_type: z.literal("application/pdf"), data: z.string() }),
    z.object({ type: z.literal("text"), media_type: z.literal("text/plain"), data: z.string() }),
    z.object({
      type: z.literal("content"),
      content: textOrListOf<TextBlockParam | ImageBlockParam>(),
    }),
    z.object({ type: z.literal("url"), url: z.string() }),
    z.object({ type: z.literal("file"), file_id: z.string() }),
  ]),
  cache_control: cacheControl,
  citations: citationsConfig.nullish(),
  context: z.string().nullish(),
  title: z.string().nullish(),
});

export const searchResultBlock = z.object({
  type: z.literal("search_result"),
  source: z.string(),
  title: z.string(),
  content: listOf<TextBlockParam>(),
  cache_control: cacheControl,
  citations: citationsConfig.optional(),
});

export const toolReferenceBlock = z.object({
  type: z.literal("tool_reference"),
  tool_name: z.string(),
  cache_control: cacheControl,
});

export const browserStateBlock = z.object({
  type: z.literal("browser_state"),
  tabs: arrayOf(z.unknown()),
  state_changes: arrayOf(z.unknown()).nullish(),
  cache_control: cacheControl,
});

type DocumentBlockParam = z.infer<typeof documentBlock>;
type SearchResultBlockParam = z.infer<typeof searchResultBlock>;
type ToolReferenceBlockParam = z.infer<typeof toolReferenceBlock>;
type BrowserStateBlockParam = z.infer<typeof browserStateBlock>;

/** What a tool result may hold. */
export type ToolResultContent =
  | TextBlockParam
  | ImageBlockParam
  | DocumentBlockParam
  | SearchResultBlockParam
  | ToolReferenceBlockParam
  | BrowserStateBlockParam;

export const toolResultBlock = z.object({
  type: z.literal("tool_result"),
  tool_use_id: z.string(),
  content: textOrListOf<ToolResultContent>().optional(),
  is_error: z.boolean().optional(),
  cache_control: cacheControl,
  toolset_name: z.string().nullish(),
});

export type ToolResultParam = z.infer<typeof toolResultBlock>;

export const toolUseBlock = z.object({
  type: z.literal("tool_use"),
  id: z.string().min(1),
  name: z.string().min(1),
  input: dictionaryOf<unknown>(),
  cache_control: cacheControl,
  caller,
  toolset_name: z.string().nullish(),
});

/** A signature may be missing or empty: such a block is left out, as clients that lost it would be locked out otherwise. */
export const thinkingBlock = z.object({
  type: z.literal("thinking"),
  thinking: z.string(),
  signature: z.string().nullish(),
});

export const redactedThinkingBlock = z.object({ type: z.literal("redacted_thinking"), data: z.string() });

export const serverToolUseBlock = z.object({
  type: z.literal("server_tool_use"),
  id: z.string().min(1),
  name: z.string(),
  input: dictionaryOf<unknown>(),
  cache_control: cacheControl,
  caller,
});

export const mcpToolUseBlock = z.object({
  type: z.literal("mcp_tool_use"),
  id: z.string(),
  name: z.string(),
  server_name: z.string(),
  input: dictionaryOf<unknown>(),
  cache_control: cacheControl,
});

const serverToolResult = <T extends string>(type: T) =>
  z.object({
    type: z.literal(type),
    tool_use_id: z.string(),
    content: z.unknown().optional(),
    is_error: z.boolean().optional(),
    cache_control: cacheControl,
    caller,
  });

export const serverToolResultSchemas = {
  web_search_tool_result: serverToolResult("web_search_tool_result"),
  web_fetch_tool_result: serverToolResult("web_fetch_tool_result"),
  code_execution_tool_result: serverToolResult("code_execution_tool_result"),
  bash_code_execution_tool_result: serverToolResult("bash_code_execution_tool_result"),
  text_editor_code_execution_tool_result: serverToolResult("text_editor_code_execution_tool_result"),
  tool_search_tool_result: serverToolResult("tool_search_tool_result"),
  advisor_tool_result: serverToolResult("advisor_tool_result"),
  mcp_tool_result: serverToolResult("mcp_tool_result"),
};
export type ServerToolResultParam = z.infer<(typeof serverToolResultSchemas)[keyof typeof serverToolResultSchemas]>;
export type ServerToolUseParam = z.infer<typeof serverToolUseBlock> | z.infer<typeof mcpToolUseBlock>;

export const mcpToolListingBlock = z.object({
  type: z.literal("mcp_tool_listing"),
  mcp_server_name: z.string(),
  tools: arrayOf(z.unknown()),
});

export const containerUploadBlock = z.object({
  type: z.literal("container_upload"),
  file_id: z.string(),
  cache_control: cacheControl,
});

export const compactionBlock = z.object({
  type: z.literal("compaction"),
  content: z.string().nullish(),
  encrypted_content: z.string().nullish(),
  signature: z.string().nullish(),
  tool_changes: arrayOf(z.unknown()).nullish(),
  cache_control: cacheControl,
});

export const fallbackBlock = z.object({
  type: z.literal("fallback"),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
  trigger: z.unknown().optional(),
});

const toolChange = z.object({
  type: z.string(),
  name: z.string().optional(),
  server_name: z.string().optional(),
  definition: z.unknown().optional(),
});

export const toolAdditionBlock = z.object({
  type: z.literal("tool_addition"),
  tool: toolChange,
  cache_control: cacheControl,
});

export const toolRemovalBlock = z.object({
  type: z.literal("tool_removal"),
  tool: toolChange,
  cache_control: cacheControl,
});

export type ContentBlockParam =
  | TextBlockParam
  | ImageBlockParam
  | DocumentBlockParam
  | SearchResultBlockParam
  | ServerToolUseParam
  | ServerToolResultParam
  | z.infer<typeof toolResultBlock>
  | z.infer<typeof toolUseBlock>
  | z.infer<typeof thinkingBlock>
  | z.infer<typeof redactedThinkingBlock>
  | z.infer<typeof mcpToolListingBlock>
  | z.infer<typeof containerUploadBlock>
  | z.infer<typeof compactionBlock>
  | z.infer<typeof fallbackBlock>
  | z.infer<typeof toolAdditionBlock>
  | z.infer<typeof toolRemovalBlock>;

/** What a system message may hold. */
export type SystemContent = TextBlockParam | z.infer<typeof toolAdditionBlock> | z.infer<typeof toolRemovalBlock>;
