import type { TranslationContext } from "../context.js";
import { type JsonObject, stringAt } from "../json.js";

/** The name that the client gave a server, by the label that the item has. */
export function mcpServerName(item: JsonObject, { mcpServers = {} }: TranslationContext): string {
  const label = stringAt(item, "server_label");
  return Object.hasOwn(mcpServers, label) ? (mcpServers[label] ?? label) : label;
}
