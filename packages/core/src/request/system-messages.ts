import { textBlock, toolAdditionBlock, toolRemovalBlock } from "../anthropic/content.js";
import type { EffortName, SystemMessageParam } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject, stringAt } from "../json.js";
import type { InstructionMessage, Tool } from "../openai/request.js";
import { type BlockHandler, block } from "./block-table.js";
import { addText, dispatch } from "./content-blocks.js";
import type { PlacedItem } from "./input-items.js";
import { Parts } from "./parts.js";
import { nearestEffort } from "./reasoning.js";
import type { Translation } from "./translation.js";
import { at } from "./validate.js";

/** Items of one system message inside the conversation, and the effort that it asks for where no item can say so. */
export type SystemTurn = { items: PlacedItem[]; effort: EffortName | null };

/** `notes`: what the model is told of tools where no field can say it. */
type Target = { parts: Parts; tools: Tool[]; listings: PlacedItem[]; notes: Parts };

/** Translates a mid-conversation system message where it stands. Source: mapping M8 to M12. */
export function translateSystemMessage(
  message: SystemMessageParam,
  path: string,
  userFollows: boolean,
  t: Translation,
): SystemTurn {
  const items: PlacedItem[] = [];
  const effort = effortOf(message, path, t);
  if (effort !== null && t.capabilities.configurationUpdate) {
    const accepted = nearestEffort(effort, t, at(path, "output_config.effort"));
    if (accepted) items.push({ item: { type: "configuration_update", reasoning: { effort: accepted } }, path });
  }
  const target: Target = { parts: new Parts(), tools: [], listings: [], notes: new Parts() };
  if (typeof message.content === "string") {
    addText({ type: "text", text: message.content }, at(path, "content"), target.parts, t);
  } else {
    message.content?.forEach((value, index) => {
      dispatch(handlers, value, `${path}.content.${index}`, target, t);
    });
  }
  if (target.tools.length > 0) {
    items.push({ item: { type: "additional_tools", role: "developer", tools: target.tools }, path });
  }
  items.push(...target.listings);
  if (target.notes.parts.length > 0) items.push({ item: instructions(target.notes, t), path: target.notes.paths });
  if (message.clear_at === "next_user_message" && userFollows) t.ledger.add("system_message_expired", path);
  else if (target.parts.parts.length > 0) {
    items.push({ item: instructions(target.parts, t), path: target.parts.paths });
  }
  return { items, effort: t.capabilities.configurationUpdate ? null : effort };
}

/** The effort from here on; it stays where the text of the message has expired. */
function effortOf({ output_config }: SystemMessageParam, path: string, t: Translation): EffortName | null {
  const effort = output_config?.effort ?? null;
  if (effort === null || !t.thinkingDisabled) return effort;
  t.ledger.add("effort_ignored", at(path, "output_config.effort"));
  return null;
}

/** An instruction message of what was gathered; only texts are ever put into it. */
export function instructions(parts: Parts, t: Translation): InstructionMessage {
  const content = parts.parts.flatMap((part) => (part.type === "input_text" ? [part] : []));
  return { type: "message", role: t.capabilities.instructionRole, content };
}

const text = block("text", textBlock, (value, path, target: Target, t) => {
  addText(value, path, target.parts, t);
});

const addition = block("tool_addition", toolAdditionBlock, (value, path, target: Target, t) => {
  t.cache.drop(value.cache_control, at(path, "cache_control"));
  const { name } = value.tool;
  if (value.tool.type === "tool_definition") return addDefinition(value.tool.definition, path, target, t);
  if (value.tool.type !== "tool_reference" || name === undefined) {
    t.ledger.add("feature_unsupported", at(path, "tool"));
    return;
  }
  checkReference(name, path, t);
  if (t.tools.removed.has(name) && !t.tools.listable) target.notes.text(isBack(name), path);
  const tool = t.tools.add(name);
  if (tool) target.tools.push(tool);
  else if (!t.capabilities.toolSearch) t.ledger.add("defer_loading_ignored", at(path, "tool"));
});

function addDefinition(definition: unknown, path: string, target: Target, t: Translation): void {
  const { tools } = t;
  const { listable } = tools;
  const name = isObject(definition) ? stringAt(definition, "name") : "";
  if (tools.removed.has(name) && !listable) target.notes.text(isBack(name), path);
  const { tool, listing } = t.addTool(definition, at(path, "tool.definition"));
  if (tool) target.tools.push(tool);
  if (listing) target.listings.push(listing);
  // From here on `tool_choice` cannot say what was taken away before either.
  if (listable && !tools.listable) for (const gone of tools.removed) target.notes.text(isGone(gone), path);
}

const isGone = (name: string) => `The tool \`${name}\` is no longer available; do not call it.`;
const isBack = (name: string) => `The tool \`${name}\` is available again.`;

const removal = block("tool_removal", toolRemovalBlock, (value, path, target: Target, t) => {
  t.cache.drop(value.cache_control, at(path, "cache_control"));
  const { type, name } = value.tool;
  if (type !== "tool_reference" || name === undefined) {
    t.ledger.add("feature_unsupported", at(path, "tool"));
    return;
  }
  checkReference(name, path, t);
  t.tools.remove(name);
  // `tool_choice` cannot list what is left; so the model is asked.
  if (!t.tools.listable) target.notes.text(isGone(name), path);
  t.ledger.add("tool_removal_soft", path);
});

/** @throws TranspondError 400 for a tool that the request does not declare, as Anthropic refuses it */
function checkReference(name: string, path: string, t: Translation): void {
  if (t.tools.declared.has(name)) return;
  throw invalidRequest(at(path, "tool"), `Tool reference '${name}' not found in available tools`, {
    error_code: "tool_reference_unresolved",
  });
}

const handlers: ReadonlyMap<unknown, BlockHandler<Target>> = new Map<unknown, BlockHandler<Target>>([
  text,
  addition,
  removal,
]);
