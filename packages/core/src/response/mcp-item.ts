import type { McpToolResultBlock } from "../anthropic/message.js";
import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { isJsonObject, type JsonObject, stringAt } from "../json.js";
import { encodeMcpCallId } from "../server-tool-id.js";
import { hasEnded } from "./has-ended.js";
import type { ItemRenderer } from "./item-renderer.js";
import { mcpErrorText } from "./mcp-error.js";
import { mcpServerName } from "./mcp-server-name.js";
import { serverToolUseId } from "./tool-use-id.js";
import type { ItemPlace } from "./whole-item.js";

/** An `mcp_call` item: the call and its result, whole, when it is done (mapping R14). */
export function showMcpCall(item: JsonObject | undefined, place: ItemPlace): void {
  const { sink, answer, path, at } = place;
  const ended = item !== undefined && hasEnded(item);
  if (!ended) {
    answer.leaveServerTool(at);
    answer.ledger.add("tool_call_truncated", path);
  }
  if (!item) return;
  const name = stringAt(item, "name");
  const server_name = mcpServerName(item, answer.context);
  // There is no block for a call of nobody knows what.
  if (name === "" || server_name === "") return answer.ledger.add("unsupported_output_item", path);
  const itemId = stringAt(item, "id");
  const readable = encodeMcpCallId({ id: itemId, identity: answer.context.identity });
  const id = serverToolUseId("mcptoolu", readable, itemId, path);
  sink.open({ type: "mcp_tool_use", id, name, server_name, input: {} });
  const partial_json = argumentsOf(item, place);
  if (partial_json !== "") sink.delta({ type: "input_json_delta", partial_json });
  sink.close();
  sink.open({ type: "mcp_tool_result", tool_use_id: id, ...resultOf(item, ended) });
  sink.close();
}

/** The call has been made, so nobody acts upon arguments that cannot be read: they are left out. */
function argumentsOf(item: JsonObject, { answer, path }: ItemPlace): string {
  const json = stringAt(item, "arguments");
  if (json === "" || isJsonObject(json)) return json;
  answer.ledger.add("malformed_arguments_dropped", `${path}.arguments`);
  return "";
}

function resultOf(item: JsonObject, ended: boolean): Pick<McpToolResultBlock, "is_error" | "content"> {
  const error = item.error ?? null;
  const text = error === null ? stringAt(item, "output") : mcpErrorText(error);
  return {
    is_error: error !== null || stringAt(item, "status") === "failed" || !ended,
    content: text === "" ? [] : [{ type: "text", text, citations: null }],
  };
}

/** An `mcp_approval_request` item: every request says that nobody is to be asked (mapping R16). */
export class McpApprovalItem implements ItemRenderer {
  readonly closesWith = "nothing";

  event(): void {}

  finish(): void {}

  close(): TranspondError {
    return upstreamFault("The upstream asks for the approval of a tool call, which nobody can give.");
  }
}
