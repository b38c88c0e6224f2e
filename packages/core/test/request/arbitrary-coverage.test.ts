import fc from "fast-check";
import { expect, test } from "vitest";
import { messagesRequest } from "../../src/anthropic/request.js";
import { toolSchemas } from "../../src/anthropic/tools.js";
import { TranspondError } from "../../src/errors/transpond-error.js";
import { isObject } from "../../src/json.js";
import type { InputItem } from "../../src/openai/request.js";
import { assistantHandlers } from "../../src/request/assistant-blocks.js";
import { userHandlers } from "../../src/request/user-blocks.js";
import { bodyOf, wholeRequest } from "./arbitrary/whole-request.js";
import { textsOf, translate } from "./property-checks.js";

/** What properties prove is worth as much as the requests that they are tried on. */
const samples = fc.sample(
  wholeRequest((itemId) => itemId),
  { numRuns: 3000, seed: 20261122 },
);
const bodies = samples.map((whole) => bodyOf(whole));

/** Every `type` inside a value. */
function typesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(typesIn);
  return isObject(value) ? [value.type, ...Object.values(value).flatMap(typesIn)] : [];
}

const messagesOf = (role: string) =>
  bodies
    .flatMap(({ messages }) => (Array.isArray(messages) ? messages : []))
    .filter((message) => message.role === role);

/** Blocks that a table has only to say that they may not stand there. */
const elsewhere = {
  user: ["thinking", "redacted_thinking", "tool_use", "server_tool_use", "mcp_tool_use", "compaction", "tool_addition"],
  assistant: ["image", "search_result", "tool_result", "container_upload", "tool_addition", "tool_removal"],
};

test("nearly all generated requests are accepted, and each holds many texts", () => {
  const refused = samples.filter((whole, index) => translate(bodies[index], whole.options) instanceof TranspondError);
  const texts = bodies.reduce((sum, body) => sum + textsOf(body).length, 0);
  expect(refused.length / samples.length).toBeLessThan(0.06);
  expect(texts / samples.length).toBeGreaterThan(15);
});

test("every item that a request may become is sent", () => {
  const results = samples.map((whole, index) => translate(bodies[index], whole.options));
  const sent = new Set(
    results.flatMap((result) => (result instanceof TranspondError ? [] : result.request.input.map(({ type }) => type))),
  );
  const types: (InputItem["type"] | undefined)[] = [
    ...(["message", "reasoning", "function_call", "function_call_output", "web_search_call"] as const),
    ...(["code_interpreter_call", "mcp_call", "mcp_list_tools", "tool_search_call", "tool_search_output"] as const),
    ...(["additional_tools", "configuration_update", "compaction"] as const),
  ];
  expect(types.filter((type) => type === undefined || !sent.has(type))).toEqual([]);
});

test("every field of a request is generated", () => {
  const seen = new Set(bodies.flatMap((body) => Object.keys(body)));
  expect(Object.keys(messagesRequest.shape).filter((field) => !seen.has(field))).toEqual([]);
});

test("every type of tool is generated", () => {
  const seen = new Set(bodies.flatMap(({ tools }) => typesIn(tools)));
  expect(Object.keys(toolSchemas).filter((type) => !seen.has(type))).toEqual([]);
});

test.each([
  ["user", [...userHandlers.keys()].filter((type) => !/_tool_result$|_removal$/.test(String(type)))],
  ["assistant", [...assistantHandlers.keys()]],
  ["system", ["text", "tool_addition", "tool_removal", "tool_definition", "mcp_tool_reference"]],
] as const)("every block that a message of the %s may hold is generated", (role, types) => {
  const seen = new Set(typesIn(messagesOf(role)));
  const wrong: readonly string[] = role === "system" ? [] : elsewhere[role];
  expect(types.filter((type) => !seen.has(type) && !wrong.includes(String(type)))).toEqual([]);
});
