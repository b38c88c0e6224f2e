import { isObject, type JsonObject } from "../../json.js";
import { invalidValue, missingParameter } from "../refusals.js";
import { inputContent, outputContent, toolOutput } from "./content.js";
import { hostedItems } from "./hosted-tools.js";
import {
  anything,
  arrayOf,
  boolean,
  checkFields,
  choice,
  constant,
  type Fields,
  nullable,
  object,
  record,
  required,
  type Shape,
  string,
} from "./shape.js";
import { toolList } from "./tools.js";

const roles = ["assistant", "system", "developer", "user"];

/** Every item type there is, in the order in which OpenAI lists them. */
const everyType = [
  "additional_tools",
  "agent_message",
  "apply_patch_call",
  "apply_patch_call_output",
  "code_interpreter_call",
  "compaction",
  "compaction_trigger",
  "computer_call",
  "computer_call_output",
  "configuration_update",
  "custom_tool_call",
  "custom_tool_call_output",
  "file_search_call",
  "function_call",
  "function_call_output",
  "image_generation_call",
  "item_reference",
  "local_shell_call",
  "local_shell_call_output",
  "mcp_approval_request",
  "mcp_approval_response",
  "mcp_call",
  "mcp_list_tools",
  "message",
  "multi_agent_call",
  "multi_agent_call_output",
  "program",
  "program_output",
  "reasoning",
  "shell_call",
  "shell_call_output",
  "tool_search_call",
  "tool_search_output",
  "web_search_call",
];

const NAME = /^[a-zA-Z0-9_-]+$/;
const id = nullable(string({ max: 64 }));
const callId = string({ min: 1, max: 64 });
/** Limit of tool names: 64, the older and narrower of the two that reports name (64 and 128). */
const name = string({ min: 1, max: 64, pattern: NAME });
const status = nullable(choice("in_progress", "completed", "incomplete"));
const caller = nullable(record());

const message = (item: JsonObject): Fields => ({
  id,
  status,
  role: anything,
  content: required(item.role === "assistant" ? outputContent : inputContent),
  ...(item.role === "assistant" ? { phase: nullable(choice("commentary", "final_answer")) } : {}),
});

/** Known items; those that a text conversation never holds are checked for their type only. */
const items: Readonly<Record<string, Fields>> = {
  function_call: {
    id,
    call_id: required(callId),
    name: required(name),
    arguments: required(string()),
    namespace: nullable(string()),
    async: boolean,
    caller,
    status,
  },
  function_call_output: {
    id,
    call_id: required(callId),
    output: required(toolOutput),
    name: nullable(string()),
    namespace: nullable(string()),
    caller,
    status,
  },
  custom_tool_call: {
    id,
    call_id: required(callId),
    name: required(name),
    input: required(string()),
    namespace: nullable(string()),
    async: boolean,
    caller,
    status,
  },
  custom_tool_call_output: { id, call_id: required(callId), output: required(toolOutput), caller, status },
  reasoning: {
    id,
    summary: required(arrayOf(object({ type: required(constant("summary_text")), text: required(string()) }))),
    content: nullable(arrayOf(object({ type: required(constant("reasoning_text")), text: required(string()) }))),
    encrypted_content: nullable(string()),
  },
  web_search_call: {
    id: required(string({ max: 64 })),
    status: required(choice("in_progress", "searching", "completed", "failed", "incomplete")),
    action: required(record()),
  },
  item_reference: { id: required(string({ max: 64 })) },
  additional_tools: { id, role: required(constant("developer")), tools: required(toolList) },
  tool_search_call: {
    id,
    call_id: nullable(callId),
    arguments: required(anything),
    execution: choice("server", "client"),
    status,
  },
  tool_search_output: {
    id,
    call_id: nullable(callId),
    tools: required(toolList),
    execution: choice("server", "client"),
    status,
  },
  configuration_update: {
    id,
    reasoning: object({ effort: nullable(string()) }),
    text: object({ format: required(record()) }),
  },
  compaction: { id, encrypted_content: required(string()) },
  ...hostedItems,
};

/** The kind of an item: its `type`, or what a missing one means. */
const kindOf = (item: JsonObject): unknown => {
  if (item.type !== undefined && item.type !== null) return item.type;
  return typeof item.id === "string" && item.role === undefined ? "item_reference" : "message";
};

const checkItem = (item: JsonObject, path: string): void => {
  const kind = kindOf(item);
  if (typeof kind !== "string" || !everyType.includes(kind)) throw invalidValue(path, kind, everyType);
  if (kind === "message") {
    if (!roles.includes(String(item.role))) throw invalidValue(path, item.role, roles);
    if (item.content === undefined) throw missingParameter(`${path}.content`);
    checkFields({ type: anything, ...message(item) }, item, path);
    return;
  }
  const fields = items[kind];
  if (fields) checkFields({ type: anything, ...fields }, item, path);
};

/** One entry of `input`. */
export const inputItem: Shape = {
  expected: "an input item",
  fits: isObject,
  check: (value, path) => {
    if (isObject(value)) checkItem(value, path);
  },
};
