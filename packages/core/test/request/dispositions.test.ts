import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { ContentBlockParam, ToolResultContent } from "../../src/anthropic/content.js";
import type { MessagesRequest } from "../../src/anthropic/request.js";
import { type ToolParam, toolSchemas } from "../../src/anthropic/tools.js";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { dispositions } from "../../src/request/dispositions.js";
import { browserMembers, computerMembers } from "../../src/request/toolset-members.js";
import { assistant, refusal, result, text, tool, translate, user } from "./support.js";

/**
 * Law 1: a test fails when an official SDK's types gain a name that has no disposition here. Names of types are known to
 * the compiler only, so the tables below are typed by the SDK, and the types check is part of the test.
 */
type BetaRequest = Anthropic.Beta.Messages.MessageCreateParams;
type BetaBlock = Anthropic.Beta.Messages.BetaContentBlockParam;
type BetaTool = Anthropic.Beta.Messages.BetaToolUnion;
type ResultBlock = Exclude<Anthropic.Beta.Messages.BetaToolResultBlockParam["content"], string | undefined>[number];

/** Keys of the members of a union whose `type` is among the given ones. */
type KeysOf<Union, Type> = Union extends { type?: infer Own }
  ? [Extract<Own, Type>] extends [never]
    ? never
    : keyof Union
  : never;
/** Keys that a member of one union has and the members of the same `type` in the other have not. */
type MissingKeys<Theirs, Ours> = Theirs extends { type?: infer Type }
  ? Exclude<keyof Theirs, KeysOf<Ours, NonNullable<Type>>>
  : never;

const computerNames = [
  "cursor_position",
  "double_click",
  "hold_key",
  "key",
  "left_click",
  "left_click_drag",
  "left_mouse_down",
  "left_mouse_up",
  "middle_click",
  "mouse_move",
  "right_click",
  "screenshot",
  "scroll",
  "triple_click",
  "type",
  "wait",
  "zoom",
] as const;
const browserNames = [
  "close_tab",
  "double_click",
  "file_upload",
  "find",
  "form_input",
  "get_page_text",
  "hold_key",
  "hover",
  "javascript_exec",
  "key",
  "left_click",
  "left_click_drag",
  "left_mouse_down",
  "left_mouse_up",
  "list_tabs",
  "middle_click",
  "mouse_move",
  "navigate",
  "new_tab",
  "read_console",
  "read_network",
  "read_page",
  "right_click",
  "screenshot",
  "scroll",
  "scroll_to",
  "switch_tab",
  "triple_click",
  "type",
  "wait",
  "zoom",
] as const;

/** Members of a toolset, by the SDK's own configuration of them. */
type Members<Name> = keyof NonNullable<Extract<BetaTool, { type: Name }> extends { configs?: infer C } ? C : never>;

test("members of toolsets", () => {
  expectTypeOf<Members<"computer_toolset_20260801">>().toEqualTypeOf<(typeof computerNames)[number]>();
  expectTypeOf<Members<"browser_toolset_20260801">>().toEqualTypeOf<(typeof browserNames)[number]>();
  expect(computerMembers.map(({ name }) => name).sort()).toEqual([...computerNames].sort());
  expect(browserMembers.map(({ name }) => name).sort()).toEqual([...browserNames].sort());
});

describe("names of the SDK (law 1)", () => {
  test("top-level fields", () => {
    expectTypeOf<Exclude<keyof Anthropic.MessageCreateParams, keyof MessagesRequest>>().toEqualTypeOf<never>();
    expectTypeOf<Exclude<keyof BetaRequest, keyof MessagesRequest>>().toEqualTypeOf<never>();
    expect(Object.keys(dispositions)).toHaveLength(31);
  });

  test("fields of blocks", () => {
    expectTypeOf<MissingKeys<Anthropic.ContentBlockParam, ContentBlockParam>>().toEqualTypeOf<never>();
    expectTypeOf<MissingKeys<BetaBlock, ContentBlockParam>>().toEqualTypeOf<never>();
    expectTypeOf<MissingKeys<ResultBlock, ToolResultContent>>().toEqualTypeOf<never>();
  });

  test("fields of tools", () => {
    expectTypeOf<MissingKeys<Anthropic.ToolUnion, ToolParam>>().toEqualTypeOf<never>();
    expectTypeOf<MissingKeys<BetaTool, ToolParam>>().toEqualTypeOf<never>();
  });

  test("nested options", () => {
    type Output = NonNullable<MessagesRequest["output_config"]>;
    type TheirOutput = NonNullable<BetaRequest["output_config"]>;
    expectTypeOf<Exclude<keyof TheirOutput, keyof Output>>().toEqualTypeOf<never>();
    type Thinking = NonNullable<MessagesRequest["thinking"]>;
    expectTypeOf<MissingKeys<NonNullable<BetaRequest["thinking"]>, Thinking>>().toEqualTypeOf<never>();
    type Choice = NonNullable<MessagesRequest["tool_choice"]>;
    expectTypeOf<MissingKeys<NonNullable<BetaRequest["tool_choice"]>, Choice>>().toEqualTypeOf<never>();
  });
});

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
    expect(refusal({ messages }).message).toMatch(new RegExp(`^messages\\.2\\.content\\.0\\.content\\.0\\.${type}\\.`));
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
    const { request, losses } = translate({ tools: [definition, tool("Other")] });
    expect(request.tools?.length === 2 || losses.some(({ path }) => path === "tools.0")).toBe(true);
  });
});
