import type { TranslationContext } from "../context.js";
import type { TranspondError } from "../errors/transpond-error.js";
import type { JsonObject } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { DeclaredTools } from "./declared-tools.js";

/** A search for tools that the upstream began, by the path of its item; a foreign one is not shown. */
export type ToolSearch = { path: string; isDone: boolean; isForeign: boolean; arguments: JsonObject };

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
  /** In the order of their items. */
  readonly #toolSearches: ToolSearch[] = [];
  /** The items that say what searches for tools found, as they come. */
  readonly #toolSearchResults: string[] = [];
  /** What the upstream says of the tools that it was given. */
  readonly tools = new DeclaredTools();
  /** What an item holds that ends the answer at once, as a failure. */
  fault: TranspondError | undefined;
  /** Whether the answer ended inside a client tool call. */
  callTruncated = false;
  /** The words of refusals, by the item that they came with. */
  readonly #refusals = new Map<string, string>();
  /** How many thinking blocks that were not sent `message_start` has told of. */
  inputTransformations = 0;
  /** The last item that may be shown, and the last server tool call that was not completed, in the order of the items. */
  #lastItem = "";
  #lastUnfinished = "";

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

  addToolSearchResult(path: string): void {
    this.#toolSearchResults.push(path);
  }

  /** All items have ended: searches for tools that nothing answered were cut. */
  endToolSearches(): void {
    const answered = new Set(this.#toolSearchResults.map((path) => this.toolSearchBefore(path)));
    for (const search of this.#toolSearches) {
      if (!search.isForeign && !answered.has(search)) this.ledger.add("tool_call_truncated", search.path);
    }
  }

  /** Notes an item that may be shown. Items may begin in any order. */
  addItem(path: string): void {
    this.#lastItem = later(path, this.#lastItem);
  }

  /** Notes a server tool call that was not completed, or whose result is another item. Items may finish in any order. */
  leaveServerTool(path: string): void {
    this.#lastUnfinished = later(path, this.#lastUnfinished);
  }

  /** Whether the answer ends with a server tool call that was not completed (mapping B.4 row 13). */
  get serverToolPending(): boolean {
    return this.#lastUnfinished !== "" && this.#lastUnfinished === this.#lastItem;
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

function later(one: string, other: string): string {
  return compare(one, other) > 0 ? one : other;
}

/** The order of the items that paths name. */
const { compare } = new Intl.Collator("en", { numeric: true });
