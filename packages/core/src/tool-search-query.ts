/** Names of Anthropic's two tool searches: the first takes a pattern, the second words. */
export const toolSearchNames = ["tool_search_tool_regex", "tool_search_tool_bm25"] as const;
export type ToolSearchName = (typeof toolSearchNames)[number];

/** Whether a server tool is one that searches for tools. */
export function isToolSearchName(name: string): name is ToolSearchName {
  return toolSearchNames.some((known) => known === name);
}

/**
 * The `input` of a tool search that asked for tools by name, as OpenAI's does. Names of tools hold nothing that a
 * pattern would read otherwise. A later turn recognises the input by it. Source: mapping R12.
 *
 * @param search the search that the client declared
 * @param names of the tools, as the client wrote them
 * @example
 * ```ts
 * toolSearchInput("tool_search_tool_bm25", ["get_weather", "get_time"]); // { query: "get_weather, get_time" }
 * ```
 */
export function toolSearchInput(search: ToolSearchName, names: readonly string[]): Record<string, string> {
  return search === "tool_search_tool_regex" ? { pattern: names.join("|") } : { query: names.join(", ") };
}
