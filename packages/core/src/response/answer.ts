import type { TranslationContext } from "../context.js";
import type { JsonObject } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";

/** A search for tools that the upstream began, by the path of its item. */
export type ToolSearch = { path: string; isDone: boolean; arguments: JsonObject };

/** What is known of the answer as a whole while its items are rendered. */
export class Answer {
  readonly context: TranslationContext;
  readonly ledger: LossLedger;
  /** Complete client tool calls that were shown. */
  toolUses = 0;
  /** Searches that the upstream ran. */
  webSearches = 0;
  /** Ids of the client tool calls that were shown. */
  readonly callIds = new Set<string>();
  /** Ids of the server tool calls that were shown. */
  readonly serverToolIds = new Set<string>();
  /** In the order of their items. */
  readonly #toolSearches: ToolSearch[] = [];
  /** Whether the answer ended inside a client tool call. */
  callTruncated = false;
  /** The words of refusals, by the item that they came with. */
  readonly #refusals = new Map<string, string>();
  /** How many thinking blocks that were not sent `message_start` has told of. */
  inputTransformations = 0;
  /** How the last server tool call ended, in the order of the items. */
  #lastServerTool = { path: "", pending: false };

  constructor(context: TranslationContext, ledger: LossLedger) {
    this.context = context;
    this.ledger = ledger;
  }

  addToolSearch(search: ToolSearch): void {
    this.#toolSearches.splice(this.#toolSearchesBefore(search.path), 0, search);
  }

  /** The search whose result an item holds: the last one before it. */
  toolSearchBefore(path: string): ToolSearch | undefined {
    return this.#toolSearches[this.#toolSearchesBefore(path) - 1];
  }

  /** Notes how a server tool call ended: `pending` without being completed. Items may finish in any order. */
  endServerTool(path: string, pending: boolean): void {
    if (compare(path, this.#lastServerTool.path) >= 0) this.#lastServerTool = { path, pending };
  }

  /** Whether the last server tool call ended without being completed. */
  get serverToolPending(): boolean {
    return this.#lastServerTool.pending;
  }

  addRefusal(path: string, words: string): void {
    this.#refusals.set(path, (this.#refusals.get(path) ?? "") + words);
  }

  /** The words of all refusals in the order of their items; `undefined` where nothing was refused. */
  get refusal(): string | undefined {
    return this.#refusals.size === 0 ? undefined : inOrder(this.#refusals).join("");
  }

  /** How many searches stand before an item. An answer may hold thousands, so the list is halved again and again. */
  #toolSearchesBefore(path: string): number {
    let [low, high] = [0, this.#toolSearches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.#toolSearches[middle]?.path ?? "", path) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What was noted by items, in the order of those, however they finished. */
function inOrder(byPath: ReadonlyMap<string, string>): string[] {
  return [...byPath].sort(([a], [b]) => compare(a, b)).map(([, value]) => value);
}

/** The order of the items that paths name. */
const { compare } = new Intl.Collator("en", { numeric: true });
