import type { JsonObject } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { countBelow } from "./count-below.js";

/** A search for tools that the upstream began, at a place among the items; a foreign one is not shown. */
export type ToolSearch = { at: number; path: string; isDone: boolean; isForeign: boolean; arguments: JsonObject };

/** The searches for tools of an answer, and what stands for their results: each is an item of its own (mapping R12). */
export class ToolSearches {
  /** In the order of their items. */
  readonly #searches: ToolSearch[] = [];
  /** The places of the items that say what was found, as they come. */
  readonly #results: number[] = [];

  add(search: ToolSearch): void {
    this.#searches.splice(this.#countBefore(search.at), 0, search);
  }

  /** The search whose result an item holds: the last one before it. */
  before(at: number): ToolSearch | undefined {
    return this.#searches[this.#countBefore(at) - 1];
  }

  addResult(at: number): void {
    this.#results.push(at);
  }

  /** All items have ended: searches that nothing answered were cut. */
  end(ledger: LossLedger): void {
    const answered = new Set(this.#results.map((at) => this.before(at)));
    for (const search of this.#searches) {
      if (!search.isForeign && !answered.has(search)) ledger.add("tool_call_truncated", search.path);
    }
  }

  #countBefore(at: number): number {
    return countBelow(this.#searches, at, (search) => search.at);
  }
}
