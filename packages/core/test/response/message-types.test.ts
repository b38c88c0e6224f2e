import type Anthropic from "@anthropic-ai/sdk";
import { describe, expectTypeOf, test } from "vitest";
import type {
  BetaContentBlock,
  ContentBlock,
  McpToolListingBlock,
  McpToolResultBlock,
  McpToolUseBlock,
  Message,
} from "../../src/anthropic/message.js";
import type { SdkStreamEvent } from "../../src/stream/stream-translator.js";

type Beta<T extends Anthropic.Beta.Messages.BetaContentBlock["type"]> = Extract<
  Anthropic.Beta.Messages.BetaContentBlock,
  { type: T }
>;

/** Nothing is run here: the compiler is the judge (`tsc -p tsconfig.test.json`). */
describe("types of answers", () => {
  test("fit those of the official stable client", () => {
    expectTypeOf<Message>().toExtend<Anthropic.Message>();
    expectTypeOf<ContentBlock>().toExtend<Anthropic.ContentBlock>();
    expectTypeOf<SdkStreamEvent>().toExtend<Anthropic.RawMessageStreamEvent>();
  });

  test("blocks of MCP servers fit those of its client for beta features", () => {
    expectTypeOf<McpToolUseBlock>().toExtend<Beta<"mcp_tool_use">>();
    expectTypeOf<McpToolResultBlock>().toExtend<Beta<"mcp_tool_result">>();
    expectTypeOf<McpToolListingBlock>().toExtend<Beta<"mcp_tool_listing">>();
  });

  test("both together are all that is written", () => {
    expectTypeOf<ContentBlock>().toExtend<BetaContentBlock>();
    expectTypeOf<BetaContentBlock>().not.toExtend<Anthropic.ContentBlock>();
  });
});
