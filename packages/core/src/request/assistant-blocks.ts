import {
  compactionBlock,
  documentBlock,
  fallbackBlock,
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
import { callId, shortToolName } from "../names.js";
import { type AssistantTarget, noteServerCall, pushItem, pushReasoning, pushText } from "./assistant-target.js";
import { type BlockHandler, block } from "./block-table.js";
import { onlyIn } from "./content-blocks.js";
import { addDocument } from "./documents.js";
import { compactJson } from "./json.js";
import { Parts } from "./parts.js";
import { renderServerCall, replayServerTool } from "./server-tool-history.js";
import { at } from "./validate.js";

type Handler = BlockHandler<AssistantTarget>;

const text = block("text", textBlock, (value, path, target: AssistantTarget, t) => {
  if (value.citations && value.citations.length > 0) t.ledger.add("citations_dropped", at(path, "citations"));
  t.cache.move(value.cache_control, at(path, "cache_control"));
  if (value.text === "") t.ledger.add("empty_text_dropped", path);
  else pushText(value.text, path, target);
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

const toolUse = block("tool_use", toolUseBlock, (value, path, target: AssistantTarget, t) => {
  const toolset = value.toolset_name ?? null;
  const namespace = toolset !== null && t.tools.toolsets.has(toolset) ? toolset : null;
  target.pairing.call(value.id, target.messageIndex, namespace);
  t.cache.move(value.cache_control, at(path, "cache_control"));
  if (value.caller && value.caller.type !== "direct") t.ledger.add("feature_unsupported", at(path, "caller"));
  if (toolset !== null && namespace === null) t.ledger.add("feature_unsupported", at(path, "toolset_name"));
  pushItem(target, path, {
    type: "function_call",
    call_id: callId(value.id),
    name: shortToolName(value.name),
    arguments: compactJson(value.input, at(path, "input")),
    ...(namespace !== null && { namespace }),
  });
});

const serverToolUse = block("server_tool_use", serverToolUseBlock, (value, path, target: AssistantTarget, t) => {
  t.cache.move(value.cache_control, at(path, "cache_control"));
  noteServerCall(value.id, { name: value.name, input: value.input, path }, target, t);
});

const mcpToolUse = block("mcp_tool_use", mcpToolUseBlock, (value, path, target: AssistantTarget, t) => {
  t.cache.move(value.cache_control, at(path, "cache_control"));
  noteServerCall(value.id, { name: `${value.server_name}.${value.name}`, input: value.input, path }, target, t);
});

const serverToolResults = Object.entries(serverToolResultSchemas).map(([type, schema]) =>
  block(type, schema, (value, path, target: AssistantTarget, t) => {
    t.cache.move(value.cache_control, at(path, "cache_control"));
    const call = target.serverCalls.get(value.tool_use_id);
    const replayed = replayServerTool(value);
    if (replayed && !target.itemIds.has(replayed.id)) {
      target.itemIds.add(replayed.id);
      return pushItem(target, path, replayed);
    }
    t.ledger.add("server_tool_flattened", path);
    pushText(renderServerCall(call, value, path), path, target);
  }),
);

const mcpToolListing = block("mcp_tool_listing", mcpToolListingBlock, (_value, path, _target: AssistantTarget, t) => {
  t.ledger.add("server_tool_history_dropped", path);
});

const fallback = block("fallback", fallbackBlock, (_value, path, _target: AssistantTarget, t) => {
  t.ledger.add("fallback_block_dropped", path);
});

const compaction = block("compaction", compactionBlock, (value, path, target: AssistantTarget, t) => {
  if (++target.compactions > 1) {
    throw invalidRequest(path, "only one compaction block may be given", { error_code: "compaction_block_ambiguous" });
  }
  t.cache.move(value.cache_control, at(path, "cache_control"));
  if (value.encrypted_content) t.ledger.add("feature_unsupported", at(path, "encrypted_content"));
  if (value.tool_changes?.length) t.ledger.add("feature_unsupported", at(path, "tool_changes"));
  if (!value.content) return;
  const content = [{ type: "input_text" as const, text: value.content }];
  const item = { type: "message" as const, role: t.capabilities.instructionRole, content };
  target.drafts.push({ kind: "summary", item, path });
});

/** B17: taken before 2026-10-21; an assistant message holds text only. */
const document = block("document", documentBlock, (value, path, target: AssistantTarget, t) => {
  if (t.version === "2026-10-21") throw invalidRequest(path, "`document` blocks can only be in `user` messages");
  t.cache.move(value.cache_control, at(path, "cache_control"));
  t.ledger.add("document_flattened", path);
  const parts = new Parts();
  addDocument(value, path, parts, t, (nested, nestedPath, into, translation) => {
    const [, addText] = documentText;
    addText(nested, nestedPath, into, translation);
  });
  for (const part of parts.parts) {
    if (part.type === "input_text") pushText(part.text, path, target);
    else t.ledger.add("feature_unsupported", at(path, "source"));
  }
});

const documentText = block("text", textBlock, (value, path, parts: Parts) => {
  parts.text(value.text, path);
});

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
