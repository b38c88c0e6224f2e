import type { McpTool } from "../anthropic/message.js";
import { isObject, type JsonObject, stringAt } from "../json.js";
import { mcpServerName } from "./mcp-server-name.js";
import type { ItemPlace } from "./whole-item.js";

/**
 * An `mcp_list_tools` item, for clients whose beta knows such blocks: sent back, they spare the server the question
 * (mapping R15).
 */
export function showMcpListing(item: JsonObject | undefined, place: ItemPlace): void {
  const { sink, answer, path } = place;
  if (item && hasFailed(item)) return tellOfFailedListing(item, place);
  const mcp_server_name = item ? mcpServerName(item, answer.context) : "";
  if (!item || mcp_server_name === "") return answer.ledger.add("bookkeeping_item_dropped", path);
  sink.open({ type: "mcp_tool_listing", mcp_server_name, tools: toolsOf(item, place) });
  sink.close();
}

/** A server that could not be asked: the model went without its tools (mapping C.3). */
export function tellOfFailedListing(item: JsonObject, { answer, path }: Pick<ItemPlace, "answer" | "path">): void {
  if (hasFailed(item)) answer.ledger.add("mcp_listing_failed", path);
}

const hasFailed = (item: JsonObject) => (item.error ?? null) !== null;

/** The tools that can be told of; others are a loss each, and so are the annotations of all together. */
function toolsOf(item: JsonObject, { answer, path }: ItemPlace): McpTool[] {
  const listed: unknown[] = Array.isArray(item.tools) ? item.tools : [];
  return listed.flatMap((entry, index) => {
    const tool = isObject(entry) ? entry : {};
    if (tool.annotations != null) answer.ledger.add("mcp_annotations_dropped", `${path}.tools`);
    const name = stringAt(tool, "name");
    const { description, input_schema } = tool;
    if (name === "" || !isObject(input_schema)) {
      answer.ledger.add("unknown_output_part", `${path}.tools.${index}`);
      return [];
    }
    return [{ name, ...(typeof description === "string" && { description }), input_schema }];
  });
}
