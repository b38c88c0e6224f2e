import type { TranslationContext } from "../context.js";
import { quotableText } from "./clean-text.js";

/** Top-level parameters of the upstream → the field of the Anthropic request that decides them; longest match first. */
const fields: readonly (readonly [string, string])[] = [
  ["reasoning.effort", "output_config.effort"],
  ["reasoning.summary", "thinking.display"],
  ["reasoning", "thinking"],
  ["text.format.schema", "output_config.format.schema"],
  ["text", "output_config.format"],
  ["max_output_tokens", "max_tokens"],
  ["parallel_tool_calls", "tool_choice.disable_parallel_tool_use"],
  ["prompt_cache_options", "cache_control"],
  ["prompt_cache_breakpoint", "cache_control"],
  ["safety_identifier", "metadata.user_id"],
  ["instructions", "system"],
  ["input", "messages"],
  ...["model", "temperature", "top_p", "tool_choice", "tools", "service_tier"].map((name) => [name, name] as const),
];

/** Fields of a tool that Anthropic names differently; null where it has no such level. */
const toolFields: ReadonlyMap<string, string | null> = new Map([
  ["parameters", "input_schema"],
  ["filters", null],
]);

/**
 * The client's own path for the upstream's `param` (`input[3].content[0].image_url` → `messages.1.content.0`); empty
 * where the parameter has no place in the Anthropic request.
 */
export function translateParam(param: string, context?: TranslationContext): string {
  const steps = param.split(/[.[\]]/).filter((step) => step !== "");
  const [root, index] = steps;
  const position = Number(index);
  if (root === "input") {
    const origin = context?.paths.input[position];
    if (origin !== undefined) return itemPath(origin, Number(steps[3]));
  }
  if (root === "tools") {
    const origin = context?.paths.tools[position];
    if (origin !== undefined) return toolPath(origin, steps.slice(2));
  }
  const dotted = steps.join(".");
  return fields.find(([name]) => dotted === name || dotted.startsWith(`${name}.`))?.[1] ?? "";
}

/** An item has one path, or one for each of its content parts. */
function itemPath(origin: string | string[], part: number): string {
  return typeof origin === "string" ? origin : (origin[part] ?? commonPath(origin));
}

function commonPath(paths: string[]): string {
  const [first, ...others] = paths.map((path) => path.split("."));
  if (!first) return "messages";
  const end = first.findIndex((step, at) => others.some((other) => other[at] !== step));
  return (end === -1 ? first : first.slice(0, end)).join(".");
}

/** The steps below a tool are the upstream's words, so they are judged as such. */
function toolPath(origin: string, steps: string[]): string {
  const names = steps.map((step) => (toolFields.has(step) ? toolFields.get(step) : step));
  const path = [origin, ...names.filter((name) => name != null)].join(".");
  return quotableText(path) === path ? path : origin;
}
