import * as z from "zod";
import { cacheControl } from "./content.js";
import { arrayOf, dictionaryOf, jsonDictionary } from "./shapes.js";

/** Tools of an Anthropic request, by `type`. Source: `@anthropic-ai/sdk` `ToolUnion` and `BetaToolUnion`. */

/** Fields that every tool with a name may carry. */
const hints = {
  allowed_callers: arrayOf(z.string()).optional(),
  cache_control: cacheControl,
  defer_loading: z.boolean().optional(),
  strict: z.boolean().optional(),
};
const examples = { input_examples: arrayOf(dictionaryOf()).optional() };

/** The schema itself is not walked here: only its outermost shape is Anthropic's concern. */
export const customTool = z.object({
  type: z.literal("custom").nullish(),
  name: z.string().min(1),
  description: z.string().nullish(),
  input_schema: jsonDictionary(),
  eager_input_streaming: z.boolean().nullish(),
  ...examples,
  ...hints,
});
export type CustomTool = z.infer<typeof customTool>;

const named = <T extends string, N extends string>(type: T, name: N) =>
  z.object({ type: z.literal(type), name: z.literal(name), ...hints });
const clientTool = <T extends string, N extends string>(type: T, name: N) => named(type, name).extend(examples);
const textEditor = <T extends string, N extends string>(type: T, name: N) =>
  clientTool(type, name).extend({ max_characters: z.int().min(1).nullish() });
const computer = <T extends string>(type: T) =>
  clientTool(type, "computer").extend({
    display_width_px: z.int().min(1),
    display_height_px: z.int().min(1),
    display_number: z.int().min(0).nullish(),
  });

const domains = {
  allowed_domains: arrayOf(z.string()).nullish(),
  blocked_domains: arrayOf(z.string()).nullish(),
  max_uses: z.int().positive().nullish(),
  response_inclusion: z.enum(["full", "excluded"]).optional(),
};
const place = z.string().nullish();
const webSearch = <T extends string>(type: T) =>
  named(type, "web_search").extend({
    ...domains,
    user_location: z
      .object({ type: z.literal("approximate"), city: place, country: place, region: place, timezone: place })
      .nullish(),
  });
const webFetch = <T extends string>(type: T) =>
  named(type, "web_fetch").extend({
    ...domains,
    citations: z.unknown().optional(),
    max_content_tokens: z.int().positive().nullish(),
    url_sources: z.unknown().optional(),
    use_cache: z.boolean().optional(),
  });
const toolset = <T extends string>(type: T) =>
  z.object({
    type: z.literal(type),
    allowed_callers: arrayOf(z.string()).optional(),
    cache_control: cacheControl,
    configs: dictionaryOf<object>().nullish(),
  });

export const toolSchemas = {
  bash_20241022: clientTool("bash_20241022", "bash"),
  bash_20250124: clientTool("bash_20250124", "bash"),
  text_editor_20241022: textEditor("text_editor_20241022", "str_replace_editor"),
  text_editor_20250124: textEditor("text_editor_20250124", "str_replace_editor"),
  text_editor_20250429: textEditor("text_editor_20250429", "str_replace_based_edit_tool"),
  text_editor_20250728: textEditor("text_editor_20250728", "str_replace_based_edit_tool"),
  memory_20250818: clientTool("memory_20250818", "memory"),
  computer_20241022: computer("computer_20241022"),
  computer_20250124: computer("computer_20250124"),
  computer_20251124: computer("computer_20251124").extend({ enable_zoom: z.boolean().optional() }),
  computer_toolset_20260801: toolset("computer_toolset_20260801"),
  browser_toolset_20260801: toolset("browser_toolset_20260801"),
  web_search_20250305: webSearch("web_search_20250305"),
  web_search_20260209: webSearch("web_search_20260209"),
  web_search_20260318: webSearch("web_search_20260318"),
  web_fetch_20250910: webFetch("web_fetch_20250910"),
  web_fetch_20260209: webFetch("web_fetch_20260209"),
  web_fetch_20260309: webFetch("web_fetch_20260309"),
  web_fetch_20260318: webFetch("web_fetch_20260318"),
  code_execution_20250522: named("code_execution_20250522", "code_execution"),
  code_execution_20250825: named("code_execution_20250825", "code_execution"),
  code_execution_20260120: named("code_execution_20260120", "code_execution"),
  code_execution_20260521: named("code_execution_20260521", "code_execution"),
  tool_search_tool_bm25: named("tool_search_tool_bm25", "tool_search_tool_bm25"),
  tool_search_tool_bm25_20251119: named("tool_search_tool_bm25_20251119", "tool_search_tool_bm25"),
  tool_search_tool_regex: named("tool_search_tool_regex", "tool_search_tool_regex"),
  tool_search_tool_regex_20251119: named("tool_search_tool_regex_20251119", "tool_search_tool_regex"),
  advisor_20260301: named("advisor_20260301", "advisor").extend({
    model: z.string(),
    caching: cacheControl,
    max_tokens: z.int().positive().nullish(),
    max_uses: z.int().positive().nullish(),
  }),
  mcp_toolset: z.object({
    type: z.literal("mcp_toolset"),
    mcp_server_name: z.string(),
    cache_control: cacheControl,
    configs: dictionaryOf<object>().nullish(),
    default_config: z.unknown().optional(),
    tools: arrayOf(z.unknown()).nullish(),
  }),
};

export type TypedToolName = keyof typeof toolSchemas;
/** The tool definition of one `type`. */
export type TypedTool<T extends TypedToolName = TypedToolName> = z.infer<(typeof toolSchemas)[T]>;
export type ToolParam = CustomTool | TypedTool;

export type ClientToolName = Extract<
  TypedToolName,
  `bash_${string}` | `text_editor_${string}` | `memory_${string}` | `computer_2${string}`
>;

const parallel = { disable_parallel_tool_use: z.boolean().optional() };
export const toolChoice = z.discriminatedUnion("type", [
  z.object({ type: z.literal("auto"), ...parallel }),
  z.object({ type: z.literal("any"), ...parallel }),
  z.object({ type: z.literal("tool"), name: z.string(), ...parallel }),
  z.object({ type: z.literal("none") }),
]);
export type ToolChoiceParam = z.infer<typeof toolChoice>;
