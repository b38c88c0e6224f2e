import type { Bill } from "./bill.js";
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "./read.js";
import { comment, hasExplainedParameter, renderParameters } from "./render-schema.js";
import { type BilledModel, HOSTED_TOOLS, OTHER_HOSTED_TOOL, type Rendering, type RenderingRules } from "./rules.js";

/**
 * A function tool as the upstream shows it to the model. Source: billed requests; the nearest published rendering is the
 * one of openai/harmony, which differs in details.
 *
 * @example
 * ```ts
 * renderFunction({ name: "now", description: "The time." }); // "// The time.\ntype now = () => any;"
 * ```
 */
export function renderFunction(tool: JsonObject): string {
  const parameters = renderParameters(objectAt(tool, "parameters") ?? {});
  return `${comment(textAt(tool, "description"))}type ${textAt(tool, "name")} = (${parameters}) => any;`;
}

/** A tool with parameters of which none is explained costs a token less. */
function isSpared(tool: JsonObject): boolean {
  const parameters = objectAt(tool, "parameters") ?? {};
  const count = Object.keys(objectAt(parameters, "properties") ?? {}).length;
  return count > 0 && !hasExplainedParameter(parameters);
}

/** A function, or a custom tool, which is shown like a function without parameters. */
function isRendered(tool: JsonObject): boolean {
  return tool.type === "function" || tool.type === "custom";
}

/** Tokens of a hosted tool; dated names (`web_search_2025_08_26`) are the tool of that name. */
function hostedTool(type: string, rendering: Rendering): number {
  const name = type.replace(/_20\d\d_\d\d_\d\d$/, "");
  return (Object.hasOwn(HOSTED_TOOLS, name) && HOSTED_TOOLS[name]?.[rendering]) || OTHER_HOSTED_TOOL;
}

/** Puts the tools of a request on the bill. Deferred ones are not in the prompt: the model has to look for them. */
export function billTools(bill: Bill, tools: readonly unknown[], { marks, rendering }: BilledModel): void {
  const shown: JsonObject[] = [];
  const texts: string[] = [];
  for (const tool of tools.filter(isObject)) {
    if (tool.defer_loading === true) continue;
    if (tool.type === "namespace") {
      const inner = objectsAt(tool, "tools").filter((each) => each.defer_loading !== true);
      texts.push(`${comment(textAt(tool, "description"))}namespace ${textAt(tool, "name")} {`);
      texts.push(...inner.map(renderFunction), "}");
    } else if (isRendered(tool)) {
      shown.push(tool);
      texts.push(renderFunction(tool));
    } else {
      bill.add(hostedTool(textAt(tool, "type"), rendering));
    }
  }
  if (texts.length === 0) return;
  const described = shown[0] === undefined || textAt(shown[0], "description") !== "";
  bill.add(described ? marks.tools : marks.toolsWithoutDescription);
  bill.add(-shown.filter(isSpared).length);
  bill.addText(texts.join("\n\n"));
}

/** What a request says about the use of its tools. */
export function billToolUse(
  bill: Bill,
  { tools, tool_choice: choice, parallel_tool_calls: parallel }: JsonObject,
  marks: RenderingRules,
): void {
  if (!Array.isArray(tools) || tools.length === 0) return;
  if (choice === "required") bill.add(marks.toolRequired);
  if (isObject(choice) && choice.type === "function" && marks.toolForced > 0) {
    bill.add(marks.toolForced);
    bill.addText(textAt(choice, "name"));
  }
  if (parallel === false && tools.length > 1) bill.add(marks.oneToolAtATime);
}
