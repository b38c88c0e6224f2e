import { decodeBase64Url, encodeBase64Url } from "./base64-url.js";
import { isObject, type JsonObject, objectsAt, stringAt } from "./json.js";
import type { WebSearchCall } from "./openai/request.js";

/** What identifies a web search of the upstream, so that a later turn can hand it back. Source: mapping B9, K35. */
export type WebSearchEnvelope = Pick<WebSearchCall, "id" | "status" | "action">;

const prefix = "trws1.";
/** Longest envelope that is written or read, in UTF-16 units. A search with its sources takes about 4,000. */
const maxLength = 65_536;

/**
 * Writes a `web_search_call` item for `web_search_result.encrypted_content`. Sources are left out where they would make
 * it longer than 64 Ki units; what is too long even then gives an empty string, and is sent as text later.
 *
 * @example
 * ```ts
 * encodeWebSearchEnvelope({ id: "ws_1", status: "completed", action: { type: "search", query: "tides" } }); // "trws1.eyJ…"
 * ```
 */
export function encodeWebSearchEnvelope(item: { id: string; status: string; action: JsonObject }): string {
  const { id, status, action } = item;
  const whole = prefix + encodeBase64Url(JSON.stringify({ id, status, action }));
  if (whole.length <= maxLength) return whole;
  const short = prefix + encodeBase64Url(JSON.stringify({ id, status, action: { ...action, sources: undefined } }));
  return short.length <= maxLength ? short : "";
}

/**
 * Reads what `encodeWebSearchEnvelope` wrote; `null` when it is another's, damaged, too long or not a search.
 *
 * @example
 * ```ts
 * decodeWebSearchEnvelope("EqgfCioIARgBIiQ3YTAw…"); // null: Anthropic's own
 * ```
 */
export function decodeWebSearchEnvelope(text: string): WebSearchEnvelope | null {
  if (!text.startsWith(prefix) || text.length > maxLength) return null;
  const json = decodeBase64Url(text.slice(prefix.length));
  if (json === null) return null;
  try {
    return readItem(JSON.parse(json));
  } catch {
    return null;
  }
}

function readItem(item: unknown): WebSearchEnvelope | null {
  if (!isObject(item) || !isObject(item.action)) return null;
  const id = stringAt(item, "id");
  if (id === "" || item.action.type !== "search") return null;
  const { queries } = item.action;
  const texts = Array.isArray(queries) ? queries.filter((query) => typeof query === "string") : [];
  const sources = objectsAt(item.action, "sources").flatMap((source) => {
    const url = stringAt(source, "url");
    return url === "" ? [] : [{ type: "url" as const, url }];
  });
  return {
    id,
    status: item.status === "failed" ? "failed" : "completed",
    action: {
      type: "search",
      query: stringAt(item.action, "query") || texts.join(", "),
      ...(texts.length > 0 && { queries: texts }),
      ...(sources.length > 0 && { sources }),
    },
  };
}
