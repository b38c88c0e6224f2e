import type { Rendering } from "./rules.js";
import { comment } from "./schema-comments.js";

/** A group of tools under one name. */
export type ToolSection = { name: string; description: string; definitions: readonly string[] };

/**
 * How a group of tools stands in the prompt. Source: prompts that models have repeated; the number of their tokens is the
 * constant that billed requests show (15 on harmony; 9 or 10 on ChatML, by what the first definition starts with).
 */
const SECTIONS: Readonly<Record<Rendering, (section: ToolSection) => string>> = {
  harmony: ({ name, description, definitions }) =>
    [
      `## Namespace: ${name}`,
      "### Target channel: commentary",
      ...(description === "" ? [] : [`### Description\n${description.trim()}`]),
      `### Tool definitions\n${definitions.join("\n\n")}`,
    ].join("\n\n"),
  chatml: ({ name, description, definitions }) =>
    [`## ${name}`, `${comment(description)}namespace ${name} {`, ...definitions, `} // namespace ${name}`].join("\n\n"),
};

/** The groups as one text. */
export function renderSections(sections: readonly ToolSection[], rendering: Rendering): string {
  return sections.map(SECTIONS[rendering]).join("\n\n");
}

/**
 * What stands before groups of tools. As long as several calls may be made at once it is not billed, for it then stands in
 * every prompt, before the tool that makes them.
 */
export const TOOLS_PREAMBLE: Readonly<Record<Rendering, string>> = {
  chatml: "# Tools\n\n",
  harmony: [
    "# Tools",
    "Tools are grouped by namespace where each namespace has one or more tools defined. By default, the input for each tool call is a JSON object. If the tool schema has the word 'FREEFORM' input type, you should strictly follow the function description and instructions for the input format. It should not be JSON unless explicitly instructed by the function description or system/developer instructions.",
    "",
  ].join("\n\n"),
};
