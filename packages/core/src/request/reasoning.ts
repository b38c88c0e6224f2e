import { type EffortName, effortNames, type ThinkingConfigParam } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import type { ModelCapabilities } from "../openai/models.js";
import type { Effort, Reasoning } from "../openai/request.js";

type Setting = { readonly capabilities: ModelCapabilities; readonly ledger: LossLedger };

export type ReasoningChoice = {
  reasoning: Reasoning | undefined;
  /** Whether the answer shows thinking text. */
  showThinking: boolean;
};

type Wish = {
  thinking: ThinkingConfigParam | null | undefined;
  effort: EffortName | null;
  effortPath: string;
  /** Whether a tool is declared that the upstream runs itself; `minimal` does not go with those. */
  hostedTools?: boolean;
};

/** `thinking` and `output_config.effort` as `reasoning`. Source: mapping A.6, K3, K4. */
export function translateReasoning(wish: Wish, setting: Setting): ReasoningChoice {
  const { thinking, effort } = wish;
  if (setting.capabilities.efforts.length === 0) {
    noteUnsupported(wish, setting);
    return { reasoning: undefined, showThinking: false };
  }
  const chosen = chooseEffort(wish, setting);
  const summary = chooseSummary(thinking, setting);
  const reasoning = { ...(chosen && { effort: chosen }), ...(summary && { summary }) };
  if (thinking?.type === "disabled" && effort !== null) setting.ledger.add("effort_ignored", wish.effortPath);
  return {
    reasoning: Object.keys(reasoning).length > 0 ? reasoning : undefined,
    showThinking: summary !== undefined,
  };
}

function noteUnsupported({ thinking, effort, effortPath }: Wish, { ledger }: Setting): void {
  if (thinking && thinking.type !== "disabled") ledger.add("thinking_unsupported", "thinking");
  if (effort !== null)
    ledger.add(thinking?.type === "disabled" ? "effort_ignored" : "thinking_unsupported", effortPath);
}

function chooseEffort({ thinking, effort, effortPath, hostedTools }: Wish, setting: Setting): Effort | undefined {
  switch (thinking?.type) {
    case undefined:
      return effort === null ? undefined : nearestEffort(effort, setting, effortPath);
    case "adaptive":
      return nearestEffort(effort ?? "high", setting, effort === null ? "thinking" : effortPath);
    case "between_tools":
      setting.ledger.add("between_tools_unsupported", "thinking");
      return nearestEffort(effort ?? "low", setting, effort === null ? "thinking" : effortPath);
    case "enabled":
      setting.ledger.add("thinking_budget_approximated", "thinking.budget_tokens");
      return nearestEffort(
        effort ?? effortOfBudget(thinking.budget_tokens),
        setting,
        effort === null ? "thinking.budget_tokens" : effortPath,
      );
    case "disabled":
      return lowestEffort(setting, hostedTools === true);
    default:
      return thinking satisfies never;
  }
}

function effortOfBudget(tokens: number): EffortName {
  if (tokens < 4096) return "low";
  if (tokens < 16_384) return "medium";
  return tokens < 32_768 ? "high" : "xhigh";
}

/** `none` where the model takes it; `disabled` must never mean "think as you like" (F31). */
function lowestEffort({ capabilities, ledger }: Setting, hostedTools: boolean): Effort | undefined {
  const lowest = capabilities.efforts.find((effort) => effort !== "minimal" || !hostedTools);
  if (lowest !== "none") ledger.add("thinking_not_disableable", "thinking");
  return lowest;
}

/** The same effort where it is taken, else the next lower one, else the lowest; never more than was asked for. */
export function nearestEffort(effort: EffortName, setting: Setting, path: string): Effort | undefined {
  const { efforts } = setting.capabilities;
  const candidates: readonly Effort[] = effortNames.slice(0, effortNames.indexOf(effort) + 1);
  const found =
    candidates.findLast((candidate) => efforts.includes(candidate)) ??
    efforts.find((candidate) => candidate !== "none" && candidate !== "minimal") ??
    efforts[0];
  if (found !== effort) setting.ledger.add("effort_clamped", path);
  return found;
}

/**
 * Thinking that the client asked for is shown unless it says otherwise (K4). Where it did not ask, no summary is
 * requested: it costs, and needs a verified organisation.
 */
function chooseSummary(
  thinking: ThinkingConfigParam | null | undefined,
  { capabilities, ledger }: Setting,
): Reasoning["summary"] {
  if (!thinking || thinking.type === "disabled") return undefined;
  if (thinking.type === "between_tools") return "auto";
  if (thinking.display === "omitted") return undefined;
  if (thinking.display !== "updates") return "auto";
  ledger.add("display_updates", "thinking.display");
  return capabilities.conciseSummary ? "concise" : "auto";
}

/** Anthropic's own rule about budgets; interleaved thinking may think beyond one answer's limit. */
export function checkBudget(
  thinking: ThinkingConfigParam | null | undefined,
  maxTokens: number | undefined,
  betas: ReadonlySet<string>,
): void {
  if (thinking?.type !== "enabled" || maxTokens === undefined || thinking.budget_tokens < maxTokens) return;
  if ([...betas].some((beta) => beta.startsWith("interleaved-thinking-"))) return;
  throw invalidRequest("max_tokens", "`max_tokens` must be greater than `thinking.budget_tokens`");
}
