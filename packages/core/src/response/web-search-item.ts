import type { WebSearchResult } from "../anthropic/message.js";
import type { TranspondError } from "../errors/transpond-error.js";
import { type JsonObject, objectAt, objectsAt, stringAt } from "../json.js";
import { callId } from "../names.js";
import { encodeWebSearchEnvelope } from "../web-search-envelope.js";
import type { Answer } from "./answer.js";
import type { BlockSink, ItemRenderer } from "./item-renderer.js";

/** A `web_search_call` item: the call and its result, whole, when it is done (mapping R9, R10, K35). */
export class WebSearchItem implements ItemRenderer {
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
    const status = item ? stringAt(item, "status") : "";
    this.#answer.serverToolPending = status !== "completed" && status !== "failed";
    if (!item || this.#answer.serverToolPending) return this.#answer.ledger.add("tool_call_truncated", this.#path);
    const action = objectAt(item, "action");
    // Early items carry no action, or one without a type; both are searches.
    if ((stringAt(action, "type") || "search") !== "search") {
      this.#answer.ledger.add("open_page_hidden", this.#path);
      return;
    }
    this.#answer.webSearches++;
    this.#show(item, action, status === "failed");
  }

  close(): TranspondError | undefined {
    return undefined;
  }

  #show(item: JsonObject, action: JsonObject, failed: boolean): void {
    const id = this.#toolUseId(stringAt(item, "id"));
    const caller = { type: "direct" } as const;
    const query = stringAt(action, "query") || stringsAt(action, "queries").join(", ");
    this.#sink.open({ type: "server_tool_use", id, name: "web_search", input: {}, caller });
    this.#sink.delta({ type: "input_json_delta", partial_json: JSON.stringify({ query }) });
    this.#sink.close();
    const content = failed
      ? ({ type: "web_search_tool_result_error", error_code: "unavailable" } as const)
      : this.#results(item, action);
    this.#sink.open({ type: "web_search_tool_result", tool_use_id: id, content, caller });
    this.#sink.close();
  }

  /** Anthropic's own ids have no hyphen; some servers' item ids do, and some are absent. */
  #toolUseId(itemId: string): string {
    const tail = itemId.replace(/^ws_/, "") || this.#path;
    return `srvtoolu_${callId(tail.replace(/[^A-Za-z0-9_]/g, "_"))}`;
  }

  #results(item: JsonObject, action: JsonObject): WebSearchResult[] {
    const titles = new Map(
      objectsAt(item, "results").map((result) => [stringAt(result, "url"), stringAt(result, "title")]),
    );
    const urls = new Set([...objectsAt(action, "sources").map((source) => stringAt(source, "url")), ...titles.keys()]);
    urls.delete("");
    if (urls.size > 0) this.#answer.ledger.add("search_result_fields", this.#path);
    const encrypted_content = encodeWebSearchEnvelope({
      id: stringAt(item, "id"),
      status: stringAt(item, "status"),
      action,
    });
    return [...urls].map((url, index) => ({
      type: "web_search_result",
      url,
      title: titles.get(url) || hostname(url),
      // The whole search fits into one result; repeating it in each would multiply the transcript.
      encrypted_content: index === 0 ? encrypted_content : "",
      page_age: null,
    }));
  }
}

function stringsAt(parent: JsonObject, key: string): string[] {
  const value = parent[key];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

function hostname(url: string): string {
  try {
    return new URL(url).hostname || url;
  } catch {
    return url;
  }
}
