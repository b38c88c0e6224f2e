/**
 * Ids of server tool calls that carry what a later turn needs to hand the call back to the upstream, so that no
 * server-side store is needed. Anthropic's own ids hold no second underscore, so none is taken for one of these. Forms:
 *
 *     srvtoolu_ws_<item>
 *     srvtoolu_ci_<item>_cntr_<container>[_<upstream>]
 *     mcptoolu_mcp_<item>[_<upstream>]
 *
 * Source: mapping B9, B14.
 */
const webSearchId = /^srvtoolu_(ws_[A-Za-z0-9]{1,64})$/;
const codeExecutionId = /^srvtoolu_(ci_[A-Za-z0-9]{1,61})_(cntr_[A-Za-z0-9]{1,59})(?:_([0-9a-f]{1,64}))?$/;
const mcpCallId = /^mcptoolu_(mcp_[A-Za-z0-9]{1,60})(?:_([0-9a-f]{1,64}))?$/;

/** Where a code execution came from: the upstream's item, its container, and a hash of who the upstream is. */
export type CodeExecutionOrigin = { id: string; containerId: string; identity: string };
/** Where a call of an MCP server's tool came from. */
export type McpCallOrigin = { id: string; identity: string };

/**
 * Writes the id of the `server_tool_use` block of a search that found nothing, whose results could carry it; `null`
 * where the upstream's id has another form than OpenAI's.
 *
 * @example
 * ```ts
 * encodeWebSearchId("ws_1a"); // "srvtoolu_ws_1a"
 * ```
 */
export function encodeWebSearchId(id: string): string | null {
  const text = `srvtoolu_${id}`;
  return decodeWebSearchId(text) === null ? null : text;
}

/**
 * Reads what `encodeWebSearchId` wrote; `null` for ids of others.
 *
 * @example
 * ```ts
 * decodeWebSearchId("srvtoolu_01HdeXFEfm2TUaENsFep6QUJ"); // null: Anthropic's own
 * ```
 */
export function decodeWebSearchId(text: string): string | null {
  return webSearchId.exec(text)?.[1] ?? null;
}

/**
 * Writes the id of a `server_tool_use` block; `null` where the upstream's ids have another form than OpenAI's.
 *
 * @example
 * ```ts
 * encodeCodeExecutionId({ id: "ci_1a", containerId: "cntr_2b", identity: "9f86" }); // "srvtoolu_ci_1a_cntr_2b_9f86"
 * ```
 */
export function encodeCodeExecutionId({ id, containerId, identity }: CodeExecutionOrigin): string | null {
  const text = withIdentity(`srvtoolu_${id}_${containerId}`, identity);
  return decodeCodeExecutionId(text) === null ? null : text;
}

/**
 * Reads what `encodeCodeExecutionId` wrote; `null` for ids of others.
 *
 * @example
 * ```ts
 * decodeCodeExecutionId("srvtoolu_01HdeXFEfm2TUaENsFep6QUJ"); // null: Anthropic's own
 * ```
 */
export function decodeCodeExecutionId(text: string): CodeExecutionOrigin | null {
  const [, id, containerId, identity = ""] = codeExecutionId.exec(text) ?? [];
  return id === undefined || containerId === undefined ? null : { id, containerId, identity };
}

/**
 * Writes the id of an `mcp_tool_use` block; `null` where the upstream's id has another form than OpenAI's.
 *
 * @example
 * ```ts
 * encodeMcpCallId({ id: "mcp_1a", identity: "" }); // "mcptoolu_mcp_1a"
 * ```
 */
export function encodeMcpCallId({ id, identity }: McpCallOrigin): string | null {
  const text = withIdentity(`mcptoolu_${id}`, identity);
  return decodeMcpCallId(text) === null ? null : text;
}

/**
 * Reads what `encodeMcpCallId` wrote; `null` for ids of others.
 *
 * @example
 * ```ts
 * decodeMcpCallId("mcptoolu_014Q35RayjACSWkSj4X2yov1"); // null: Anthropic's own
 * ```
 */
export function decodeMcpCallId(text: string): McpCallOrigin | null {
  const [, id, identity = ""] = mcpCallId.exec(text) ?? [];
  return id === undefined ? null : { id, identity };
}

function withIdentity(id: string, identity: string): string {
  return identity === "" ? id : `${id}_${identity}`;
}
