import { TranspondError } from "../errors/transpond-error.js";
import { childOf, isObject } from "../json.js";

/**
 * A refusal with its path as Anthropic writes it. What stands inside a content block or a tool is told with the block's
 * type, `messages.3.content.0.tool_result.content.1.tool_reference.tool_name`: the schemas put it there for their own
 * block, the blocks and tools around it are named here.
 *
 * @param error a refusal whose path is a plain path into `body`, or one that holds the types already
 */
export function withAnthropicPath(error: TranspondError, body: unknown): TranspondError {
  const path = anthropicPath(error.path, body);
  if (path === error.path) return error;
  const { status, type, details, headers, losses } = error;
  return new TranspondError({
    status,
    type,
    path,
    message: error.message.slice(error.path.length + 2),
    ...(details && { details }),
    headers,
    losses,
    cause: error.cause,
  });
}

function anthropicPath(path: string, body: unknown): string {
  const [field = "", index = "", ...rest] = path.split(".");
  const entry = childOf(childOf(body, field), index);
  if (field === "tools" && rest.length > 0) return ["tools", index, ...named(entry, rest, "custom")].join(".");
  if (field !== "messages" || rest[0] !== "content" || rest.length < 3) return path;
  const [, position = "", ...inside] = rest;
  return ["messages", index, "content", position, ...named(childOf(childOf(entry, "content"), position), inside)].join(
    ".",
  );
}

/** The rest of a path, with the type of what it leads into before it; likewise for the blocks of a tool result. */
function named(block: unknown, rest: readonly string[], untyped?: string): string[] {
  const type = childOf(block, "type") ?? untyped;
  const [next] = rest;
  if (typeof type !== "string" || next === undefined || next === "type") return [...rest];
  const inside = next === type && !isObject(childOf(block, next)) ? rest.slice(1) : rest;
  const [field = "", position = "", ...deeper] = inside;
  if (type !== "tool_result" || field !== "content" || deeper.length === 0) return [type, ...inside];
  return [type, field, position, ...named(childOf(childOf(block, field), position), deeper)];
}
