import { isObject } from "../../json.js";
import { invalidValue, missingParameter } from "../refusals.js";
import { hostedTools } from "./hosted-tools.js";
import {
  arrayOf,
  boolean,
  choice,
  constant,
  type Fields,
  nullable,
  object,
  record,
  required,
  type Shape,
  string,
  tagged,
} from "./shape.js";

const name = string({ min: 1, max: 64, pattern: /^[a-zA-Z0-9_-]+$/ });
const callers = nullable(arrayOf(choice("direct", "programmatic"), "an array of strings"));
const strings = nullable(arrayOf(string(), "an array of strings"));

const functionTool: Fields = {
  name: required(name),
  description: nullable(string()),
  parameters: nullable(record()),
  strict: nullable(boolean),
  allowed_callers: callers,
  async: boolean,
  defer_loading: boolean,
  output_schema: nullable(record()),
};

const customTool: Fields = {
  name: required(name),
  description: string(),
  format: record(),
  allowed_callers: callers,
  async: boolean,
  defer_loading: boolean,
};

const userLocation = nullable(
  object({
    type: constant("approximate"),
    city: nullable(string()),
    country: nullable(string()),
    region: nullable(string()),
    timezone: nullable(string()),
  }),
);

const webSearch: Fields = {
  external_web_access: boolean,
  filters: nullable(object({ allowed_domains: strings, blocked_domains: strings })),
  search_context_size: choice("low", "medium", "high"),
  user_location: userLocation,
};

const wrongType = (table: Readonly<Record<string, Fields>>) => (type: unknown, path: string) =>
  type === undefined ? missingParameter(`${path}.type`) : invalidValue(`${path}.type`, type, Object.keys(table));

const members = { function: functionTool, custom: customTool };

/** Fields of the tools that a Messages request can turn into; the rest are known by type only. */
const tools: Readonly<Record<string, Fields>> = {
  ...members,
  namespace: {
    name: required(name),
    description: required(string()),
    tools: required(arrayOf(tagged(members, wrongType(members)))),
  },
  tool_search: {
    description: nullable(string()),
    execution: choice("server", "client"),
    parameters: nullable(record()),
  },
  web_search: webSearch,
  web_search_2025_08_26: webSearch,
  web_search_preview: { search_context_size: choice("low", "medium", "high"), user_location: userLocation },
  code_interpreter: hostedTools.code_interpreter,
  programmatic_tool_calling: {},
  mcp: hostedTools.mcp,
};

const others = [
  "apply_patch",
  "computer",
  "computer_use_preview",
  "file_search",
  "image_generation",
  "local_shell",
  "shell",
  "web_search_preview_2025_03_11",
];

const known = tagged(tools, wrongType({ ...tools, ...Object.fromEntries(others.map((type) => [type, {}])) }));

const tool: Shape = {
  expected: "an object",
  fits: isObject,
  check: (value, path) => {
    if (isObject(value) && !others.includes(String(value.type))) known.check(value, path);
  },
};

export const toolList: Shape = arrayOf(tool, "an array of tools");
