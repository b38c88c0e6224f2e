import type { WebSearchResult } from "../anthropic/message.js";
import { type JsonObject, objectAt, objectsAt, stringAt } from "../json.js";
import { callId } from "../names.js";
import { encodeWebSearchEnvelope } from "../web-search-envelope.js";
import { serverToolUseId } from "./tool-use-id.js";
import type { ItemPlace } from "./whole-item.js";

/** Statuses of searches that came to an end; some servers give none. */
const finished: ReadonlySet<string> = new Set(["completed", "failed", ""]);

/** A `web_search_call` item: the call and its result, whole, when it is done (mapping R9, R10, K35). */
export function showWebSearch(item: JsonObject | undefined, place: ItemPlace): void {
  const { sink, answer, path } = place;
  const status = item ? stringAt(item, "status") : "in_progress";
  if (!finished.has(status)) answer.leaveServerTool(path);
  // Azure leaves calls at `searching` whose results the answer rests upon.
  if (!item || !(finished.has(status) || status === "searching")) {
    return answer.ledger.add("tool_call_truncated", path);
  }
  const action = objectAt(item, "action");
  // Early items carry no action, or one without a type; both are searches.
  if ((stringAt(action, "type") || "search") !== "search") return answer.ledger.add("open_page_hidden", path);
  answer.webSearches++;
  const itemId = stringAt(item, "id");
  const id = serverToolUseId("srvtoolu", readableId(itemId), itemId, path);
  const caller = { type: "direct" } as const;
  const query = stringAt(action, "query") || stringsAt(action, "queries").join(", ");
  sink.open({ type: "server_tool_use", id, name: "web_search", input: {}, caller });
  sink.delta({ type: "input_json_delta", partial_json: JSON.stringify({ query }) });
  sink.close();
  const content =
    status === "failed"
      ? ({ type: "web_search_tool_result_error", error_code: "unavailable" } as const)
      : resultsOf(item, action, place);
  sink.open({ type: "web_search_tool_result", tool_use_id: id, content, caller });
  sink.close();
}

/** Anthropic's own ids have no hyphen; some servers' item ids do, and some are absent. */
function readableId(itemId: string): string | null {
  const tail = itemId.replace(/^ws_/, "");
  return tail === "" ? null : `srvtoolu_${callId(tail.replace(/[^A-Za-z0-9_]/g, "_"))}`;
}

function resultsOf(item: JsonObject, action: JsonObject, { answer, path }: ItemPlace): WebSearchResult[] {
  const titles = new Map(
    objectsAt(item, "results").map((result) => [stringAt(result, "url"), stringAt(result, "title")]),
  );
  const urls = new Set([...objectsAt(action, "sources").map((source) => stringAt(source, "url")), ...titles.keys()]);
  urls.delete("");
  if (urls.size > 0) answer.ledger.add("search_result_fields", path);
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
