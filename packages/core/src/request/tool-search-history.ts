import type { ServerToolResultParam } from "../anthropic/content.js";
import { isObject, objectsAt, stringAt } from "../json.js";
import type { AdditionalTools, SearchableTool, Tool, ToolSearchCall, ToolSearchOutput } from "../openai/request.js";
import { isToolSearchName, toolSearchInput } from "../tool-search-query.js";
import { sameJson } from "./same-json.js";
import type { ServerCall } from "./server-tool-history.js";
import type { Translation } from "./translation.js";

type Reference = { name: string; path: string };

/**
 * The items of a search for tools, whoever ran it; null where the request's tools do not say what it found, so that it
 * is sent as text. They are made from the tools that the request declares. Neither has an id: the upstream takes them
 * without, and refuses ids that it does not know. Source: mapping B9, T12.
 */
export function replayToolSearch(
  result: ServerToolResultParam,
  call: ServerCall | undefined,
  path: string,
  t: Translation,
): [ToolSearchCall, ToolSearchOutput] | null {
  if (!t.tools.sent.searches) return null;
  const references = referencesOf(result, path);
  const found = references.map(({ name }) => t.tools.find(name)).filter((tool) => tool !== null);
  if (found.length === 0) return null;
  for (const { name, path: unknown } of references.filter(({ name }) => !isDeclared(name, t))) {
    if (name !== "") t.ledger.add("feature_unsupported", unknown);
  }
  const done = { execution: "server", call_id: null, status: "completed" } as const;
  return [
    { type: "tool_search_call", ...done, arguments: argumentsOf(call, references, found) },
    { type: "tool_search_output", ...done, tools: found },
  ];
}

/** Tools that wait until they are named, and that a search of another server named. */
export function toolsOfSearch(result: ServerToolResultParam, path: string, t: Translation): AdditionalTools | null {
  const revealed = t.tools.sent.searches ? [] : referencesOf(result, path).map(({ name }) => t.tools.name(name));
  const tools = revealed.filter((tool): tool is Tool => tool !== null);
  return tools.length === 0 ? null : { type: "additional_tools", role: "developer", tools };
}

function referencesOf(result: ServerToolResultParam, path: string): Reference[] {
  const { content } = result;
  if (!isObject(content) || content.type !== "tool_search_tool_search_result") return [];
  return objectsAt(content, "tool_references").map((reference, index) => ({
    name: stringAt(reference, "tool_name"),
    path: `${path}.content.tool_references.${index}`,
  }));
}

function isDeclared(name: string, { tools }: Translation): boolean {
  return tools.declared.has(name) || tools.toolsets.has(name);
}

/** The upstream searches by name; what it searched for then stands in the input as the answer wrote it. */
function argumentsOf(
  call: ServerCall | undefined,
  references: readonly Reference[],
  found: readonly SearchableTool[],
): Record<string, unknown> {
  const paths = found.map(({ name }) => name);
  if (call === undefined || !isObject(call.input)) return { paths };
  const names = references.map(({ name }) => name);
  const own = isToolSearchName(call.name) && sameJson(call.input, toolSearchInput(call.name, names));
  return own ? { paths } : call.input;
}
