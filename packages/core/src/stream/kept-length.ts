import type { BetaContentBlock } from "../anthropic/message.js";
import type { BetaContentBlockDelta } from "../anthropic/stream-events.js";

/** What keeping the start of a block costs, in UTF-16 units: only what server tools gave comes whole in its first event. */
export function lengthOfBlock(block: BetaContentBlock): number {
  switch (block.type) {
    case "web_search_tool_result":
      return Array.isArray(block.content)
        ? total(
            block.content,
            ({ url, title, encrypted_content }) => url.length + title.length + encrypted_content.length,
          )
        : 0;
    case "code_execution_tool_result":
      return "stdout" in block.content ? block.content.stdout.length : 0;
    case "mcp_tool_result":
      return total(block.content, ({ text }) => text.length);
    case "tool_search_tool_result":
      return total(block.content.tool_references, ({ tool_name }) => tool_name.length);
    case "mcp_tool_listing":
      return JSON.stringify(block.tools).length;
    default:
      return 0;
  }
}

function total<Part>(parts: readonly Part[], lengthOfPart: (part: Part) => number): number {
  return parts.reduce((sum, part) => sum + lengthOfPart(part), 0);
}

/** Text of a delta, in UTF-16 units. */
export function lengthOfDelta(delta: BetaContentBlockDelta): number {
  switch (delta.type) {
    case "text_delta":
      return delta.text.length;
    case "thinking_delta":
      return delta.thinking.length;
    case "input_json_delta":
      return delta.partial_json.length;
    case "signature_delta":
      return delta.signature.length;
    case "citations_delta":
      return delta.citation.cited_text.length;
    case "compaction_delta":
      return delta.encrypted_content?.length ?? 0;
  }
}
