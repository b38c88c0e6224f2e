import type * as z from "zod";
import type { compactionBlock } from "../anthropic/content.js";
import { compactionPlaceholder, decodeCompactionEnvelope } from "../compaction-envelope.js";
import type { InputItem } from "../openai/request.js";
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
