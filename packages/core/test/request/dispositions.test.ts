import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, test } from "vitest";
import { toolSchemas } from "../../src/anthropic/tools.js";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { assistant, refusal, result, text, tool, translate, user } from "./support.js";

/** What no row of the ledger says: in whose messages a block may stand. The ledger's own tests are in ../ledger. */
type BetaBlock = Anthropic.Beta.Messages.BetaContentBlockParam;
type ResultBlock = Exclude<Anthropic.Beta.Messages.BetaToolResultBlockParam["content"], string | undefined>[number];

/** Where each block may stand; `nowhere`: known, and refused with a reason. */
const places: Record<BetaBlock["type"], ("user" | "assistant" | "system" | "nowhere")[]> = {
  text: ["user", "assistant", "system"],
  image: ["user"],
  document: ["user", "assistant"],
  search_result: ["user"],
  thinking: ["assistant"],
  redacted_thinking: ["assistant"],
  tool_use: ["assistant"],
  tool_result: ["user"],
  server_tool_use: ["assistant"],
  web_search_tool_result: ["assistant"],
  web_fetch_tool_result: ["assistant"],
  advisor_tool_result: ["assistant"],
  code_execution_tool_result: ["assistant"],
  bash_code_execution_tool_result: ["assistant"],
  text_editor_code_execution_tool_result: ["assistant"],
  tool_search_tool_result: ["assistant"],
  mcp_tool_use: ["assistant"],
  mcp_tool_result: ["assistant"],
  container_upload: ["nowhere"],
  compaction: ["assistant"],
  tool_addition: ["system"],
  tool_removal: ["system"],
  mcp_tool_listing: ["assistant"],
  fallback: ["assistant"],
};

const refusalOf = (fields: object): string => {
  try {
    translate({ ...fields });
  } catch (error) {
    if (error instanceof TranspondError) return error.message;
    throw error;
  }
  return "";
};

describe.each(["user", "assistant", "system"] as const)("blocks of %s messages", (role) => {
  test.each(Object.entries(places))("%s", (type, allowed) => {
    const messages = [user(text("a")), { role, content: [{ type }] }];
    const message = refusalOf({ messages });
    const misplaced = /^messages\.1\.content\.0: (`\w+` blocks can only be|Input tag|container uploads)/;
    // An empty block of a known type complains of a field of its own, or is taken.
    if (allowed.includes(role)) expect(message).not.toMatch(misplaced);
    else expect(message).toMatch(misplaced);
  });
});

test.each<ResultBlock["type"]>(["text", "image", "search_result", "document", "tool_reference", "browser_state"])(
  "%s may stand in a tool result",
  (type) => {
    const call = { type: "tool_use", id: "t", name: "A", input: {} };
    const messages = [user(text("a")), assistant(call), user(result("t", [{ type }]))];
    expect(refusal({ messages }).message).toMatch(
      new RegExp(`^messages\\.2\\.content\\.0\\.tool_result\\.content\\.0\\.${type}\\.`),
    );
  },
);

describe("each type of tool is sent, or its absence is reported", () => {
  const needed: Record<string, object> = {
    advisor_20260301: { model: "claude-opus-5" },
    mcp_toolset: { mcp_server_name: "s" },
  };
  test.each(Object.entries(toolSchemas))("%s", (type, schema) => {
    const name = "name" in schema.shape ? { name: schema.shape.name.value } : {};
    const size = type.startsWith("computer_2") ? { display_width_px: 1, display_height_px: 1 } : {};
    const definition = { type, ...name, ...size, ...needed[type] };
    const mcp_servers = type === "mcp_toolset" ? [{ type: "url", name: "s", url: "https://s.example" }] : [];
    const { request, losses } = translate({ tools: [definition, tool("Other")], mcp_servers });
    expect(request.tools?.length === 2 || losses.some(({ path }) => path === "tools.0")).toBe(true);
  });
});
