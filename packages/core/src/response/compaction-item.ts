import { compactionPlaceholder, encodeCompactionEnvelope } from "../compaction-envelope.js";
import type { TranspondError } from "../errors/transpond-error.js";
import { type JsonObject, stringAt } from "../json.js";
import type { Answer } from "./answer.js";
import type { BlockSink, ItemRenderer } from "./item-renderer.js";

/**
 * A `compaction` item: a block that hands the upstream's own compaction back later, where the request asked for
 * compaction. One without content has failed, which the block says by null (mapping A33, R22).
 */
export class CompactionItem implements ItemRenderer {
  readonly closesWith = "nothing";
  readonly #sink: BlockSink;
  readonly #answer: Answer;
  readonly #path: string;

  constructor(_item: JsonObject, sink: BlockSink, answer: Answer, path: string) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
  }

  event(): void {}

  finish(item: JsonObject | undefined): void {
    const { context, ledger } = this.#answer;
    if (context.compaction === undefined) return ledger.add("unsupported_output_item", this.#path);
    const encryptedContent = item ? stringAt(item, "encrypted_content") : "";
    const made = encryptedContent !== "";
    this.#sink.open({ type: "compaction", content: null, encrypted_content: null });
    this.#sink.delta({
      type: "compaction_delta",
      content: made ? compactionPlaceholder : null,
      encrypted_content: made ? encodeCompactionEnvelope({ encryptedContent, identity: context.identity }) : null,
    });
    this.#sink.close();
  }

  close(): TranspondError | undefined {
    return undefined;
  }
}
