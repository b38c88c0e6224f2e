import type { CodeExecutionToolResultBlock } from "../anthropic/message.js";
import { isObject, type JsonObject, objectsAt, stringAt } from "../json.js";
import { encodeCodeExecutionId } from "../server-tool-id.js";
import { serverToolUseId } from "./tool-use-id.js";
import type { ItemPlace } from "./whole-item.js";

/** What a status says of code that ran; any other one says that it was not completed. */
const returnCodes = new Map([
  ["completed", 0],
  ["failed", 1],
  // Some servers give finished calls none.
  ["", 0],
]);

/** A `code_interpreter_call` item: the code and what it printed, whole, when it is done (mapping R11). */
export function showCodeExecution(item: JsonObject | undefined, place: ItemPlace): void {
  const { sink, answer, path, at } = place;
  const return_code = item && returnCodes.get(stringAt(item, "status"));
  if (return_code === undefined) {
    answer.leaveServerTool(at);
    answer.ledger.add("tool_call_truncated", path);
  }
  if (!item) return;
  const itemId = stringAt(item, "id");
  const { identity } = answer.context;
  const readable = encodeCodeExecutionId({ id: itemId, containerId: stringAt(item, "container_id"), identity });
  const id = serverToolUseId("srvtoolu", readable, itemId, path);
  sink.open({ type: "server_tool_use", id, name: "code_execution", input: {}, caller: { type: "direct" } });
  sink.delta({ type: "input_json_delta", partial_json: JSON.stringify({ code: codeOf(item) }) });
  sink.close();
  sink.open({ type: "code_execution_tool_result", tool_use_id: id, content: resultOf(item, return_code, place) });
  sink.close();
}

function resultOf(
  item: JsonObject,
  return_code: number | undefined,
  place: ItemPlace,
): CodeExecutionToolResultBlock["content"] {
  if (return_code === undefined) return { type: "code_execution_tool_result_error", error_code: "unavailable" };
  return { type: "code_execution_result", stdout: logsOf(item, place), stderr: "", return_code, content: [] };
}

/** Stands where an image was, so that the client's model does not wait for it. */
const imageNote = "[image, not shown]";

/** All that was printed, each output on a line of its own. */
function logsOf(item: JsonObject, { answer, path }: ItemPlace): string {
  let stdout = "";
  // Noted on the way: a look at the end of a text that was just joined costs the whole text.
  let endsLine = true;
  for (const [index, output] of objectsAt(item, "outputs").entries()) {
    const type = stringAt(output, "type");
    if (type !== "logs") {
      const code = type === "image" ? "code_output_images" : "unknown_output_part";
      answer.ledger.add(code, `${path}.outputs.${index}`);
      if (type !== "image") continue;
    }
    const logs = type === "image" ? imageNote : stringAt(output, "logs");
    stdout += `${endsLine ? "" : "\n"}${logs}`;
    endsLine = logs === "" || logs.endsWith("\n");
  }
  return stdout;
}

/** Some servers write the code as the arguments of a function. */
function codeOf(item: JsonObject): string {
  if (typeof item.code === "string") return item.code;
  try {
    const input: unknown = JSON.parse(stringAt(item, "arguments"));
    return isObject(input) ? stringAt(input, "code") : "";
  } catch {
    return "";
  }
}
