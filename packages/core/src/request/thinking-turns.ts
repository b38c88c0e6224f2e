import { isObject } from "../json.js";
import { estimateTokens } from "./estimate-tokens.js";

/** What clearing older thinking takes away. */
export type ClearedThinking = {
  /** Index of the first message whose thinking is kept. */
  keptFrom: number;
  turns: number;
  /** Estimated tokens of the thinking that is cleared. */
  tokens: number;
};

/**
 * Models that keep the thinking of their latest turn only, where the edit does not say how much; all others keep all of
 * it. Source: Anthropic's page “Context editing”.
 */
const keepsLatestTurnOnly =
  /^claude-(?:[23]|instant|.*haiku)|^claude-opus-4(?:-[01])?(?:-\d{8})?$|^claude-sonnet-4(?:-[0-5])?(?:-\d{8})?$/;

/** How many turns a model keeps by default. */
export function defaultThinkingTurns(requestedModel: string): number {
  return keepsLatestTurnOnly.test(requestedModel) ? 1 : Number.POSITIVE_INFINITY;
}

/**
 * Leaves thinking in the latest assistant turns only. A turn goes from what the user says to the next such message: tool
 * results do not end it, so that a loop of tool calls keeps its reasoning or loses it as one. Source: mapping A31.
 *
 * @param keep how many of the turns that hold thinking
 */
export function clearThinking(messages: readonly unknown[], keep: number): ClearedThinking {
  let turn = 0;
  /** The turns that hold thinking, with where they begin. */
  const turns: { turn: number; start: number; tokens: number }[] = [];
  let start = 0;
  messages.forEach((message, index) => {
    if (endsTurn(message)) {
      turn++;
      start = index;
    }
    const blocks = thinkingOf(message);
    if (blocks.length === 0) return;
    const last = turns.at(-1);
    const tokens = estimateTokens(blocks);
    if (last?.turn === turn) last.tokens += tokens;
    else turns.push({ turn, start, tokens });
  });
  const cleared = turns.slice(0, Math.max(0, turns.length - keep));
  return {
    keptFrom: cleared.length === 0 ? 0 : (turns[cleared.length]?.start ?? messages.length),
    turns: cleared.length,
    tokens: cleared.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

/** Whether the user says something, rather than only answering tool calls. */
function endsTurn(message: unknown): boolean {
  if (!isObject(message) || message.role !== "user") return false;
  const { content } = message;
  return !Array.isArray(content) || content.some((block) => !isObject(block) || block.type !== "tool_result");
}

function thinkingOf(message: unknown): unknown[] {
  if (!isObject(message) || message.role !== "assistant" || !Array.isArray(message.content)) return [];
  return message.content.filter(
    (block) => isObject(block) && (block.type === "thinking" || block.type === "redacted_thinking"),
  );
}
