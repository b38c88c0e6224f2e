import type { TranslationContext } from "../context.js";

/** Where the context does not say which namespaces are toolsets, none but these were sent. */
const everyToolset = ["computer", "browser"];

/**
 * How the client calls a tool of the upstream: by its own name, and by the toolset of which it is a member. What the
 * upstream's tool search found comes in a namespace of its own name, which is no toolset. Source: mapping R6, T6.
 */
export function clientTool(
  name: string,
  namespace: string,
  context: TranslationContext,
): { name: string; toolset?: string } {
  const { toolNames, toolsetMembers = {}, toolsets = everyToolset } = context;
  if (toolsets.includes(namespace)) return { name, toolset: namespace };
  const member = Object.hasOwn(toolsetMembers, name) ? toolsetMembers[name] : undefined;
  if (member !== undefined) return { name: member.name, toolset: member.toolset };
  return { name: Object.hasOwn(toolNames, name) ? (toolNames[name] ?? name) : name };
}
