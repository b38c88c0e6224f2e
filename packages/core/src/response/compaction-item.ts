import { compactionPlaceholder, encodeCompactionEnvelope } from "../compaction-envelope.js";
import { type JsonObject, stringAt } from "../json.js";
import type { ItemPlace } from "./whole-item.js";

/**
 * A `compaction` item: a block that hands the upstream's own compaction back later, where the request asked for
 * compaction. One without content has failed, which the block says by null (mapping A33, R22).
 */
export function showCompaction(item: JsonObject | undefined, { sink, answer, path }: ItemPlace): void {
  const { context, ledger } = answer;
  if (context.compaction === undefined) return ledger.add("unsupported_output_item", path);
  const encryptedContent = item ? stringAt(item, "encrypted_content") : "";
  const made = encryptedContent !== "";
  sink.open({ type: "compaction", content: null, encrypted_content: null });
  sink.delta({
    type: "compaction_delta",
    content: made ? compactionPlaceholder : null,
    encrypted_content: made ? encodeCompactionEnvelope({ encryptedContent, identity: context.identity }) : null,
  });
  sink.close();
}
