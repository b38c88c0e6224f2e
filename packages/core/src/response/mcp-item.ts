import type { McpToolResultBlock } from "../anthropic/message.js";
import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { isJsonObject, type JsonObject, stringAt } from "../json.js";
import { encodeMcpCallId } from "../server-tool-id.js";
import type { Answer } from "./answer.js";
import type { BlockSink, ItemRenderer } from "./item-renderer.js";
import { mcpErrorText } from "./mcp-error.js";
import { mcpServerName } from "./mcp-server-name.js";
import { serverToolUseId } from "./tool-use-id.js";

/** Statuses of calls that came to an end; old servers give none. */
const finished: ReadonlySet<string> = new Set(["completed", "failed", ""]);

/** An `mcp_call` item: the call and its result, whole, when it is done (mapping R14). */
export class McpCallItem implements ItemRenderer {
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
    const name = stringAt(item, "name");
    const server_name = mcpServerName(item, this.#answer.context);
    // There is no block for a call of nobody knows what.
    if (name === "" || server_name === "") return this.#answer.ledger.add("unsupported_output_item", this.#path);
    const itemId = stringAt(item, "id");
    const readable = encodeMcpCallId({ id: itemId, identity: this.#answer.context.identity });
    const id = serverToolUseId("mcptoolu", readable, itemId, this.#path, this.#answer);
    this.#sink.open({ type: "mcp_tool_use", id, name, server_name, input: {} });
    const partial_json = this.#arguments(item);
    if (partial_json !== "") this.#sink.delta({ type: "input_json_delta", partial_json });
    this.#sink.close();
    this.#sink.open({ type: "mcp_tool_result", tool_use_id: id, ...this.#result(item) });
    this.#sink.close();
  }

  close(): TranspondError | undefined {
    return undefined;
  }

  /** The call has been made, so nobody acts upon arguments that cannot be read: they are left out. */
  #arguments(item: JsonObject): string {
    const json = stringAt(item, "arguments");
    if (json === "" || isJsonObject(json)) return json;
    this.#answer.ledger.add("malformed_arguments_dropped", `${this.#path}.arguments`);
    return "";
  }

  #result(item: JsonObject): Pick<McpToolResultBlock, "is_error" | "content"> {
    const status = stringAt(item, "status");
    if (!finished.has(status)) this.#answer.ledger.add("tool_call_truncated", this.#path);
    const error = item.error ?? null;
    const text = error === null ? stringAt(item, "output") : mcpErrorText(error);
    return {
      is_error: error !== null || status === "failed" || !finished.has(status),
      content: text === "" ? [] : [{ type: "text", text, citations: null }],
    };
  }
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
