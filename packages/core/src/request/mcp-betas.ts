/**
 * Whether the client takes the listings of MCP servers' tools as blocks of the answer: since `mcp-client-2026-09-15`. The
 * dates of betas compare as text.
 */
export function listsMcpTools(betas: ReadonlySet<string>): boolean {
  return [...betas].some((beta) => beta.startsWith("mcp-client-") && beta >= "mcp-client-2026-09-15");
}

/** Whether every MCP server needs a toolset: in the first beta, `mcp-client-2025-04-04`, servers stood alone. */
export function needsMcpToolsets(betas: ReadonlySet<string>): boolean {
  return [...betas].some((beta) => beta.startsWith("mcp-client-") && beta >= "mcp-client-2025-11-20");
}
