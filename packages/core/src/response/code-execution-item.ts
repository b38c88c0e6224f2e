import type { CodeExecutionToolResultBlock } from "../anthropic/message.js";
import type { TranspondError } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectsAt, stringAt } from "../json.js";
import { encodeCodeExecutionId } from "../server-tool-id.js";
import type { Answer } from "./answer.js";
import type { BlockSink, ItemRenderer } from "./item-renderer.js";
import { serverToolUseId } from "./tool-use-id.js";

/** What a status says of code that ran; any other one says that it did not come to an end. */
const returnCodes = new Map([
  ["completed", 0],
  ["failed", 1],
  // Some servers give finished calls none.
  ["", 0],
]);

/** A `code_interpreter_call` item: the code and what it printed, whole, when it is done (mapping R11). */
export class CodeExecutionItem implements ItemRenderer {
  readonly closesWith = "nothing";
  readonly #sink: BlockSink;
  readonly #answer: Answer;
  readonly #path: string;

  constructor(_item: JsonObject, sink: BlockSink, answer: Answer, path: string) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
  }

  event(): void {}

  finish(item: JsonObject | undefined): void {
    this.#answer.serverToolPending = item === undefined;
    if (!item) return this.#answer.ledger.add("tool_call_truncated", this.#path);
    const itemId = stringAt(item, "id");
    const { identity } = this.#answer.context;
    const readable = encodeCodeExecutionId({ id: itemId, containerId: stringAt(item, "container_id"), identity });
    const id = serverToolUseId("srvtoolu", readable, itemId, this.#path, this.#answer);
    const caller = { type: "direct" } as const;
    this.#sink.open({ type: "server_tool_use", id, name: "code_execution", input: {}, caller });
    this.#sink.delta({ type: "input_json_delta", partial_json: JSON.stringify({ code: codeOf(item) }) });
    this.#sink.close();
    this.#sink.open({ type: "code_execution_tool_result", tool_use_id: id, content: this.#result(item) });
    this.#sink.close();
  }

  close(): TranspondError | undefined {
    return undefined;
  }

  #result(item: JsonObject): CodeExecutionToolResultBlock["content"] {
    const return_code = returnCodes.get(stringAt(item, "status"));
    if (return_code === undefined) {
      this.#answer.ledger.add("tool_call_truncated", this.#path);
      return { type: "code_execution_tool_result_error", error_code: "unavailable" };
    }
    return { type: "code_execution_result", stdout: this.#logs(item), stderr: "", return_code, content: [] };
  }

  /** All that was printed, each output on a line of its own. */
  #logs(item: JsonObject): string {
    let stdout = "";
    objectsAt(item, "outputs").forEach((output, index) => {
      const type = stringAt(output, "type");
      if (type === "logs") stdout += `${stdout === "" || stdout.endsWith("\n") ? "" : "\n"}${stringAt(output, "logs")}`;
      else {
        const code = type === "image" ? "code_output_images" : "unknown_output_part";
        this.#answer.ledger.add(code, `${this.#path}.outputs.${index}`);
      }
    });
    return stdout;
  }
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
