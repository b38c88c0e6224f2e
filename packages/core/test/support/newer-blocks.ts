/**
 * What the official SDK's types know and the older schema does not; there the type wins. Source: `@anthropic-ai/sdk`
 * `Container`, `BetaMCPToolUseBlock`, `BetaMCPToolResultBlock`, `BetaMCPToolListingBlock`, `BetaCompactionBlock`,
 * `BetaCompactionContentBlockDelta`, `BetaThinkingDroppedInputTransformation`, `BetaFallbackCreditUsage`.
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

const textOrNull = { type: ["string", "null"] };
const compacted = { content: textOrNull, encrypted_content: textOrNull };
newerBlocks.push(closed({ type: { const: "compaction" }, ...compacted }));

export const newerDeltas = [closed({ type: { const: "compaction_delta" }, ...compacted })];

const transformation = closed({ type: { const: "thinking_dropped" }, path: string, reason: string });

/** Fields of known definitions. */
export const newerFields: Record<string, Record<string, object>> = {
  Message: { input_transformations: { type: "array", items: transformation } },
  MessageDeltaEvent: { input_transformations: { type: "array", items: transformation } },
  Usage: { fallback_credit: { type: ["object", "null"] } },
};
