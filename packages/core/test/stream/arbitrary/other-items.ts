import fc from "fast-check";
import type { JsonObject } from "../../../src/json.js";
import type { ItemMaker } from "./script.js";

/** Items that nobody asked for, bookkeeping, and items of a later day, with the events that come with some of them. */
const silent: Record<string, string[]> = {
  image_generation_call: ["image_generation_call.in_progress", "image_generation_call.partial_image"],
  file_search_call: ["file_search_call.in_progress", "file_search_call.searching", "file_search_call.completed"],
  computer_call: [],
  computer_call_output: [],
  local_shell_call: [],
  local_shell_call_output: [],
  shell_call: ["shell_call_command.added", "shell_call_command.delta", "shell_call_command.done"],
  shell_call_output: ["shell_call_output_content.delta", "shell_call_output_content.done"],
  apply_patch_call: [],
  apply_patch_call_output: [],
  program: [],
  program_output: [],
  mcp_approval_response: [],
  function_call_output: [],
  custom_tool_call_output: [],
  additional_tools: [],
  configuration_update: [],
  some_future_item: ["some_future_item.delta", "some_future_item.done"],
  constructor: [],
};

/** Types of items that are never shown, for whoever counts what is generated. */
export const silentTypes = Object.keys(silent);

export const silentItem: fc.Arbitrary<ItemMaker> = fc.constantFrom(...silentTypes).map((type) => ({ id }) => {
  const item: JsonObject = {
    id: id("x"),
    type,
    content: [{ type: "output_text", text: "never shown" }],
    output: [{ text: "never shown" }],
    tools: [],
  };
  const between = (silent[type] ?? []).map((name) => ({
    type: `response.${name}`,
    item_id: item.id,
    delta: "unseen",
    output: [],
  }));
  return [{ added: item, between, done: { ...item, status: "completed" } }];
});

/** A `compaction` item; one without content has failed. */
export const compaction: fc.Arbitrary<ItemMaker> = fc
  .constantFrom<JsonObject>(
    { encrypted_content: "gAAAAcompacted" },
    { encrypted_content: "gAAAAcompacted" },
    { encrypted_content: "" },
  )
  .map((state) => ({ id }) => {
    const item = { id: id("cmp"), type: "compaction" };
    return [
      {
        added: { ...item, encrypted_content: "gAAAAearly" },
        between: [{ type: "response.compaction.compacting", item_id: item.id }],
        done: { ...item, ...state },
      },
    ];
  });
