import fc from "fast-check";
import { rarely, words } from "./texts.js";
import { inlineTool, type ToolDefinition } from "./tool-definitions.js";
import { text } from "./user-content.js";

/** A system message inside the conversation; `tool` is the number of a declared tool, or what stands there itself. */
export type SystemNote = {
  content: string | object[];
  tools: readonly { type: string; tool: number | object }[];
  clear_at: string | null | undefined;
  output_config: object | null | undefined;
};

const added = (definition: ToolDefinition) => ({ type: "tool_definition", definition });
const change = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant("tool_addition"), tool: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("tool_removal"), tool: fc.nat({ max: 9 }) }) },
  { weight: 2, arbitrary: inlineTool.map((tool) => ({ type: "tool_addition", tool: added(tool) })) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom("tool_addition", "tool_removal"),
      tool: fc.constantFrom(
        { type: "mcp_tool_reference", server_name: "tracker", name: "list" },
        { type: "mcp_toolset_reference", server_name: "tracker" },
      ),
    }),
  },
);

export const systemNote: fc.Arbitrary<SystemNote> = fc.record({
  content: fc.oneof(words, fc.array(text, { minLength: 1, maxLength: 2 })),
  tools: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(change, { minLength: 1, maxLength: 2 }) },
  ),
  clear_at: fc.constantFrom(undefined, undefined, null, "never", "next_user_message"),
  output_config: rarely(fc.constantFrom(null, {}, { effort: "low" }, { effort: "max" }), 4),
});
