import { isObject } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import {
  anything,
  arrayOf,
  boolean,
  choice,
  constant,
  either,
  type Fields,
  integer,
  nullable,
  object,
  record,
  required,
  type Shape,
  string,
} from "./shape.js";

const strings = arrayOf(string(), "an array of strings");
const callers = nullable(arrayOf(choice("direct", "programmatic"), "an array of strings"));

/** A container of its own making, or one by id. The wording for another id is inferred. */
const containerId: Shape = {
  ...string(),
  check: (value, path) => {
    if (typeof value !== "string" || value.startsWith("cntr")) return;
    throw new OpenAIRefusal(`Invalid '${path}': '${value}'. Expected an ID that begins with 'cntr'.`, {
      code: "invalid_value",
      param: path,
    });
  },
};
const container = either(
  "one of a string or object",
  containerId,
  object({
    type: required(constant("auto")),
    file_ids: strings,
    memory_limit: nullable(choice("1g", "4g", "16g", "64g")),
    network_policy: record(),
  }),
);

const filter = object({ tool_names: strings, read_only: boolean });

/** Reports show this wording, with the whole of `tools` as its parameter. */
const serverLabel: Shape = {
  ...string({ min: 1 }),
  check: (value, path) => {
    string({ min: 1 }).check(value, path);
    if (typeof value !== "string" || /^[A-Za-z][A-Za-z0-9_-]*$/.test(value)) return;
    throw new OpenAIRefusal(
      `Invalid input ${value}: 'server_label' must start with a letter and consist of only letters, digits, '-' and '_'`,
      { param: "tools" },
    );
  },
};

/** Tools that OpenAI runs itself, beside the searches. */
export const hostedTools = {
  code_interpreter: { container: required(container), allowed_callers: callers },
  mcp: {
    server_label: required(serverLabel),
    server_url: string(),
    connector_id: string(),
    tunnel_id: string(),
    server_description: string(),
    authorization: string(),
    headers: nullable(record(string())),
    allowed_callers: callers,
    allowed_tools: nullable(either("one of an array of strings or object", strings, filter)),
    require_approval: nullable(
      either("one of an object or string", choice("always", "never"), object({ always: filter, never: filter })),
    ),
    defer_loading: boolean,
  },
} satisfies Readonly<Record<string, Fields>>;

const id = required(string({ max: 64 }));

const output: Shape = {
  expected: "an object",
  fits: isObject,
  check: (value, path) => {
    if (!isObject(value)) return;
    const fields: Fields = value.type === "image" ? { url: required(string()) } : { logs: required(string()) };
    object({ type: required(choice("logs", "image")), ...fields }).check(value, path);
  },
};

/** What those tools leave in a conversation. */
export const hostedItems = {
  code_interpreter_call: {
    id,
    code: required(nullable(string())),
    container_id: required(containerId),
    outputs: required(nullable(arrayOf(output))),
    status: required(choice("in_progress", "completed", "incomplete", "interpreting", "failed")),
  },
  mcp_list_tools: {
    id,
    server_label: required(serverLabel),
    tools: required(
      arrayOf(
        object({
          name: required(string({ min: 1 })),
          description: nullable(string()),
          input_schema: required(record()),
          annotations: nullable(record()),
        }),
      ),
    ),
    error: nullable(string()),
  },
  mcp_call: {
    id,
    server_label: required(serverLabel),
    name: required(string({ min: 1 })),
    arguments: required(string()),
    output: nullable(string()),
    error: nullable(
      object({
        type: required(choice("mcp_protocol_error", "mcp_tool_execution_error", "http_error")),
        code: integer(),
        message: string(),
        content: anything,
      }),
    ),
    status: choice("in_progress", "completed", "incomplete", "calling", "failed"),
    approval_request_id: nullable(string()),
  },
} satisfies Readonly<Record<string, Fields>>;
