import fc from "fast-check";
import { jsonObject } from "./schemas.js";
import { address, anyWords, rarely, words } from "./texts.js";
import { text } from "./user-content.js";

/** A call that a server answered, and its result; the ids come when the conversation is put together. */
export type ServerHistory = { use: Record<string, unknown>; result: Record<string, unknown> };

const caller = rarely(
  fc.constantFrom({ type: "direct" }, { type: "code_execution_20250825", tool_id: "srvtoolu_§" }),
  5,
);
const failed = (type: string, rest: object = {}) => fc.constant({ type, error_code: "unavailable", ...rest });

/** The state of a search of our own: `finish` writes it as an envelope. */
const ownSearch = fc.nat({ max: 30 }).map((own) => ({ own }));
const webSearchResult = fc.record({
  type: fc.constant("web_search_result"),
  url: address,
  title: words,
  encrypted_content: fc.oneof(words, ownSearch),
  page_age: fc.option(words),
});
const outputs = (type: string) => fc.constantFrom([], [{ type, file_id: "file_§" }]);
const execution = (type: string, output: string) =>
  fc.record({
    type: fc.constant(type),
    stdout: anyWords,
    stderr: anyWords,
    return_code: fc.constantFrom(0, 1),
    content: outputs(output),
  });

type Kind = { name: string; input: fc.Arbitrary<unknown>; result: string; content: fc.Arbitrary<unknown> };

const kinds: readonly Kind[] = [
  {
    name: "web_search",
    input: words.map((query) => ({ query })),
    result: "web_search_tool_result",
    content: fc.oneof(fc.array(webSearchResult, { maxLength: 2 }), failed("web_search_tool_result_error")),
  },
  {
    name: "web_fetch",
    input: address.map((url) => ({ url })),
    result: "web_fetch_tool_result",
    content: fc.oneof(
      fc.record({
        type: fc.constant("web_fetch_result"),
        url: address,
        retrieved_at: fc.option(words),
        content: fc.record({
          type: fc.constant("document"),
          title: fc.option(words),
          context: rarely(words),
          source: fc.oneof(
            fc.record({ type: fc.constant("text"), media_type: fc.constant("text/plain"), data: words }),
            fc.constant({ type: "base64", media_type: "application/pdf", data: "JVBERi0xLjQK" }),
          ),
        }),
      }),
      failed("web_fetch_tool_result_error"),
    ),
  },
  {
    name: "code_execution",
    input: words.map((code) => ({ code })),
    result: "code_execution_tool_result",
    content: fc.oneof(
      execution("code_execution_result", "code_execution_output"),
      fc.record({
        type: fc.constant("encrypted_code_execution_result"),
        encrypted_stdout: words,
        stderr: anyWords,
        return_code: fc.constant(0),
        content: outputs("code_execution_output"),
      }),
      failed("code_execution_tool_result_error"),
    ),
  },
  {
    name: "bash_code_execution",
    input: words.map((command) => ({ command })),
    result: "bash_code_execution_tool_result",
    content: fc.oneof(
      execution("bash_code_execution_result", "bash_code_execution_output"),
      failed("bash_code_execution_tool_result_error"),
    ),
  },
  {
    name: "text_editor_code_execution",
    input: jsonObject,
    result: "text_editor_code_execution_tool_result",
    content: fc.oneof(
      fc.record({
        type: fc.constant("text_editor_code_execution_view_result"),
        content: words,
        file_type: fc.constant("text"),
        num_lines: fc.constantFrom(undefined, null, 3),
      }),
      fc.constant({ type: "text_editor_code_execution_create_result", is_file_update: true }),
      fc.record({
        type: fc.constant("text_editor_code_execution_str_replace_result"),
        lines: fc.array(words, { maxLength: 2 }),
      }),
      failed("text_editor_code_execution_tool_result_error", { error_message: "§" }),
    ),
  },
  {
    name: "tool_search_tool_regex",
    input: words.map((query) => ({ query })),
    result: "tool_search_tool_result",
    content: fc.oneof(
      fc.record({
        type: fc.constant("tool_search_tool_search_result"),
        tool_references: fc.array(
          fc.nat({ max: 9 }).map((reference) => ({ reference })),
          { maxLength: 2 },
        ),
      }),
      failed("tool_search_tool_result_error", { error_message: "§" }),
    ),
  },
  {
    name: "advisor",
    input: fc.constant({}),
    result: "advisor_tool_result",
    content: fc.oneof(
      fc.record({ type: fc.constant("advisor_result"), text: words, stop_reason: rarely(fc.constant("end_turn")) }),
      fc.record({ type: fc.constant("advisor_redacted_result"), encrypted_content: words }),
      failed("advisor_tool_result_error"),
    ),
  },
];

const serverCalls = kinds.map(({ name, input, result, content }) =>
  fc.record({
    use: fc.record({ type: fc.constant("server_tool_use"), name: fc.constant(name), input, caller }),
    result: fc.record({ type: fc.constant(result), content }),
  }),
);
const mcpCall = fc.record({
  use: fc.record({
    type: fc.constant("mcp_tool_use"),
    name: fc.constantFrom("list", "issue §"),
    server_name: fc.constantFrom("tracker", "server §"),
    input: jsonObject,
  }),
  result: fc.record({
    type: fc.constant("mcp_tool_result"),
    content: fc.oneof(anyWords, fc.constant(undefined), fc.array(text, { maxLength: 2 })),
    is_error: fc.constantFrom(undefined, false, true),
  }),
});

/** Searches most often, as they are the one kind that is handed back whole. */
export const serverHistory: fc.Arbitrary<ServerHistory> = fc.oneof(
  ...serverCalls.map((arbitrary, index) => ({ weight: index === 0 ? 6 : 2, arbitrary })),
  { weight: 4, arbitrary: mcpCall },
);
