import type { ThinkingConfigParam } from "../anthropic/request.js";
import type { ToolChoiceParam } from "../anthropic/tools.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";
import type { OpenAIRequest, ToolChoice } from "../openai/request.js";
import { isToolSearchName } from "../tool-search-query.js";
import type { ToolBox } from "./tool-box.js";

type ChoiceFields = Pick<OpenAIRequest, "tool_choice" | "parallel_tool_calls">;

/**
 * `tool_choice` and `parallel_tool_calls`. Source: mapping A.5, M12.
 *
 * @throws TranspondError 400 for a tool that is not there, and for a forced call while thinking is `enabled`
 */
export function translateToolChoice(
  choice: ToolChoiceParam | null | undefined,
  thinking: ThinkingConfigParam | null | undefined,
  box: ToolBox,
  capabilities: ModelCapabilities,
  ledger: LossLedger,
): ChoiceFields {
  const type = choice?.type ?? "auto";
  const forced = type === "any" || type === "tool";
  if (forced && thinking?.type === "enabled") {
    throw invalidRequest("tool_choice", "Thinking may not be enabled when tool_choice forces tool use.");
  }
  if (choice?.type === "tool") checkTarget(choice.name, box);
  if (!box.callable) {
    if (forced) throw invalidRequest("tool_choice", `'${type}' may only be given together with a tool to call`);
    if (choice) ledger.add("tool_hint_dropped", "tool_choice");
    return {};
  }
  if (forced && capabilities.efforts.length > 0) ledger.add("preamble_possible", "tool_choice");
  // The upstream decides itself when it searches for tools.
  if (choice?.type === "tool" && isToolSearchName(choice.name)) ledger.add("feature_unsupported", "tool_choice.name");
  const tool_choice = choice ? choose(choice, box) : removedOnly("auto", box);
  const parallel = parallelCalls(choice, box, capabilities);
  return {
    ...(tool_choice !== undefined && { tool_choice }),
    ...(parallel !== undefined && { parallel_tool_calls: parallel }),
  };
}

function checkTarget(name: string, box: ToolBox): void {
  const target = box.declared.get(name);
  if (target === undefined || box.removed.has(name))
    throw invalidRequest("tool_choice", `Tool '${name}' not found in provided tools`);
  if (target.kind === "unsupported") {
    throw invalidRequest("tool_choice", `Tool '${name}' is not available on this upstream`);
  }
}

function choose(choice: ToolChoiceParam, box: ToolBox): ToolChoice {
  switch (choice.type) {
    case "auto":
      return removedOnly("auto", box) ?? "auto";
    case "any":
      return removedOnly("required", box) ?? "required";
    case "none":
      return "none";
    case "tool":
      return forcedTool(choice.name, box);
    default:
      return choice satisfies never;
  }
}

/** A hosted tool cannot be named by its type, so it is the only one allowed. */
function forcedTool(name: string, box: ToolBox): ToolChoice {
  const target = box.declared.get(name);
  if (target === undefined || target.kind === "unsupported") return "required";
  if (target.choice.type === "function") return target.choice;
  if (target.choice.type === "tool_search") return "required";
  return box.sent.tools.length === 1 ? "required" : { type: "allowed_tools", mode: "required", tools: [target.choice] };
}

function removedOnly(mode: "auto" | "required", box: ToolBox): ToolChoice | undefined {
  const tools = box.remaining();
  if (tools === null) return undefined;
  return tools.length === 0 ? "none" : { type: "allowed_tools", mode, tools };
}

function parallelCalls(
  choice: ToolChoiceParam | null | undefined,
  box: ToolBox,
  capabilities: ModelCapabilities,
): boolean | undefined {
  if (!capabilities.parallelToolCalls) return false;
  if (!choice || choice.type === "none") return undefined;
  if (choice.type === "tool" && box.serverTools.includes(choice.name)) return undefined;
  return !choice.disable_parallel_tool_use;
}
