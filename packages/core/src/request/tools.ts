import type * as z from "zod";
import {
  type ClientToolName,
  customTool,
  type TypedTool,
  type TypedToolName,
  toolSchemas,
} from "../anthropic/tools.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import { clientTools } from "./client-tools.js";
import { declareCodeExecution } from "./code-execution-tool.js";
import { declareFunction } from "./function-tool.js";
import { declareMcpToolset } from "./mcp-toolset.js";
import { declareToolSearch } from "./tool-search-tool.js";
import type { ToolSetting } from "./tool-setting.js";
import { declareToolset } from "./toolset.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { at, check, unknownTagMessage } from "./validate.js";
import { declareWebSearch } from "./web-search-tool.js";

type Handler = (tool: unknown, path: string, setting: ToolSetting) => void;

/** A schema and what is done with what fits it, tied together so that the types follow. */
function row<S extends z.ZodType>(
  schema: S,
  tag: string,
  declare: (tool: z.output<S>, path: string, setting: ToolSetting) => void,
): Handler {
  const known = knownKeysOf(schema);
  return (tool, path, setting) => {
    check(schema, tool, path, tag);
    noteUnknownFields(tool, known, path, setting.ledger);
    declare(tool, path, setting);
  };
}

const custom = row(customTool, "custom", (tool, path, setting) => {
  const { type } = tool.input_schema;
  if (type !== "object") {
    const message = type === undefined ? "Field required" : "Input should be 'object'";
    throw invalidRequest(`${path}.custom.input_schema.type`, message);
  }
  declareFunction({ ...tool, parameters: tool.input_schema }, path, setting);
});

/** K22: a function with Anthropic's own argument names. */
const client = <T extends ClientToolName>(type: T, schema: z.ZodType<TypedTool<T>>): Handler =>
  row(schema, type, (tool, path, setting) => {
    setting.ledger.add("client_tool_as_function", path);
    if (type === "memory_20250818") setting.ledger.add("memory_prompt", path);
    const hints: TypedTool<ClientToolName> = tool;
    declareFunction({ ...hints, ...clientTools[type](tool) }, path, setting);
  });

/** K21: the upstream has nothing like it. */
const unsupported = (type: TypedToolName): Handler =>
  row(toolSchemas[type], type, (tool, path, setting) => {
    setting.ledger.add("tool_unsupported", path);
    setting.cache.drop(tool.cache_control, at(path, "cache_control"));
    if ("name" in tool) setting.box.declare(tool.name, { kind: "unsupported" });
  });

const handlers: Record<TypedToolName, Handler> = {
  bash_20241022: client("bash_20241022", toolSchemas.bash_20241022),
  bash_20250124: client("bash_20250124", toolSchemas.bash_20250124),
  text_editor_20241022: client("text_editor_20241022", toolSchemas.text_editor_20241022),
  text_editor_20250124: client("text_editor_20250124", toolSchemas.text_editor_20250124),
  text_editor_20250429: client("text_editor_20250429", toolSchemas.text_editor_20250429),
  text_editor_20250728: client("text_editor_20250728", toolSchemas.text_editor_20250728),
  memory_20250818: client("memory_20250818", toolSchemas.memory_20250818),
  computer_20241022: client("computer_20241022", toolSchemas.computer_20241022),
  computer_20250124: client("computer_20250124", toolSchemas.computer_20250124),
  computer_20251124: client("computer_20251124", toolSchemas.computer_20251124),
  computer_toolset_20260801: row(toolSchemas.computer_toolset_20260801, "computer_toolset_20260801", declareToolset),
  browser_toolset_20260801: row(toolSchemas.browser_toolset_20260801, "browser_toolset_20260801", declareToolset),
  web_search_20250305: row(toolSchemas.web_search_20250305, "web_search_20250305", declareWebSearch),
  web_search_20260209: row(toolSchemas.web_search_20260209, "web_search_20260209", declareWebSearch),
  web_search_20260318: row(toolSchemas.web_search_20260318, "web_search_20260318", declareWebSearch),
  web_fetch_20250910: unsupported("web_fetch_20250910"),
  web_fetch_20260209: unsupported("web_fetch_20260209"),
  web_fetch_20260309: unsupported("web_fetch_20260309"),
  web_fetch_20260318: unsupported("web_fetch_20260318"),
  code_execution_20250522: row(toolSchemas.code_execution_20250522, "code_execution_20250522", declareCodeExecution),
  code_execution_20250825: row(toolSchemas.code_execution_20250825, "code_execution_20250825", declareCodeExecution),
  code_execution_20260120: row(toolSchemas.code_execution_20260120, "code_execution_20260120", declareCodeExecution),
  code_execution_20260521: row(toolSchemas.code_execution_20260521, "code_execution_20260521", declareCodeExecution),
  tool_search_tool_bm25: row(toolSchemas.tool_search_tool_bm25, "tool_search_tool_bm25", declareToolSearch),
  tool_search_tool_bm25_20251119: row(
    toolSchemas.tool_search_tool_bm25_20251119,
    "tool_search_tool_bm25_20251119",
    declareToolSearch,
  ),
  tool_search_tool_regex: row(toolSchemas.tool_search_tool_regex, "tool_search_tool_regex", declareToolSearch),
  tool_search_tool_regex_20251119: row(
    toolSchemas.tool_search_tool_regex_20251119,
    "tool_search_tool_regex_20251119",
    declareToolSearch,
  ),
  advisor_20260301: unsupported("advisor_20260301"),
  mcp_toolset: row(toolSchemas.mcp_toolset, "mcp_toolset", declareMcpToolset),
};
const byType = new Map<unknown, Handler>(Object.entries(handlers));

/**
 * Translates one tool definition into the box of tools. Source: mapping A.4.
 *
 * @throws TranspondError 400 for what Anthropic refuses and for unknown tool types (T14)
 */
export function declareTool(tool: unknown, path: string, setting: ToolSetting): void {
  if (!isObject(tool)) throw invalidRequest(path, "Input should be a valid dictionary");
  const { type } = tool;
  const handler = type === undefined || type === null || type === "custom" ? custom : byType.get(type);
  if (handler === undefined) {
    throw invalidRequest(path, unknownTagMessage(type, ["custom", ...Object.keys(handlers)]));
  }
  handler(tool, path, setting);
}
