import type { Draft } from "./draft.js";
import type { Pairing } from "./pairing.js";
import { replayReasoning } from "./reasoning-replay.js";
import { renderServerCall, type ServerCall } from "./server-tool-history.js";
import type { Translation } from "./translation.js";

/** The assistant message that is being walked, and what its turn knows. */
export type AssistantTarget = {
  drafts: Draft[];
  readonly pairing: Pairing;
  messageIndex: number;
  /** Ids of server calls that have a result in their message. */
  answered: ReadonlySet<string>;
  readonly serverCalls: Map<string, ServerCall>;
  /** Whether thinking of this message was cleared by the client's own wish. */
  clearThinking: boolean;
  /** Ids of the tool calls whose input was cleared by the client's own wish. */
  readonly clearedInputs: ReadonlySet<string>;
  /** Phase of the message that follows the reasoning just seen. */
  phase: string | undefined;
  /** Whether the turn ends in a server call without result: then the client asks to go on (M7). */
  paused: boolean;
  /** Compactions of another server that were taken. */
  compactions: number;
  /** Ids of the items that are sent: the upstream refuses one that stands there twice. */
  readonly itemIds: Set<string>;
};

export function pushText(value: string, path: string, target: AssistantTarget): void {
  target.drafts.push({ kind: "text", text: value, path, phase: target.phase });
  target.phase = undefined;
  target.paused = false;
}

/** A text that takes the place of another item: reasoning that stood before that item has lost its follower. */
export function pushFlattened(text: string, path: string, target: AssistantTarget, open = false): void {
  target.drafts.push({ kind: "flattened", text, path, open });
  target.phase = undefined;
  target.paused = false;
}

/** An item of which nothing is left to send. */
export function pushNothing(target: AssistantTarget): void {
  target.drafts.push({ kind: "gone" });
  target.phase = undefined;
}

export function pushItem(target: AssistantTarget, path: string, item: Extract<Draft, { kind: "item" }>["item"]): void {
  target.drafts.push({ kind: "item", item, path });
  target.phase = undefined;
  target.paused = false;
}

/** Reasoning of our own goes back; what cannot is reported. The phase that it tells holds either way. */
export function pushReasoning(
  signature: string,
  shown: string,
  path: string,
  target: AssistantTarget,
  t: Translation,
): void {
  const replay = replayReasoning(signature, shown, t);
  if (target.clearThinking) t.ledger.add("thinking_cleared", path);
  else if (replay.item === null) {
    t.ledger.add("thinking_dropped", path);
    t.droppedThinking.push({ type: "thinking_dropped", path, reason: replay.reason });
  } else if (target.itemIds.has(replay.item.id)) t.ledger.add("repeated_item_dropped", path);
  else {
    target.itemIds.add(replay.item.id);
    pushItem(target, path, replay.item);
  }
  target.phase = replay.phase;
}

/** A server call waits for its result; without one in its message it is text at once. */
export function noteServerCall(id: string, call: ServerCall, target: AssistantTarget, t: Translation): void {
  target.serverCalls.set(id, call);
  if (target.answered.has(id)) return;
  t.ledger.add("server_tool_flattened", call.path);
  pushFlattened(renderServerCall(call, null, call.path), call.path, target, true);
  target.paused = true;
}
