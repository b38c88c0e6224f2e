import {
  ALL_KEYS,
  format,
  formatFault,
  functionFault,
  items,
  long,
  missing,
  type Row,
  row,
  schema,
  setting,
  tooLong,
  tool,
  unknown,
} from "./row.js";

export const tools: readonly Row[] = [
  row(
    "tool without a type",
    setting({ tools: [tool()] }, { tools: [{ name: "f" }] }),
    "missing_required_parameter",
    "tools[0].type",
    missing("tools[0].type"),
  ),
  row(
    "tool of chat",
    setting({ tools: [tool()] }, { tools: [{ type: "function", function: { name: "f" } }] }),
    "missing_required_parameter",
    "tools[0].name",
    missing("tools[0].name"),
  ),
  row(
    "Anthropic's tool",
    setting({ tools: [tool()] }, { tools: [tool({ input_schema: {} })] }),
    "unknown_parameter",
    "tools[0].input_schema",
    unknown("tools[0].input_schema"),
  ),
  row(
    "tool without a name",
    setting({ tools: [tool()] }, { tools: [{ type: "function" }] }),
    "missing_required_parameter",
    "tools[0].name",
    missing("tools[0].name"),
  ),
  row(
    "empty tool name",
    setting({ tools: [tool()] }, { tools: [tool({ name: "" })] }),
    "empty_string",
    "tools[0].name",
    "Invalid 'tools[0].name': empty string. Expected a string with minimum length 1, but got an empty string instead.",
  ),
  row(
    "tool name",
    setting({ tools: [tool({ name: "a-b_C9" })] }, { tools: [tool({ name: "a.b" })] }),
    "invalid_value",
    "tools[0].name",
    "Invalid 'tools[0].name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
  ),
  row(
    "tool name too long",
    setting({ tools: [tool({ name: long(64) })] }, { tools: [tool({ name: long(65) })] }),
    "string_above_max_length",
    "tools[0].name",
    tooLong("tools[0].name", 64, 65),
  ),
  row(
    "tool name twice",
    setting({ tools: [tool(), tool({ name: "g" })] }, { tools: [tool(), tool()] }),
    "invalid_value",
    "tools[1].name",
    "Invalid 'tools[1].name': duplicate tool name 'f'. Tool names must be unique.",
  ),
  row(
    "array parameters",
    setting({ tools: [tool()] }, { tools: [tool({ parameters: { type: "array", items: {} } })] }),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault(`schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`),
  ),
  row(
    "parameters without a type",
    setting({ tools: [tool({ parameters: {} })] }, { tools: [tool({ parameters: { properties: {} } })] }),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault(`schema must be a JSON Schema of 'type: "object"', got 'type: "None"'.`),
  ),
  row(
    "union at the top",
    setting(
      { tools: [tool({ parameters: { type: "object", properties: { a: { anyOf: [{ type: "string" }] } } } })] },
      { tools: [tool({ parameters: { type: "object", anyOf: [schema] } })] },
    ),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault("schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level."),
  ),
  row(
    "array without items",
    setting(
      { tools: [tool({ parameters: { type: "object", properties: { a: { type: "array", items: {} } } } })] },
      { tools: [tool({ parameters: { type: "object", properties: { a: { type: "array" } } } })] },
    ),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault("In context=('properties', 'a'), array schema missing items."),
  ),
  row(
    "required: null",
    setting(
      { tools: [tool({ parameters: { type: "object", required: [] } })] },
      { tools: [tool({ parameters: { type: "object", required: null } })] },
    ),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault("None is not of type 'array'."),
  ),
  row(
    "open object in strict",
    setting(
      { tools: [tool({ strict: true })] },
      { tools: [tool({ strict: true, parameters: { ...schema, additionalProperties: true } })] },
    ),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault("In context=(), 'additionalProperties' is required to be supplied and to be false."),
  ),
  row(
    "optional property in strict",
    setting(
      { tools: [tool({ strict: true })] },
      { tools: [tool({ strict: true, parameters: { ...schema, required: [] } })] },
    ),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault(`${ALL_KEYS} Missing 'a'.`),
  ),
  row(
    "optional property without strict",
    setting(
      { tools: [tool({ parameters: { ...schema, required: [] }, strict: null })] },
      { tools: [tool({ strict: true, parameters: { ...schema, required: ["a", "b"] } })] },
    ),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault(`${ALL_KEYS} Extra required key 'b' supplied.`),
  ),
  row(
    "keyword outside strict",
    setting(
      {
        tools: [
          tool({ parameters: { type: "object", properties: { a: { type: "array", items: {}, uniqueItems: true } } } }),
        ],
      },
      {
        tools: [
          tool({
            strict: true,
            parameters: {
              ...schema,
              properties: { a: { type: "array", items: { type: "string" }, uniqueItems: true } },
            },
          }),
        ],
      },
    ),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault("In context=('properties', 'a'), 'uniqueItems' is not permitted."),
  ),
  row(
    "format outside strict",
    setting(
      {
        tools: [
          tool({ strict: true, parameters: { ...schema, properties: { a: { type: "string", format: "uuid" } } } }),
        ],
      },
      {
        tools: [
          tool({ strict: true, parameters: { ...schema, properties: { a: { type: "string", format: "uri" } } } }),
        ],
      },
    ),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault("In context=('properties', 'a'), 'uri' is not a valid format."),
  ),
  row(
    "untyped property in strict",
    setting(
      { tools: [tool({ parameters: { type: "object", properties: { a: {} } } })] },
      { tools: [tool({ strict: true, parameters: { ...schema, properties: { a: {} } } })] },
    ),
    "invalid_function_parameters",
    "tools[0].parameters",
    functionFault("In context=('properties', 'a'), schema must have a 'type' key."),
  ),
  row(
    "schema in a namespace",
    setting(
      { tools: [{ type: "namespace", name: "n", description: "d", tools: [tool()] }] },
      {
        tools: [{ type: "namespace", name: "n", description: "d", tools: [tool({ parameters: { type: "string" } })] }],
      },
    ),
    "invalid_function_parameters",
    "tools[0].tools[0].parameters",
    functionFault(`schema must be a JSON Schema of 'type: "object"', got 'type: "string"'.`),
  ),
  row(
    "schema of a later tool",
    items(
      [{ type: "additional_tools", role: "developer", tools: [tool()] }],
      [{ type: "additional_tools", role: "developer", tools: [tool({ parameters: { type: "string" } })] }],
    ),
    "invalid_function_parameters",
    "input[1].tools[0].parameters",
    functionFault(`schema must be a JSON Schema of 'type: "object"', got 'type: "string"'.`),
  ),
  row(
    "forced tool",
    setting(
      { tools: [tool()], tool_choice: { type: "function", name: "f" } },
      { tools: [tool()], tool_choice: { type: "function", name: "g" } },
    ),
    null,
    "tool_choice",
    "Tool choice 'g' not found in 'tools' parameter.",
  ),
  row(
    "forced tool without tools",
    setting({ tool_choice: "auto" }, { tool_choice: { type: "function", name: "f" } }),
    null,
    "tool_choice",
    "Tool choice 'function' not found in 'tools' parameter.",
  ),
  row(
    "required without tools",
    setting({ tools: [tool()], tool_choice: "required" }, { tool_choice: "required" }),
    null,
    "tool_choice",
    "Tool choice 'required' must be specified with 'tools' parameter.",
  ),
  row(
    "allowed tools",
    setting(
      {
        tools: [tool()],
        tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "function", name: "f" }] },
      },
      {
        tools: [tool()],
        tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "function", name: "g" }] },
      },
    ),
    null,
    "tool_choice",
    "Tool choice 'g' not found in 'tools' parameter.",
  ),
  row(
    "tool_choice of Anthropic",
    setting({ tools: [tool()], tool_choice: "required" }, { tools: [tool()], tool_choice: "any" }),
    "invalid_value",
    "tool_choice",
    "Invalid value: 'any'. Supported values are: 'none', 'auto', and 'required'.",
  ),
  row(
    "tool_choice without a name",
    setting(
      { tools: [tool()], tool_choice: { type: "function", name: "f" } },
      { tools: [tool()], tool_choice: { type: "function", function: { name: "f" } } },
    ),
    "missing_required_parameter",
    "tool_choice.name",
    missing("tool_choice.name"),
  ),
  row(
    "format without a name",
    setting(format({ schema }), { text: { format: { type: "json_schema", schema } } }),
    "missing_required_parameter",
    "text.format.name",
    missing("text.format.name"),
  ),
  row(
    "format type",
    setting({ text: { format: { type: "text" } } }, { text: { format: { type: "json" } } }),
    "invalid_value",
    "text.format.type",
    "Invalid value: 'json'. Supported values are: 'json_object', 'text', and 'json_schema'.",
  ),
  row(
    "strict format",
    setting(format({ schema, strict: true }), format({ schema: { ...schema, required: [] }, strict: true })),
    "invalid_json_schema",
    "text.format.schema",
    formatFault(`${ALL_KEYS} Missing 'a'.`),
  ),
  row(
    "loose format",
    setting(
      format({ schema: { type: "object", properties: { a: {} } }, strict: false }),
      format({ schema: { type: "array", items: {} }, strict: false }),
    ),
    "invalid_json_schema",
    "text.format.schema",
    formatFault(`schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`),
  ),
];
