import type { BetaContentBlock, BetaRawContentBlockDelta } from "@anthropic-ai/sdk/resources/beta/messages/messages";
import { describe, expect, it } from "vitest";
import { blockDeltas, deltaFields } from "../../../src/stream/grammar.js";

describe("tables of the grammar", () => {
  it("know every block and kind of delta that the SDK has", () => {
    const blocks: Record<BetaContentBlock["type"], true> = {
      text: true,
      thinking: true,
      redacted_thinking: true,
      tool_use: true,
      server_tool_use: true,
      mcp_tool_use: true,
      web_search_tool_result: true,
      web_fetch_tool_result: true,
      advisor_tool_result: true,
      code_execution_tool_result: true,
      bash_code_execution_tool_result: true,
      text_editor_code_execution_tool_result: true,
      tool_search_tool_result: true,
      mcp_tool_result: true,
      mcp_tool_listing: true,
      container_upload: true,
      compaction: true,
      fallback: true,
    };
    const deltas: Record<BetaRawContentBlockDelta["type"], true> = {
      text_delta: true,
      citations_delta: true,
      thinking_delta: true,
      signature_delta: true,
      input_json_delta: true,
      compaction_delta: true,
    };
    expect([...blockDeltas.keys()].sort()).toEqual(Object.keys(blocks).sort());
    expect([...deltaFields.keys()].sort()).toEqual(Object.keys(deltas).sort());
  });
});
