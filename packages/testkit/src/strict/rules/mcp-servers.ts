import { asArray, asObject, asString } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import { missingParameter } from "../refusals.js";
import type { Request, Rule } from "./rule.js";

const sources = ["server_url", "connector_id", "tunnel_id"];

/** MCP tools at the top and those that items bring in, with their paths. */
const servers = ({ tools, items }: Request) => {
  const lists = [
    { list: tools, path: "tools" },
    ...items.map((item, i) => ({
      list: item.type === "additional_tools" ? asArray(item.tools) : [],
      path: `input[${i}].tools`,
    })),
  ];
  const all = lists.flatMap(({ list, path }) =>
    list.map((tool, i) => ({ tool: asObject(tool), path: `${path}[${i}]` })),
  );
  return all.filter(({ tool }) => tool.type === "mcp");
};

/** Every MCP server can be found and has a label of its own, whatever the case of its letters; the wording is inferred. */
export const serversAreDistinct: Rule = (request) => {
  const seen = new Set<string>();
  for (const { tool, path } of servers(request)) {
    if (!sources.some((source) => asString(tool[source]) !== undefined)) throw missingParameter(`${path}.server_url`);
    if (typeof tool.server_url === "string" && !/^https?:\/\/[^/\s]+/.test(tool.server_url)) {
      // Never with the URL, which may hold a credential.
      throw new OpenAIRefusal(`Invalid '${path}.server_url': expected a URL.`, {
        code: "invalid_value",
        param: `${path}.server_url`,
      });
    }
    const label = String(tool.server_label).toLowerCase();
    if (seen.has(label)) {
      throw new OpenAIRefusal(`Duplicate MCP server_label '${tool.server_label}' found in 'tools' parameter.`, {
        param: "tools",
      });
    }
    seen.add(label);
  }
};
