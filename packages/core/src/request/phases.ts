import type { InputItem } from "../openai/request.js";
import type { Draft } from "./draft.js";

export type Phase = "commentary" | "final_answer";

/** Items before which a text is commentary. */
const calls: ReadonlySet<InputItem["type"]> = new Set([
  "function_call",
  "web_search_call",
  "code_interpreter_call",
  "mcp_call",
  "tool_search_call",
]);

/**
 * The phase of each text of an assistant message (M4), by its index among the drafts: as the signature before it says; else,
 * where more follows, as the text before it in the same stretch; else `commentary` before a call and `final_answer` at the
 * end. A signature goes out before what follows the next message is known, so it names that one's phase only.
 */
export function derivePhases(drafts: readonly Draft[]): Map<number, Phase> {
  const phases = new Map<number, Phase>();
  const callsFollow = followedByCall(drafts);
  const lastText = drafts.findLastIndex(isText);
  let told: Phase | undefined;
  for (const [index, draft] of drafts.entries()) {
    if (!isText(draft)) {
      if (draft.kind === "item") told = undefined;
      continue;
    }
    const own = draft.kind === "text" ? phaseNamed(draft.phase) : undefined;
    const callFollows = callsFollow[index] === true;
    const isEnd = index === lastText && !callFollows;
    told = own ?? told;
    phases.set(index, own ?? (isEnd ? "final_answer" : (told ?? (callFollows ? "commentary" : "final_answer"))));
  }
  return phases;
}

/** Whether a call follows each draft. A turn goes on after an open call, whether or not it does so in this request. */
function followedByCall(drafts: readonly Draft[]): boolean[] {
  let follows = false;
  return drafts
    .toReversed()
    .map((draft) => {
      if (draft.kind === "flattened" && draft.open) follows = true;
      const before = follows;
      if (draft.kind === "item" && calls.has(draft.item.type)) follows = true;
      return before;
    })
    .reverse();
}

function isText(draft: Draft): draft is Extract<Draft, { kind: "text" | "flattened" }> {
  return draft.kind === "text" || draft.kind === "flattened";
}

function phaseNamed(name: string | undefined): Phase | undefined {
  return name === "commentary" || name === "final_answer" ? name : undefined;
}
