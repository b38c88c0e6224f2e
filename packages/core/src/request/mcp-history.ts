import { type ServerToolResultParam, textBlock } from "../anthropic/content.js";
import { isObject } from "../json.js";
import type { McpCall } from "../openai/request.js";
import { decodeMcpCallId } from "../server-tool-id.js";
import { compactJson } from "./json.js";
import type { ServerCall } from "./server-tool-history.js";
import type { Translation } from "./translation.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { at, check } from "./validate.js";

/**
 * The item behind a call of an MCP server's tool; null where another vendor's connector made it, another upstream, or
 * where the request does not declare the server: the upstream would not know its label. Source: mapping B14.
 */
export function replayMcpCall(
  result: ServerToolResultParam,
  call: ServerCall | undefined,
  t: Translation,
): McpCall | null {
  const origin = decodeMcpCallId(result.tool_use_id);
  const label = call?.tool && t.tools.mcpLabels.get(call.tool.server);
  const output = textOf(result.content);
  if (origin?.identity !== t.identity || !call?.tool || label === undefined || output === null) return null;
  const failed = result.is_error === true;
  return {
    type: "mcp_call",
    id: origin.id,
    server_label: label,
    name: call.tool.name,
    arguments: compactJson(call.input ?? {}, call.path),
    output: failed ? null : output,
    error: failed ? { type: "mcp_tool_execution_error", content: [{ type: "text", text: output }] } : null,
    status: failed ? "failed" : "completed",
  };
}

/** The text of a result; null where it holds something else. */
function textOf(content: unknown): string | null {
  if (content === undefined || typeof content === "string") return content ?? "";
  if (!Array.isArray(content)) return null;
  const texts = content.map((part: unknown) => (isObject(part) && part.type === "text" ? part.text : undefined));
  return texts.every((text) => typeof text === "string") ? texts.join("") : null;
}

const knownKeys = knownKeysOf(textBlock);

/** What the texts of a result carry beside their text has no place in the item. */
export function noteResultParts(content: unknown, path: string, t: Translation): void {
  if (!Array.isArray(content)) return;
  content.forEach((part: unknown, index) => {
    const partPath = `${path}.content.${index}`;
    check(textBlock, part, partPath);
    noteUnknownFields(part, knownKeys, partPath, t.ledger);
    if (part.citations?.length) t.ledger.add("citations_dropped", at(partPath, "citations"));
    t.cache.move(part.cache_control, at(partPath, "cache_control"));
  });
}
