import type * as z from "zod";
import type { compactionBlock } from "../anthropic/content.js";
import { compactionPlaceholder, decodeCompactionEnvelope } from "../compaction-envelope.js";
import type { InputItem } from "../openai/request.js";
import type { Draft } from "./draft.js";
import type { InputItems } from "./input-items.js";
import type { Pairing } from "./pairing.js";
import type { Translation } from "./translation.js";
import { at } from "./validate.js";

/**
 * What a compaction block of the history becomes: the upstream's own item where it is ours, its summary as an
 * instruction where it can be read. Without either nothing stands for what precedes it, which is then sent as it is; so
 * it is where a compaction failed, at Anthropic too. Only the upstream that made a compaction can read it; of its models,
 * nothing says that another one cannot. Source: mapping B12.
 */
export function replayCompaction(
  value: z.infer<typeof compactionBlock>,
  path: string,
  t: Translation,
): InputItem | null {
  const encrypted = value.encrypted_content ?? "";
  const envelope = decodeCompactionEnvelope(encrypted);
  if (envelope?.identity === t.identity) {
    return { type: "compaction", encrypted_content: envelope.encryptedContent };
  }
  const summary = envelope !== null && value.content === compactionPlaceholder ? "" : (value.content ?? "");
  if (summary === "") {
    t.ledger.add(encrypted === "" ? "compaction_skipped" : "compaction_dropped", path);
    return null;
  }
  if (encrypted !== "") t.ledger.add("feature_unsupported", at(path, "encrypted_content"));
  if (value.tool_changes?.length) t.ledger.add("feature_unsupported", at(path, "tool_changes"));
  const content = [{ type: "input_text" as const, text: summary }];
  return { type: "message", role: t.capabilities.instructionRole, content };
}

/** A compaction block stands for everything before it (B12), but for calls whose results are still to come. */
export function applyCompaction(
  drafts: readonly Draft[],
  input: InputItems,
  head: number,
  pairing: Pairing,
  t: Translation,
): Draft[] {
  const summary = drafts.findLastIndex(({ kind }) => kind === "summary");
  if (summary < 0) return [...drafts];
  if (input.items.length > head || summary > 0) t.ledger.add("compaction_applied", "messages");
  const waiting = pairing.openCalls();
  const earlier = input.truncate(head).map((placed): Draft => ({ kind: "item", ...placed }));
  const open = [...earlier, ...drafts.slice(0, summary)].filter(
    (draft) => draft.kind === "item" && draft.item.type === "function_call" && waiting.has(draft.item.call_id),
  );
  const { revealed } = t.tools;
  if (revealed.length > 0) {
    input.add({ item: { type: "additional_tools", role: "developer", tools: [...revealed] }, path: "tools" });
  }
  const [made, ...rest] = drafts.slice(summary);
  return made ? [made, ...open, ...rest] : [];
}
