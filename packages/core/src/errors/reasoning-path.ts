import type { TranslationContext } from "../context.js";
import type { Failure } from "./failure.js";
import { translateParam } from "./translate-param.js";

/**
 * Where the thinking block stands that the upstream does not accept, as exactly as it says: by parameter, or by the id
 * of the item. Claude Code acts on the sentence behind the path and looks for `messages.` before it (mapping D.2 row 2).
 */
export function reasoningPath({ param, message }: Failure, context: TranslationContext | undefined): string {
  const path = translateParam(param, context);
  if (path.startsWith("messages.")) return path;
  const id = /\brs_\w+/.exec(message)?.[0] ?? "";
  const paths = context?.reasoningPaths ?? {};
  return (Object.hasOwn(paths, id) && paths[id]) || "messages";
}
