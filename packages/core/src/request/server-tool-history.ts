import { type ServerToolResultParam, serverToolResultSchemas } from "../anthropic/content.js";
import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../json.js";
import type { CodeInterpreterCall, McpCall, WebSearchCall } from "../openai/request.js";
import { decodeWebSearchId } from "../server-tool-id.js";
import { decodeWebSearchEnvelope } from "../web-search-envelope.js";
import { replayCodeExecution } from "./code-execution-history.js";
import { errorMarker } from "./error-marker.js";
import { compactJson } from "./json.js";
import { replayMcpCall } from "./mcp-history.js";
import type { Translation } from "./translation.js";

/** A call of a server tool in the history, which waits for its result. */
export type ServerCall = {
  name: string;
  input: unknown;
  path: string;
  /** Whose tool it is, where an MCP server has it. */
  tool?: { server: string; name: string };
};

/** The item behind a result of our own, or null where another server wrote it. Source: mapping B9, B14. */
export function replayServerTool(
  result: ServerToolResultParam,
  call: ServerCall | undefined,
  t: Translation,
): WebSearchCall | CodeInterpreterCall | McpCall | null {
  switch (result.type) {
    case "web_search_tool_result":
      return replayWebSearch(result, call);
    case "code_execution_tool_result":
      return replayCodeExecution(result, call, t);
    case "mcp_tool_result":
      return replayMcpCall(result, call, t);
    default:
      return null;
  }
}

/** A search is carried by its first result; one that found nothing or failed, by the id of its call. */
function replayWebSearch(
  { content, tool_use_id }: ServerToolResultParam,
  call: ServerCall | undefined,
): WebSearchCall | null {
  const [first]: unknown[] = Array.isArray(content) ? content : [];
  if (isObject(first)) {
    const envelope = decodeWebSearchEnvelope(stringAt(first, "encrypted_content"));
    return envelope && { type: "web_search_call", ...envelope };
  }
  const id = decodeWebSearchId(tool_use_id);
  if (id === null || call?.name !== "web_search" || !isObject(call.input)) return null;
  const action = { type: "search", query: stringAt(call.input, "query") } as const;
  return { type: "web_search_call", id, status: Array.isArray(content) ? "completed" : "failed", action };
}

/** Another server's call and result as one text, without what only that server can read. Source: mapping B9x. */
export function renderServerCall(
  call: ServerCall | undefined,
  result: ServerToolResultParam | null,
  path: string,
): string {
  const heading = call ? `[${call.name}${renderInput(call, path)}]` : "[server tool]";
  if (result === null) return heading;
  // As with the client's own tools (K10): nothing else would tell the model that the call failed.
  const failed = "is_error" in result && result.is_error === true ? [errorMarker.trimEnd()] : [];
  return [heading, ...failed, ...renderers[result.type](result.content, path)].filter((line) => line !== "").join("\n");
}

function renderInput({ input }: ServerCall, path: string): string {
  if (input === undefined) return "";
  const query = isObject(input) && Object.keys(input).length === 1 ? stringAt(input, "query") : "";
  return `: ${query === "" ? compactJson(input, path) : query}`;
}

type Renderer = (content: unknown, path: string) => string[];

const renderers: Record<ServerToolResultParam["type"], Renderer> = {
  web_search_tool_result: (content) =>
    Array.isArray(content)
      ? content.filter(isObject).map((result) => `- ${stringAt(result, "title")}: ${stringAt(result, "url")}`)
      : errorOf(content),
  web_fetch_tool_result: (content) => {
    if (!isObject(content) || content.type !== "web_fetch_result") return errorOf(content);
    const document = objectAt(content, "content");
    const source = objectAt(document, "source");
    return [
      stringAt(content, "url"),
      stringAt(document, "title"),
      source.type === "text" ? stringAt(source, "data") : "",
    ];
  },
  code_execution_tool_result: renderExecution,
  bash_code_execution_tool_result: renderExecution,
  text_editor_code_execution_tool_result: readable,
  tool_search_tool_result: (content) =>
    isObject(content) && content.type === "tool_search_tool_search_result"
      ? objectsAt(content, "tool_references").map((reference) => `- ${stringAt(reference, "tool_name")}`)
      : errorOf(content),
  advisor_tool_result: (content) =>
    isObject(content) && content.type === "advisor_result" ? [stringAt(content, "text")] : errorOf(content),
  mcp_tool_result: (content) =>
    typeof content === "string"
      ? [content]
      : Array.isArray(content)
        ? content.filter(isObject).map((part) => stringAt(part, "text"))
        : [],
};

function renderExecution(content: unknown): string[] {
  if (!isObject(content) || content.error_code !== undefined) return errorOf(content);
  const code = content.return_code;
  return [
    stringAt(content, "stdout"),
    stringAt(content, "stderr"),
    typeof code === "number" && code !== 0 ? `Return code: ${code}` : "",
  ];
}

function errorOf(content: unknown): string[] {
  const code = isObject(content) ? stringAt(content, "error_code") : "";
  return code === "" ? [] : [`Error: ${code}`];
}

function readable(content: unknown, path: string): string[] {
  if (!isObject(content)) return [];
  const { type: _type, ...rest }: JsonObject = content;
  return [typeof rest.content === "string" ? rest.content : compactJson(rest, path)];
}

/** Ids of the server calls that have their result in the same message. */
export function answeredServerCalls(content: readonly unknown[]): Set<string> {
  const ids = new Set<string>();
  for (const value of content) {
    if (isObject(value) && typeof value.type === "string" && Object.hasOwn(serverToolResultSchemas, value.type)) {
      ids.add(stringAt(value, "tool_use_id"));
    }
  }
  return ids;
}
