import type { Bill } from "./bill.js";
import { HOSTED_TOOLS, OTHER_HOSTED_TOOL } from "./estimates.js";
import type { BilledModel } from "./model-rules.js";
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "./read.js";
import { renderParameters } from "./render-schema.js";
import type { Rendering } from "./rules.js";
import { comment } from "./schema-comments.js";
import { renderSections, TOOLS_PREAMBLE, type ToolSection } from "./tool-sections.js";

/**
 * A function tool as the upstream shows it to the model. For the sources see `renderParameters`.
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

/** A custom tool: what its grammar allows is part of its description. */
function renderCustom(tool: JsonObject): string {
  const format = objectAt(tool, "format") ?? {};
  const grammar =
    format.type === "grammar"
      ? `\nIMPORTANT: This tool only accepts string inputs that obey the ${textAt(format, "syntax")} grammar ${textAt(format, "definition")}. You must reason carefully about the input and make sure it obeys the grammar.`
      : "";
  const alone = "IMPORTANT: Do NOT call this tool in parallel with other tools.";
  const description = comment(`${textAt(tool, "description")}${grammar}\n${alone}`);
  return `${description}type ${textAt(tool, "name")} = (FREEFORM) => any;`;
}

const RENDERED: Readonly<Record<string, (tool: JsonObject) => string>> = {
  function: renderFunction,
  custom: renderCustom,
};

/** Tokens of a hosted tool; dated names (`web_search_2025_08_26`) are the tool of that name. */
function hostedTool(type: string, rendering: Rendering): number {
  const name = type.replace(/_20\d\d_\d\d_\d\d$/, "");
  return (Object.hasOwn(HOSTED_TOOLS, name) && HOSTED_TOOLS[name]?.[rendering]) || OTHER_HOSTED_TOOL;
}

const isShown = (tool: JsonObject): boolean => tool.defer_loading !== true;

function rendered(tool: JsonObject): string[] {
  const type = textAt(tool, "type");
  const render = Object.hasOwn(RENDERED, type) ? RENDERED[type] : undefined;
  return render ? [render(tool)] : [];
}

/** The tools that are shown as text, by group. Deferred ones are not in the prompt: the model has to look for them. */
function sectionsOf(tools: readonly JsonObject[]): ToolSection[] {
  const functions = tools.flatMap(rendered);
  const own = functions.length > 0 ? [{ name: "functions", description: "", definitions: functions }] : [];
  const namespaces = tools
    .filter(({ type }) => type === "namespace")
    .map((tool) => ({
      name: textAt(tool, "name"),
      description: textAt(tool, "description"),
      definitions: objectsAt(tool, "tools").filter(isShown).flatMap(rendered),
    }));
  return [...own, ...namespaces];
}

/** Puts the tools of a request on the bill. */
export function billTools(bill: Bill, tools: readonly unknown[], { rendering }: BilledModel): void {
  const shown = tools.filter(isObject).filter(isShown);
  for (const tool of shown) {
    const type = textAt(tool, "type");
    if (type !== "namespace" && !Object.hasOwn(RENDERED, type))
      bill.estimate(hostedTool(type, rendering), "hosted_tool");
  }
  bill.addText(renderSections(sectionsOf(shown), rendering));
}

/** Puts tools that arrive in the course of a conversation on the bill: a message, in which each has a group of its own. */
export function billAdditionalTools(
  bill: Bill,
  tools: readonly JsonObject[],
  isFirst: boolean,
  rules: BilledModel,
): void {
  const shown = tools.filter(isShown);
  const sections = isFirst
    ? sectionsOf(shown)
    : shown.map((tool) => ({ name: textAt(tool, "name"), description: "", definitions: rendered(tool) }));
  bill.add(rules.marks.message);
  bill.addText(`${TOOLS_PREAMBLE[rules.rendering]}${renderSections(sections, rules.rendering)}`);
}

/** What a request says about the use of its tools. */
export function billToolUse(
  bill: Bill,
  { tools, tool_choice: choice, parallel_tool_calls: parallel }: JsonObject,
  { marks, rendering }: BilledModel,
): void {
  if (!Array.isArray(tools) || tools.length === 0) return;
  const forced = isObject(choice) && choice.type === "function" ? textAt(choice, "name") : "";
  const only = choice === "required" && tools.length === 1 && isObject(tools[0]) ? textAt(tools[0], "name") : "";
  if (marks.toolForced > 0 && (forced !== "" || only !== "")) {
    bill.add(marks.toolForced);
    bill.addText(forced || only);
  }
  if (parallel === false) bill.addText(TOOLS_PREAMBLE[rendering]);
}
