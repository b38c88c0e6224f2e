import type { MessagesRequest } from "../anthropic/request.js";
import { isObject, objectAt, stringAt } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";
import type { Tool } from "../openai/request.js";
import type { OmittableArguments } from "./options.js";
import type { PromptCache } from "./prompt-cache.js";
import { ToolBox } from "./tool-box.js";
import type { ToolSetting } from "./tool-setting.js";
import { declareTool, isToolSearch } from "./tools.js";

export type DeclaredTools = { box: ToolBox; addTool: (definition: unknown, path: string) => Tool | null };

/**
 * Translates all tool definitions of a request. Deferred tools stay back until the conversation names them, if the model
 * can be given tools later and the client does the searching (T1d, B8r, M11); otherwise all are loaded at once.
 */
export function declareTools(
  request: Pick<MessagesRequest, "tools" | "tool_choice" | "messages">,
  capabilities: ModelCapabilities,
  cache: PromptCache,
  ledger: LossLedger,
  omittable: OmittableArguments | undefined,
): DeclaredTools {
  const box = new ToolBox();
  const definitions: readonly unknown[] = request.tools ?? [];
  const forced = request.tool_choice?.type === "tool" ? request.tool_choice.name : null;
  const added = capabilities.toolSearch ? namesOfAddedTools(request.messages) : new Set<string>();
  const deferral = capabilities.toolSearch && !definitions.some(isToolSearch);
  const setting: ToolSetting = {
    box,
    ledger,
    cache,
    capabilities,
    omittable,
    waits: (tool) => tool.name !== forced && (added.has(tool.name) || (deferral && tool.defer_loading === true)),
  };
  definitions.forEach((tool, index) => {
    declareTool(tool, `tools.${index}`, setting);
  });
  return { box, addTool: (definition, path) => addTool(definition, path, setting) };
}

/** A definition inside the conversation: given there where the model takes that, else with the other tools. */
function addTool(definition: unknown, path: string, setting: ToolSetting): Tool | null {
  const { box, capabilities, ledger } = setting;
  const name = isObject(definition) ? stringAt(definition, "name") : "";
  if (box.declared.has(name)) return box.reveal(name);
  if (!capabilities.toolSearch) ledger.add("defer_loading_ignored", path);
  declareTool(definition, path, { ...setting, waits: () => capabilities.toolSearch });
  return box.reveal(name);
}

function namesOfAddedTools(messages: readonly unknown[]): Set<string> {
  const blocks = messages.filter(isObject).flatMap((message) => {
    const { role, content } = message;
    return role === "system" && Array.isArray(content) ? content.filter(isObject) : [];
  });
  const added = blocks.filter((block) => block.type === "tool_addition").map((block) => objectAt(block, "tool"));
  return new Set(added.filter((tool) => tool.type === "tool_reference").map((tool) => stringAt(tool, "name")));
}
