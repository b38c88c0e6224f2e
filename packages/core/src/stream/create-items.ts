import { upstreamFault } from "../errors/transpond-error.js";
import type { Answer } from "../response/answer.js";
import type { BlockSink } from "../response/item-renderer.js";
import { UniqueToolIds } from "../response/unique-tool-ids.js";
import type { EarlyStop } from "./early-stop.js";
import { ItemList } from "./item-list.js";
import { ItemQueue } from "./item-queue.js";
import { StopScanner } from "./stop-scanner.js";

const defaultMaxQueuedLength = 8 * 1024 * 1024;

/**
 * The way of an answer's items to its blocks: the list tells them apart, the queue puts them in order, the scanner looks
 * for stop sequences.
 *
 * @param earlyStop takes what ends the answer before its own end
 */
export function createItems(
  answer: Answer,
  blocks: BlockSink,
  maxQueuedLength: number | undefined,
  earlyStop: EarlyStop,
): ItemList {
  const { stopSequences } = answer.context;
  const target =
    stopSequences.length === 0
      ? blocks
      : new StopScanner(blocks, stopSequences, (sequence) =>
          earlyStop.demand({ reason: "stop_sequence", sequence, details: null }),
        );
  const queue = new ItemQueue(new UniqueToolIds(target), {
    maxLength: maxQueuedLength ?? defaultMaxQueuedLength,
    onPassedOver: (place) => answer.ledger.add("stalled_item_passed_over", `output.${place}`),
    onOverflow: () => earlyStop.demand(upstreamFault("The upstream sent too much out of order.")),
  });
  return new ItemList(answer, queue);
}
