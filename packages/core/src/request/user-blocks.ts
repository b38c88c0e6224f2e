import { serverToolResultSchemas, type ToolResultParam, toolResultBlock } from "../anthropic/content.js";
import { type BlockHandler, block } from "./block-table.js";
import { onlyIn, partHandlers, refused } from "./content-blocks.js";
import type { Parts } from "./parts.js";

/** A user message that is being walked: its parts, and where its tool results go. */
export type UserTarget = {
  parts: Parts;
  addResult: (value: ToolResultParam, path: string) => void;
};

/** Blocks of user messages, by type. Source: mapping A.3. */
export const userHandlers: ReadonlyMap<unknown, BlockHandler<UserTarget>> = new Map<unknown, BlockHandler<UserTarget>>([
  ...[...partHandlers].map(([type, add]): [unknown, BlockHandler<UserTarget>] => [
    type,
    (value, path, target, t) => add(value, path, target.parts, t),
  ]),
  block("tool_result", toolResultBlock, (value, path, target: UserTarget) => {
    target.addResult(value, path);
  }),
  refused("container_upload", "container uploads are not available on this upstream"),
  ...["thinking", "redacted_thinking", "tool_use", "server_tool_use", "mcp_tool_use", "compaction"].map((type) =>
    onlyIn<UserTarget>("assistant", type),
  ),
  ...Object.keys(serverToolResultSchemas).map((type) => onlyIn<UserTarget>("assistant", type)),
  ...["tool_addition", "tool_removal"].map((type) => onlyIn<UserTarget>("system", type)),
]);
