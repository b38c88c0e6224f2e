import { asArray, asObject, asString, type JsonObject } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import { inputRefused } from "../refusals.js";
import type { Request, Rule } from "./rule.js";

/**
 * Tools that wait for a search, and the calls of what one found. The wordings are those that users report of the
 * Responses API (`Deferred tools require tools.tool_search`, `requires at least one deferred tool`, `Missing namespace
 * for function_call`); how the rest is judged shows in recorded requests.
 */

const waits = (tool: JsonObject): boolean =>
  tool.defer_loading === true || (tool.type === "namespace" && asArray(tool.tools).map(asObject).some(waits));

/** A search that OpenAI runs is useless without tools to find, and these cannot be found without one. */
export const searchHasTools: Rule = ({ tools }) => {
  const search = tools.find(({ type }) => type === "tool_search");
  const waiting = tools.some(waits);
  if (waiting && !search) {
    throw new OpenAIRefusal("Invalid Value: 'tools.defer_loading'. Deferred tools require tools.tool_search.", {
      param: "tools",
    });
  }
  if (search && search.execution !== "client" && !waiting) {
    throw new OpenAIRefusal(
      "Invalid Value: 'tools.tool_search'. tools.tool_search requires at least one deferred tool.",
      { param: "tools" },
    );
  }
};

const namesOf = (tools: readonly JsonObject[]): readonly string[] => tools.flatMap(({ name }) => asString(name) ?? []);

const toolsOf = (items: readonly JsonObject[], type: string): readonly JsonObject[] =>
  items.flatMap((item) => (item.type === type ? asArray(item.tools).map(asObject) : []));

/** Functions that a call names without a namespace, and those that it cannot name so. */
const places = ({ tools, items }: Request) => {
  const given = [...tools, ...toolsOf(items, "additional_tools")];
  const found = toolsOf(items, "tool_search_output");
  const namespaces = [...given, ...found].filter(({ type }) => type === "namespace");
  const members = namespaces.flatMap((namespace) => asArray(namespace.tools).map(asObject));
  return {
    free: new Set(namesOf(given.filter((tool) => tool.type !== "namespace" && !waits(tool)))),
    contained: new Set(namesOf([...found.filter(({ type }) => type !== "namespace"), ...members])),
  };
};

/** What a search found lives in a namespace, of its own name if it stood in no other; its calls must say so. */
export const callsNameTheirNamespace: Rule = (request) => {
  const { free, contained } = places(request);
  for (const [i, item] of request.items.entries()) {
    const name = asString(item.name) ?? "";
    if (item.type !== "function_call" || typeof item.namespace === "string") continue;
    if (free.has(name) || !contained.has(name)) continue;
    throw new OpenAIRefusal(
      `Missing namespace for function_call '${name}'. It does not exist in the default namespace. Round-trip the model's function_call item with its namespace field included.`,
      { param: `input[${i}].namespace` },
    );
  }
};

/** The result of a search has its search before it; the wording is inferred. */
export const searchesArePaired: Rule = ({ body, items }) => {
  if (typeof body.previous_response_id === "string") return;
  let open = 0;
  for (const { type } of items) {
    if (type === "tool_search_call") open++;
    if (type === "tool_search_output" && open-- <= 0) {
      throw inputRefused("No tool search call found for tool search output.");
    }
  }
};
