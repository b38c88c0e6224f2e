import { callId } from "../names.js";

/** Anthropic's prefixes for the ids of calls that the server runs. */
type Prefix = "srvtoolu" | "mcptoolu";

/**
 * The id of a server tool's call: `readable`, which a later turn reads back, or where there is none one that only names
 * the item. `UniqueToolIds` sees to it that none stands twice.
 */
export function serverToolUseId(prefix: Prefix, readable: string | null, itemId: string, path: string): string {
  return readable ?? opaqueToolId(prefix, itemId || path);
}

/** An id that nothing is read from. */
export function opaqueToolId(prefix: Prefix, text: string): string {
  return `${prefix}_x_${callId(text.replace(/[^A-Za-z0-9_]/g, "_"))}`;
}
