import { asArray, asObject, asString, isObject, type JsonObject } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import { schemaFault } from "./json-schema.js";
import type { Request, Rule } from "./rule.js";

interface Placed {
  readonly tool: JsonObject;
  readonly path: string;
}

/** Tools of a list and of the namespaces in it, with their paths. */
const placed = (tools: readonly unknown[], path: string): readonly Placed[] =>
  tools.flatMap((entry, i) => {
    const tool = asObject(entry);
    const here = { tool, path: `${path}[${i}]` };
    return tool.type === "namespace" ? [here, ...placed(asArray(tool.tools), `${path}[${i}].tools`)] : [here];
  });

/** Top-level tools, and those that items bring in later. */
const allTools = ({ tools, items }: Request): readonly Placed[] => [
  ...placed(tools, "tools"),
  ...items.flatMap((item, i) =>
    item.type === "additional_tools" || item.type === "tool_search_output"
      ? placed(asArray(item.tools), `input[${i}].tools`)
      : [],
  ),
];

const named = new Set(["function", "custom", "namespace"]);

/** No two tools of one list have the same name; the wording is inferred. */
export const toolNamesAreUnique: Rule = ({ tools }) => {
  const lists = [
    { list: tools, path: "tools" },
    ...tools.flatMap((tool, i) =>
      tool.type === "namespace" ? [{ list: asArray(tool.tools).map(asObject), path: `tools[${i}].tools` }] : [],
    ),
  ];
  for (const { list, path } of lists) {
    const names = list.map((tool) => (named.has(String(tool.type)) ? tool.name : undefined));
    const twice = names.findIndex((name, i) => name !== undefined && names.indexOf(name) < i);
    if (twice >= 0) {
      throw new OpenAIRefusal(
        `Invalid '${path}[${twice}].name': duplicate tool name '${names[twice]}'. Tool names must be unique.`,
        {
          code: "invalid_value",
          param: `${path}[${twice}].name`,
        },
      );
    }
  }
};

/** Parameters of a function are an object schema; with `strict: true` one of the strict subset. */
export const functionSchemasFit: Rule = (request) => {
  for (const { tool, path } of allTools(request)) {
    if (tool.type !== "function" || !isObject(tool.parameters)) continue;
    const fault = schemaFault(tool.parameters, tool.strict === true);
    if (fault !== undefined) {
      throw new OpenAIRefusal(`Invalid schema for function '${tool.name}': ${fault}`, {
        code: "invalid_function_parameters",
        param: `${path}.parameters`,
      });
    }
  }
};

export const formatSchemaFits: Rule = ({ body }) => {
  const format = asObject(asObject(body.text).format);
  if (format.type !== "json_schema" || !isObject(format.schema)) return;
  const fault = schemaFault(format.schema, format.strict !== false);
  if (fault !== undefined) {
    throw new OpenAIRefusal(`Invalid schema for response_format '${format.name}': ${fault}`, {
      code: "invalid_json_schema",
      param: "text.format.schema",
    });
  }
};

const choiceRefused = (message: string) => new OpenAIRefusal(message, { param: "tool_choice" });

/** The old name of web search chooses the new tool too. */
const chooses = (asked: string, type: unknown): boolean =>
  asked === type || (asked.startsWith("web_search") && String(type).startsWith("web_search"));

/** What names a tool of a kind; tools of servers are known to those alone. */
const nameOf = (tool: JsonObject): string | undefined => asString(tool.type === "mcp" ? tool.server_label : tool.name);

/** Tools that a choice can name. One that waits for a search, or stands in a namespace, is reported not to be found. */
const choosable = ({ tools, items }: Request): readonly JsonObject[] => {
  const added = items.flatMap((item) => (item.type === "additional_tools" ? asArray(item.tools).map(asObject) : []));
  return [...tools, ...added].filter(({ type, defer_loading }) => type !== "tool_search" && defer_loading !== true);
};

const declares = (request: Request, type: string, name: string | undefined): boolean =>
  choosable(request).some((tool) => chooses(type, tool.type) && (name === undefined || nameOf(tool) === name));

/** A forced tool is one that was declared. Without any tools the refusal names the type, otherwise the tool. */
export const toolChoiceIsDeclared: Rule = (request) => {
  const { body, tools } = request;
  const any = allTools(request).length > 0;
  if (body.tool_choice === "required" && !any) {
    throw choiceRefused("Tool choice 'required' must be specified with 'tools' parameter.");
  }
  if (!isObject(body.tool_choice)) return;
  const { type, tools: allowed } = body.tool_choice;
  const asked = type === "allowed_tools" ? asArray(allowed).map(asObject) : [body.tool_choice];
  for (const one of asked) {
    const kind = String(one.type);
    const name = nameOf(one);
    if (declares(request, kind, name)) continue;
    throw choiceRefused(`Tool choice '${tools.length === 0 ? kind : (name ?? kind)}' not found in 'tools' parameter.`);
  }
};
