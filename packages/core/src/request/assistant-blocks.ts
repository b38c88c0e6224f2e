import {
  compactionBlock,
  documentBlock,
  fallbackBlock,
  imageBlock,
  mcpToolListingBlock,
  mcpToolUseBlock,
  redactedThinkingBlock,
  serverToolResultSchemas,
  serverToolUseBlock,
  textBlock,
  thinkingBlock,
  toolUseBlock,
} from "../anthropic/content.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { callId } from "../names.js";
import {
  type AssistantTarget,
  noteServerCall,
  pushFlattened,
  pushItem,
  pushNothing,
  pushReasoning,
  pushText,
} from "./assistant-target.js";
import { type BlockHandler, block } from "./block-table.js";
import { leavesStateBehind } from "./code-execution-history.js";
import { replayCompaction } from "./compaction-history.js";
import { dispatch, onlyIn } from "./content-blocks.js";
import { addDocument } from "./documents.js";
import { compactJson } from "./json.js";
import { noteResultParts } from "./mcp-history.js";
import { listingItem, readListing } from "./mcp-listing.js";
import { Parts } from "./parts.js";
import { renderServerCall, replayServerTool } from "./server-tool-history.js";
import { replayToolSearch, toolsOfSearch } from "./tool-search-history.js";
import type { Translation } from "./translation.js";
import { at } from "./validate.js";

type Handler = BlockHandler<AssistantTarget>;

const text = block("text", textBlock, (value, path, target: AssistantTarget, t) => {
  if (value.citations && value.citations.length > 0) t.ledger.add("citations_dropped", at(path, "citations"));
  t.cache.move(value.cache_control, at(path, "cache_control"));
  if (value.text !== "") return pushText(value.text, path, target);
  t.ledger.add("empty_text_dropped", path);
  pushNothing(target);
});

const thinking = block("thinking", thinkingBlock, (value, path, target: AssistantTarget, t) => {
  pushReasoning(value.signature ?? "", value.thinking, path, target, t);
});

const redactedThinking = block(
  "redacted_thinking",
  redactedThinkingBlock,
  (value, path, target: AssistantTarget, t) => {
    pushReasoning(value.data, "", path, target, t);
  },
);

/** Another server's program as the caller means nothing to the upstream. */
function noteCaller(caller: { type: string } | null | undefined, path: string, t: Translation): void {
  if (caller && caller.type !== "direct") t.ledger.add("feature_unsupported", at(path, "caller"));
}

const toolUse = block("tool_use", toolUseBlock, (value, path, target: AssistantTarget, t) => {
  const toolset = value.toolset_name ?? null;
  const member = toolset === null ? null : t.tools.toolsets.callName(toolset, value.name);
  target.pairing.call(value.id, { messageIndex: target.messageIndex, name: value.name, toolset });
  t.cache.move(value.cache_control, at(path, "cache_control"));
  noteCaller(value.caller, path, t);
  if (toolset !== null && member === null) t.ledger.add("feature_unsupported", at(path, "toolset_name"));
  pushItem(target, path, {
    type: "function_call",
    call_id: callId(value.id),
    ...(member ?? t.tools.callName(value.name)),
    arguments: target.clearedInputs.has(value.id) ? "{}" : compactJson(value.input, at(path, "input")),
  });
});

const serverToolUse = block("server_tool_use", serverToolUseBlock, (value, path, target: AssistantTarget, t) => {
  t.cache.move(value.cache_control, at(path, "cache_control"));
  noteCaller(value.caller, path, t);
  noteServerCall(value.id, { name: value.name, input: value.input, path }, target, t);
});

const mcpToolUse = block("mcp_tool_use", mcpToolUseBlock, (value, path, target: AssistantTarget, t) => {
  t.cache.move(value.cache_control, at(path, "cache_control"));
  const tool = { server: value.server_name, name: value.name };
  noteServerCall(value.id, { name: `${tool.server}.${tool.name}`, input: value.input, path, tool }, target, t);
});

