/**
 * What the official SDK's types know and the older schema does not; there the type wins. Source: `@anthropic-ai/sdk`
 * `Container`, `BetaMCPToolUseBlock`, `BetaMCPToolResultBlock`, `BetaMCPToolListingBlock`.
 */

const closed = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const string = { type: "string" };
const mcpId = { type: "string", pattern: "^mcptoolu_[a-zA-Z0-9_]+$" };
const text = closed({ type: { const: "text" }, text: string, citations: { type: "null" } });
const tool = closed({ name: string, description: string, input_schema: { type: "object" } }, ["description"]);

export const newerDefinitions = {
  Container: closed({ id: string, expires_at: { type: "string", format: "date-time" }, skills: { type: "null" } }),
};

export const newerBlocks = [
  closed({ type: { const: "mcp_tool_use" }, id: mcpId, name: string, server_name: string, input: { type: "object" } }),
  closed({
    type: { const: "mcp_tool_result" },
    tool_use_id: mcpId,
    is_error: { type: "boolean" },
    content: { type: "array", items: text },
  }),
  closed({
    type: { const: "mcp_tool_listing" },
    mcp_server_name: string,
    tools: { type: "array", items: tool },
  }),
];
