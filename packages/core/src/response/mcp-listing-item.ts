import type { McpTool } from "../anthropic/message.js";
import type { TranspondError } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectsAt, stringAt } from "../json.js";
import type { Answer } from "./answer.js";
import type { BlockSink, ItemRenderer } from "./item-renderer.js";
import { mcpServerName } from "./mcp-server-name.js";

/**
 * An `mcp_list_tools` item, for clients whose beta knows such blocks: sent back, they spare the server the question
 * (mapping R15).
 */
export class McpListingItem implements ItemRenderer {
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
    const mcp_server_name = item ? mcpServerName(item, this.#answer.context) : "";
    // A server that could not be asked has no listing.
    if (!item || mcp_server_name === "" || (item.error ?? null) !== null) {
      return this.#answer.ledger.add("bookkeeping_item_dropped", this.#path);
    }
    const listed = objectsAt(item, "tools");
    if (listed.some(({ annotations }) => annotations != null)) {
      this.#answer.ledger.add("mcp_annotations_dropped", `${this.#path}.tools`);
    }
    this.#sink.open({ type: "mcp_tool_listing", mcp_server_name, tools: listed.flatMap(toolOf) });
    this.#sink.close();
  }

  close(): TranspondError | undefined {
    return undefined;
  }
}

function toolOf(tool: JsonObject): McpTool[] {
  const name = stringAt(tool, "name");
  const { description, input_schema } = tool;
  if (name === "" || !isObject(input_schema)) return [];
  return [{ name, ...(typeof description === "string" && { description }), input_schema }];
}
