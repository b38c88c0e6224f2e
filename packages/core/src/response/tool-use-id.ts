import { callId } from "../names.js";
import type { Answer } from "./answer.js";

/** Anthropic's prefixes for the ids of calls that the server runs. */
type Prefix = "srvtoolu" | "mcptoolu";

/**
 * The id of a server tool's blocks: `readable`, which a later turn reads back, or where there is none, or where the answer
 * has it already, one that only says nothing twice.
 */
export function serverToolUseId(
  prefix: Prefix,
  readable: string | null,
  itemId: string,
  path: string,
  { serverToolIds }: Answer,
): string {
  const opaque = (text: string) => `${prefix}_x_${callId(text.replace(/[^A-Za-z0-9_]/g, "_"))}`;
  const candidates = [readable ?? opaque(itemId || path), opaque(path), opaque(`${path}_${itemId}`)];
  const id = candidates.find((candidate) => !serverToolIds.has(candidate)) ?? opaque(`${path}_again`);
  serverToolIds.add(id);
  return id;
}
