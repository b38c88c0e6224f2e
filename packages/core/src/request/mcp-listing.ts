import { type McpToolParam, mcpTool } from "../anthropic/mcp.js";
import { hashText } from "../hash.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { McpListTools } from "../openai/request.js";
import { compactJson } from "./json.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { check } from "./validate.js";

const knownKeys = knownKeysOf(mcpTool);

/** The tools of a listing, checked. @throws TranspondError 400 for an entry that is no tool */
export function readListing(tools: readonly unknown[], path: string, ledger: LossLedger): McpToolParam[] {
  return tools.map((tool, index) => {
    const toolPath = `${path}.${index}`;
    check(mcpTool, tool, toolPath);
    noteUnknownFields(tool, knownKeys, toolPath, ledger);
    return tool;
  });
}

/**
 * A listing as OpenAI keeps it in the input; as long as it stands there the server is not asked again. Anthropic's has no
 * id, so the item gets one that follows from what it says. Source: mapping B15, T15.
 */
export function listingItem(label: string, tools: readonly McpToolParam[], path: string): McpListTools {
  const listed = tools.map(({ name, description, input_schema }) => ({
    name,
    ...(description != null && { description }),
    input_schema,
  }));
  const id = `mcpl_${hashText(compactJson([label, listed], path)).slice(0, 50)}`;
  return { type: "mcp_list_tools", id, server_label: label, tools: listed };
}
