import type { ServerToolResultParam } from "../anthropic/content.js";
import { isObject, objectsAt, stringAt } from "../json.js";
import type { CodeInterpreterCall } from "../openai/request.js";
import { decodeCodeExecutionId } from "../server-tool-id.js";
import type { ServerCall } from "./server-tool-history.js";
import type { Translation } from "./translation.js";

/**
 * The item behind a code execution of our own; null where it is another's. The upstream that ran it must be the one that
 * is asked now, with the tool declared: only then can it go on in the same container. Source: mapping B9.
 */
export function replayCodeExecution(
  result: ServerToolResultParam,
  call: ServerCall | undefined,
  t: Translation,
): CodeInterpreterCall | null {
  const origin = decodeCodeExecutionId(result.tool_use_id);
  const { content } = result;
  if (call?.name !== "code_execution" || !isObject(call.input) || !isObject(content)) return null;
  if (origin?.identity !== t.identity || !t.tools.serverTools.includes("code_execution")) return null;
  // Files are named by another vendor's store.
  if (typeof call.input.code !== "string" || objectsAt(content, "content").length > 0) return null;
  const status = statusOf(content);
  if (status === null) return null;
  const logs = [stringAt(content, "stdout"), stringAt(content, "stderr")].filter((text) => text !== "");
  return {
    type: "code_interpreter_call",
    id: origin.id,
    code: call.input.code,
    container_id: origin.containerId,
    outputs: logs.length === 0 ? null : logs.map((text) => ({ type: "logs", logs: text })),
    status,
  };
}

function statusOf(content: Record<string, unknown>): CodeInterpreterCall["status"] | null {
  if (content.type === "code_execution_tool_result_error") return "incomplete";
  if (content.type !== "code_execution_result") return null;
  return content.return_code === 0 ? "completed" : "failed";
}

const executions: ReadonlySet<ServerToolResultParam["type"]> = new Set([
  "code_execution_tool_result",
  "bash_code_execution_tool_result",
  "text_editor_code_execution_tool_result",
]);

/** Whether code that ran elsewhere is told of to a model that may run code now: what it left behind is not there. */
export function leavesStateBehind(type: ServerToolResultParam["type"], t: Translation): boolean {
  return executions.has(type) && t.tools.serverTools.includes("code_execution");
}
