import { browserStateBlock, type ToolResultParam, toolReferenceBlock } from "../anthropic/content.js";
import { callId, shortToolName } from "../names.js";
import type { FunctionCallOutput, InputPart } from "../openai/request.js";
import { block } from "./block-table.js";
import { addText, dispatch, type PartHandler, partHandlers } from "./content-blocks.js";
import { errorMarker } from "./error-marker.js";
import type { PlacedItem } from "./input-items.js";
import { compactJson } from "./json.js";
import { Parts } from "./parts.js";
import type { Translation } from "./translation.js";
import { at } from "./validate.js";

/** A result, and the tools that it brought to the model's notice. */
export type ToolOutput = PlacedItem & { references: { name: string; path: string }[] };

/** Translates one `tool_result`. Source: mapping B8 to B8b, K9, K10, K33. */
export function translateToolResult(value: ToolResultParam, path: string, t: Translation): ToolOutput {
  const target: ResultTarget = { parts: new Parts(), references: [] };
  const { parts } = target;
  if (value.is_error) {
    t.ledger.add("is_error_textual", at(path, "is_error"));
    parts.text(errorMarker, path);
  }
  const { content } = value;
  if (typeof content === "string") {
    if (content !== "") addText({ type: "text", text: content, cache_control: null }, path, parts, t);
  } else {
    content?.forEach((nested, index) => {
      dispatch(resultHandlers, nested, `${path}.content.${index}`, target, t);
    });
  }
  t.cache.place(value.cache_control, parts.parts, at(path, "cache_control"));
  const output = shapeOutput(parts.parts, t);
  const item: FunctionCallOutput = { type: "function_call_output", call_id: callId(value.tool_use_id), output };
  return { item, path: typeof output === "string" ? path : parts.paths, references: target.references };
}

type ResultTarget = { parts: Parts; references: ToolOutput["references"] };

const toolReference = block("tool_reference", toolReferenceBlock, (value, path, target: ResultTarget, t) => {
  target.references.push({ name: value.tool_name, path });
  target.parts.text(`Tool found: ${shortToolName(value.tool_name)}`, path);
  t.cache.place(value.cache_control, target.parts.parts, at(path, "cache_control"));
});

const browserState = block("browser_state", browserStateBlock, (value, path, target: ResultTarget, t) => {
  t.ledger.add("browser_state_rendered", path);
  const { tabs, state_changes } = value;
  target.parts.text(`Browser state: ${compactJson({ tabs, ...(state_changes && { state_changes }) }, path)}`, path);
  t.cache.place(value.cache_control, target.parts.parts, at(path, "cache_control"));
});

const resultHandlers = new Map([
  ...[...partHandlers].map(([type, add]) => [type, ofParts(add)] as const),
  toolReference,
  browserState,
]);

function ofParts(add: PartHandler) {
  return (value: unknown, path: string, target: ResultTarget, t: Translation) => {
    add(value, path, target.parts, t);
  };
}

/** K33: one shape per model, whether a marker stands here or not; otherwise the prefix would change with the marker. */
function shapeOutput(parts: InputPart[], t: Translation): string | InputPart[] {
  if (parts.length === 0) return "";
  const texts = parts.flatMap((part) => (part.type === "input_text" ? [part.text] : []));
  if (t.capabilities.cacheBreakpoints || texts.length < parts.length) return parts;
  const last = texts.length - 1;
  return texts.map((text, i) => (i === last || text.endsWith("\n") ? text : `${text}\n`)).join("");
}
