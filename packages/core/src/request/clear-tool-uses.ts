import type { ClearToolUsesEdit } from "../anthropic/context-management.js";
import { isObject, objectsAt, stringAt } from "../json.js";
import { estimateTokens } from "./estimate-tokens.js";

/** What stands where a result was cleared, so that the model knows that there was one. */
export const clearedResult = "[This tool result was cleared to save context.]";

/** Where nothing is said. Source: Anthropic's page “Context editing”. */
const defaultTrigger = { type: "input_tokens", value: 100_000 } as const;
const defaultKeep = 3;

/** A client tool's call with its result, as they stand in the messages. A result that brings tools in is no mere content. */
type ToolCall = { id: string; name: string; input: unknown; inputPath: string };
type ToolResult = { result: unknown; resultPath: string; bringsTools: boolean };
type ToolUse = ToolCall & ToolResult;

/** Calls whose result, and whose input, was cleared: path by id. */
export type ClearedToolUses = { results: Map<string, string>; inputs: Map<string, string>; tokens: number };

/**
 * Chooses the tool uses that an edit clears: the oldest ones, all but the latest few. Server tools stay, since what they
 * found is not text here. Nothing is cleared below the trigger, nor where it would free less than the edit asks for.
 * Source: mapping A32.
 *
 * @param inputsOf whether the inputs of a tool are cleared too
 * @param total estimated tokens of the request
 * @param alreadyCleared ids of the calls that an earlier edit has cleared
 * @returns what is cleared, and the estimated tokens that it frees
 */
export function clearToolUses(
  edit: ClearToolUsesEdit,
  inputsOf: (tool: string) => boolean,
  messages: readonly unknown[],
  total: number,
  alreadyCleared: ReadonlySet<string>,
): ClearedToolUses {
  const uses = toolUses(messages);
  const trigger = edit.trigger ?? defaultTrigger;
  if ((trigger.type === "tool_uses" ? uses.length : total) <= trigger.value) return nothingCleared();
  const cleared = nothingCleared();
  const excluded = new Set(edit.exclude_tools);
  const old = uses.slice(0, Math.max(0, uses.length - (edit.keep?.value ?? defaultKeep)));
  for (const { id, name, input, inputPath, result, resultPath, bringsTools } of old) {
    if (bringsTools || alreadyCleared.has(id) || excluded.has(name)) continue;
    cleared.results.set(id, resultPath);
    cleared.tokens += Math.max(0, estimateTokens(result) - estimateTokens(clearedResult));
    if (!inputsOf(name)) continue;
    cleared.inputs.set(id, inputPath);
    cleared.tokens += estimateTokens(input);
  }
  return cleared.tokens >= (edit.clear_at_least?.value ?? 0) ? cleared : nothingCleared();
}

const nothingCleared = (): ClearedToolUses => ({ results: new Map(), inputs: new Map(), tokens: 0 });

/** The calls that have a result, in the order of the calls. */
function toolUses(messages: readonly unknown[]): ToolUse[] {
  const results = new Map<string, ToolResult>();
  const calls: ToolCall[] = [];
  messages.forEach((message, index) => {
    if (!isObject(message) || !Array.isArray(message.content)) return;
    message.content.forEach((block: unknown, position) => {
      if (!isObject(block)) return;
      const path = `messages.${index}.content.${position}`;
      if (message.role === "assistant" && block.type === "tool_use") {
        const { input } = block;
        calls.push({ id: stringAt(block, "id"), name: stringAt(block, "name"), input, inputPath: `${path}.input` });
      } else if (message.role === "user" && block.type === "tool_result") {
        const bringsTools = objectsAt(block, "content").some(({ type }) => type === "tool_reference");
        results.set(stringAt(block, "tool_use_id"), { result: block.content, resultPath: path, bringsTools });
      }
    });
  });
  return calls.flatMap((call) => {
    const answer = results.get(call.id);
    return answer ? [{ ...call, ...answer }] : [];
  });
}
