import fc from "fast-check";
import { isObject } from "../../../src/json.js";

/** Where cache markers stand in a request: at shares of all places there are, and at the very end as Claude Code does. */
export type Markers = { at: { place: number; ttl: "5m" | "1h" | undefined }[]; atEnd: boolean };

export const markers: fc.Arbitrary<Markers> = fc.record({
  at: fc.array(fc.record({ place: fc.nat({ max: 999 }), ttl: fc.constantFrom(undefined, "5m", "1h") }), {
    maxLength: 3,
  }),
  atEnd: fc.boolean(),
});

/** Blocks that never carry a marker. */
const bare = new Set<unknown>(["thinking", "redacted_thinking", "mcp_tool_listing", "fallback"]);

/**
 * A copy of a request with markers, at most four with its own `cache_control`, those with the longer life first, as
 * Anthropic wants them. A text that stands as a string becomes a block to carry one.
 */
export function withMarkers(request: Record<string, unknown>, { at, atEnd }: Markers): Record<string, unknown> {
  const copy = structuredClone(request);
  const places = placesOf(copy);
  const room = copy.cache_control == null ? 4 : 3;
  const chosen = new Set(at.map(({ place }) => Math.floor((place * places.length) / 1000)));
  if (atEnd) chosen.add(places.length - 1);
  const indices = [...chosen]
    .filter((index) => index >= 0)
    .sort((a, b) => a - b)
    .slice(-room);
  const lives = at.map(({ ttl }) => ttl).sort((a, b) => Number(b === "1h") - Number(a === "1h"));
  indices.forEach((index, order) => {
    const ttl = order < lives.length ? lives[order] : undefined;
    places[index]?.({ type: "ephemeral", ...(ttl !== undefined && { ttl }) });
  });
  return copy;
}

type Place = (marker: object) => void;

/** In the order of the prompt: tools, system, messages. Deferred tools are no part of it. */
function placesOf(request: Record<string, unknown>): Place[] {
  const tools = listOf(request.tools).filter((tool) => tool.defer_loading !== true);
  return [
    ...tools.map((tool) => placeOn(tool)),
    ...contentPlaces(request, "system"),
    ...listOf(request.messages).flatMap((message) => contentPlaces(message, "content")),
  ];
}

function contentPlaces(holder: Record<string, unknown>, key: string): Place[] {
  const content = holder[key];
  if (typeof content === "string") {
    if (content.trim() === "") return [];
    return [
      (marker) => {
        holder[key] = [{ type: "text", text: content, cache_control: marker }];
      },
    ];
  }
  return listOf(content).flatMap((block) => {
    if (bare.has(block.type) || block.text === "") return [];
    const inner = block.type === "tool_result" || block.type === "search_result" ? contentPlaces(block, "content") : [];
    return typeof block.content === "string" ? [placeOn(block)] : [...inner, placeOn(block)];
  });
}

function placeOn(holder: Record<string, unknown>): Place {
  return (marker) => {
    holder.cache_control = marker;
  };
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
