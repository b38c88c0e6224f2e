import type { ToolReference } from "../anthropic/message.js";
import type { TranspondError } from "../errors/transpond-error.js";
import { type JsonObject, objectAt, objectsAt, stringAt } from "../json.js";
import { isToolSearchName, type ToolSearchName, toolSearchInput } from "../tool-search-query.js";
import type { Answer } from "./answer.js";
import { clientTool } from "./client-tool.js";
import type { BlockSink, ItemRenderer } from "./item-renderer.js";
import type { ToolSearch } from "./tool-searches.js";
import { serverToolUseId } from "./tool-use-id.js";

/** A `tool_search_call` item: it shows nothing itself, what it asked for is shown with what was found (mapping R12). */
export class ToolSearchCallItem implements ItemRenderer {
  readonly closesWith = "nothing";
  readonly #answer: Answer;
  readonly #search: ToolSearch;

  constructor(item: JsonObject, _sink: BlockSink, answer: Answer, path: string, at: number) {
    this.#answer = answer;
    this.#search = { at, path, isDone: false, isForeign: isForeign(item, answer), arguments: {} };
    answer.toolSearches.add(this.#search);
  }

  event(): void {}

  finish(item: JsonObject | undefined): void {
    this.#search.isDone = true;
    if (item) {
      this.#search.isForeign = isForeign(item, this.#answer);
      this.#search.arguments = objectAt(item, "arguments");
    }
    // A search that the client is to run cannot come: none is declared as such (mapping R13).
    if (this.#search.isForeign) this.#answer.ledger.add("unsupported_output_item", this.#search.path);
    else this.#answer.leaveServerTool(this.#search.at);
  }

  close(): undefined {}
}

/** A `tool_search_output` item: the search and the tools that it found, whole, when both are done (mapping R12). */
export class ToolSearchOutputItem implements ItemRenderer {
  readonly #sink: BlockSink;
  readonly #answer: Answer;
  readonly #path: string;
  readonly #at: number;
  /** The final form, while the call is not done. */
  #waiting: JsonObject | undefined;

  constructor(_item: JsonObject, sink: BlockSink, answer: Answer, path: string, at: number) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
    this.#at = at;
  }

  get closesWith(): "nothing" | "end" {
    return this.#waiting === undefined ? "nothing" : "end";
  }

  event(): void {}

  finish(item: JsonObject | undefined): void {
    if (item && isForeign(item, this.#answer)) {
      return this.#answer.ledger.add("unsupported_output_item", this.#path);
    }
    const pending = item === undefined || stringAt(item, "status") !== "completed";
    this.#answer.toolSearches.addResult(this.#at);
    if (pending) {
      this.#answer.leaveServerTool(this.#at);
      return this.#answer.ledger.add("tool_call_truncated", this.#path);
    }
    if (this.#answer.toolSearches.before(this.#at)?.isDone === false) this.#waiting = item;
    else this.#show(item);
  }

  close(): TranspondError | undefined {
    if (this.#waiting) this.#show(this.#waiting);
    return undefined;
  }

  #show(item: JsonObject): void {
    const name = declaredSearch(this.#answer);
    if (name === undefined) return;
    const id = serverToolUseId("srvtoolu", null, stringAt(item, "id"), this.#path);
    const tool_references = this.#references(item);
    const asked = this.#answer.toolSearches.before(this.#at)?.arguments ?? {};
    const input = inputOf(name, asked, tool_references, this.#answer);
    this.#sink.open({ type: "server_tool_use", id, name, input: {}, caller: { type: "direct" } });
    this.#sink.delta({ type: "input_json_delta", partial_json: JSON.stringify(input) });
    this.#sink.close();
    const content = { type: "tool_search_tool_search_result" as const, tool_references };
    this.#sink.open({ type: "tool_search_tool_result", tool_use_id: id, content });
    this.#sink.close();
  }

  /** Tools by the names of the client: a toolset is found as a whole, other namespaces are not the client's. */
  #references(item: JsonObject): ToolReference[] {
    const { context, ledger } = this.#answer;
    const names = objectsAt(item, "tools").flatMap((tool, index) => {
      const name = stringAt(tool, "name");
      if (tool.type === "namespace" && clientTool("", name, context).toolset === undefined) {
        return objectsAt(tool, "tools").map((inner) => stringAt(inner, "name"));
      }
      if (name === "") ledger.add("unknown_output_part", `${this.#path}.tools.${index}`);
      return [name];
    });
    const known = new Set(names.map((name) => clientTool(name, "", context).name));
    known.delete("");
    return [...known].map((tool_name) => ({ type: "tool_reference", tool_name }));
  }
}

function isForeign(item: JsonObject, answer: Answer): boolean {
  return stringAt(item, "execution") === "client" || declaredSearch(answer) === undefined;
}

function declaredSearch({ context }: Answer): ToolSearchName | undefined {
  return context.serverTools.find(isToolSearchName);
}

/** What was asked for: in words as some servers do, by name as OpenAI does; else what was found. */
function inputOf(
  search: ToolSearchName,
  asked: JsonObject,
  found: readonly ToolReference[],
  { context }: Answer,
): Record<string, string> {
  const words = ["query", "pattern", "goal"].map((key) => stringAt(asked, key)).find((text) => text !== "");
  if (words !== undefined) return toolSearchInput(search, [words]);
  const list = [asked.paths, asked.queries].find(Array.isArray) ?? [];
  const names = list.filter((name: unknown) => typeof name === "string");
  if (names.length > 0) {
    const own = names.map((name) => clientTool(name, "", context).name);
    return toolSearchInput(search, own);
  }
  if (Object.keys(asked).length > 0) return toolSearchInput(search, [JSON.stringify(asked)]);
  const own = found.map(({ tool_name }) => tool_name);
  return toolSearchInput(search, own);
}
