import type { WebSearchToolResultBlock } from "../anthropic/message.js";
import { type JsonObject, objectAt, objectsAt, stringAt } from "../json.js";
import { callId } from "../names.js";
import { encodeWebSearchId } from "../server-tool-id.js";
import { encodeWebSearchEnvelope } from "../web-search-envelope.js";
import { hasEnded } from "./has-ended.js";
import { serverToolUseId } from "./tool-use-id.js";
import type { ItemPlace } from "./whole-item.js";

/** A `web_search_call` item: the call and its result, whole, when it is done (mapping R9, R10, K35). */
export function showWebSearch(item: JsonObject | undefined, place: ItemPlace): void {
  const { sink, answer, path, at } = place;
  const ended = item !== undefined && hasEnded(item);
  if (!ended) answer.leaveServerTool(at);
  // Azure leaves calls at `searching` whose results the answer rests upon.
  if (!item || !(ended || stringAt(item, "status") === "searching")) {
    return answer.ledger.add("tool_call_truncated", path);
  }
  const action = objectAt(item, "action");
  // Early items carry no action, or one without a type; both are searches.
  if ((stringAt(action, "type") || "search") !== "search") return answer.ledger.add("open_page_hidden", path);
  const itemId = stringAt(item, "id");
  const caller = { type: "direct" } as const;
  const query = stringsAt(action, "queries").join(", ") || stringAt(action, "query");
  const content = contentOf(item, action, place);
  const carried = Array.isArray(content) && content.length > 0;
  const readable = (carried ? null : encodeWebSearchId(itemId)) ?? readableId(itemId);
  const id = serverToolUseId("srvtoolu", readable, itemId, path);
  sink.open({ type: "server_tool_use", id, name: "web_search", input: {}, caller });
  sink.delta({ type: "input_json_delta", partial_json: JSON.stringify({ query }) });
  sink.close();
  sink.open({ type: "web_search_tool_result", tool_use_id: id, content, caller });
  sink.close();
}

/** Some servers' item ids have hyphens, as Anthropic's own ids never do, and some are absent. */
function readableId(itemId: string): string | null {
  const tail = itemId.replace(/^ws_/, "");
  return /^[A-Za-z0-9_]+$/.test(tail) ? `srvtoolu_${callId(tail)}` : null;
}

function contentOf(
  item: JsonObject,
  action: JsonObject,
  { answer, path }: ItemPlace,
): WebSearchToolResultBlock["content"] {
  if (stringAt(item, "status") === "failed") return { type: "web_search_tool_result_error", error_code: "unavailable" };
  const titles = new Map(
    objectsAt(item, "results").map((result) => [stringAt(result, "url"), stringAt(result, "title")]),
  );
  const urls = new Set([...objectsAt(action, "sources").map((source) => stringAt(source, "url")), ...titles.keys()]);
  urls.delete("");
  // A source without an address, such as an API, leaves nothing at all.
  const found = [action.sources, item.results].some((list) => Array.isArray(list) && list.length > 0);
  if (found) answer.ledger.add("search_result_fields", path);
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