const serverToolResults = Object.entries(serverToolResultSchemas).map(([type, schema]) =>
  block(type, schema, (value, path, target: AssistantTarget, t) => {
    t.cache.move(value.cache_control, at(path, "cache_control"));
    noteCaller(value.caller, path, t);
    const call = target.serverCalls.get(value.tool_use_id);
    const replayed = replayServerTool(value, call, t);
    if (replayed && !target.itemIds.has(replayed.id)) {
      target.itemIds.add(replayed.id);
      if (replayed.type === "mcp_call") noteResultParts(value.content, path, t);
      return pushItem(target, path, replayed);
    }
    const search = replayToolSearch(value, call, path, t);
    if (search !== null) {
      for (const item of search) pushItem(target, path, item);
      return;
    }
    t.ledger.add("server_tool_flattened", path);
    if (leavesStateBehind(value.type, t)) t.ledger.add("code_execution_stateless", path);
    pushFlattened(renderServerCall(call, value, path), path, target);
    const tools = toolsOfSearch(value, path, t);
    if (tools !== null) pushItem(target, path, tools);
  }),
);

/** B15: a server's tools as they were listed once, whoever asked for them. What the request pins itself comes first. */
const mcpToolListing = block("mcp_tool_listing", mcpToolListingBlock, (value, path, target: AssistantTarget, t) => {
  const label = t.tools.mcpLabels.get(value.mcp_server_name);
  if (label === undefined) return t.ledger.add("server_tool_history_dropped", path);
  const listed = at(path, "tools");
  const item = listingItem(label, readListing(value.tools, listed, t.ledger), listed);
  if (t.tools.pinned.has(value.mcp_server_name) || target.itemIds.has(item.id)) {
    return t.ledger.add("repeated_item_dropped", path);
  }
  target.itemIds.add(item.id);
  pushItem(target, path, item);
});

const fallback = block("fallback", fallbackBlock, (_value, path, _target: AssistantTarget, t) => {
  t.ledger.add("fallback_block_dropped", path);
});

/** Of several compactions of the upstream the last one counts: clients append each answer to what they have (B12). */
const compaction = block("compaction", compactionBlock, (value, path, target: AssistantTarget, t) => {
  t.cache.move(value.cache_control, at(path, "cache_control"));
  const item = replayCompaction(value, path, t);
  if (item === null) return;
  if (item.type !== "compaction" && ++target.compactions > 1) {
    throw invalidRequest(path, "only one compaction block may be given", { error_code: "compaction_block_ambiguous" });
  }
  // What stood before is not sent, so that it may be sent again.
  target.itemIds.clear();
  target.drafts.push({ kind: "summary", item, path });
});

/** B17: taken before 2026-10-21; an assistant message holds text only. */
const document = block("document", documentBlock, (value, path, target: AssistantTarget, t) => {
  if (t.version === "2026-10-21") throw invalidRequest(path, "`document` blocks can only be in `user` messages");
  t.cache.move(value.cache_control, at(path, "cache_control"));
  t.ledger.add("document_flattened", path);
  const parts = new Parts();
  addDocument(value, path, parts, t, (nested, nestedPath, into, translation) => {
    dispatch(documentParts, nested, nestedPath, into, translation);
  });
  for (const part of parts.parts) {
    if (part.type === "input_text") pushFlattened(part.text, path, target);
    else t.ledger.add("feature_unsupported", at(path, "source"));
  }
});

const documentParts: ReadonlyMap<unknown, BlockHandler<Parts>> = new Map<unknown, BlockHandler<Parts>>([
  block("text", textBlock, (value, path, parts: Parts, t) => {
    if (value.citations?.length) t.ledger.add("citations_dropped", at(path, "citations"));
    t.cache.move(value.cache_control, at(path, "cache_control"));
    if (value.text === "") t.ledger.add("empty_text_dropped", path);
    else parts.text(value.text, path);
  }),
  block("image", imageBlock, (value, path, _parts: Parts, t) => {
    t.cache.move(value.cache_control, at(path, "cache_control"));
    t.ledger.add("feature_unsupported", path);
  }),
]);

export const assistantHandlers: ReadonlyMap<unknown, Handler> = new Map<unknown, Handler>([
  text,
  thinking,
  redactedThinking,
  toolUse,
  serverToolUse,
  mcpToolUse,
  ...serverToolResults,
  mcpToolListing,
  fallback,
  compaction,
  document,
  ...["image", "search_result", "tool_result", "container_upload"].map((type) => onlyIn<AssistantTarget>("user", type)),
  ...["tool_addition", "tool_removal"].map((type) => onlyIn<AssistantTarget>("system", type)),
]);
