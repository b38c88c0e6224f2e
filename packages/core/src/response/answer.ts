import type { TranslationContext } from "../context.js";
import type { TranspondError } from "../errors/transpond-error.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { DeclaredTools } from "./declared-tools.js";
import { ToolSearches } from "./tool-searches.js";

/** What is known of the answer as a whole while its items are rendered. Items are told apart by their places. */
export class Answer {
  readonly context: TranslationContext;
  readonly ledger: LossLedger;
  /** Complete client tool calls that were shown. */
  toolUses = 0;
  /** Ids of the client tool calls that were shown. */
  readonly callIds = new Set<string>();
  readonly toolSearches = new ToolSearches();
  /** What the upstream says of the tools that it was given. */
  readonly tools = new DeclaredTools();
  /** What an item holds that ends the answer at once, as a failure. */
  fault: TranspondError | undefined;
  /** Whether the answer ended inside a client tool call. */
  callTruncated = false;
  /** How many thinking blocks that were not sent `message_start` has told of. */
  inputTransformations = 0;
  /** The words of refusals, by the place of the item that they came with. */
  readonly #refusals = new Map<number, string>();
  /** Places of the items that may be shown. */
  readonly #places = new Set<number>();
  /** Place of the last server tool call that was not completed. */
  #lastUnfinished = -1;

  constructor(context: TranslationContext, ledger: LossLedger) {
    this.context = context;
    this.ledger = ledger;
  }

  /** Notes an item that may be shown. Items may begin in any order. */
  addItem(at: number): void {
    this.#places.add(at);
  }

  /** Notes that an item is not shown after all. */
  dropItem(at: number): void {
    this.#places.delete(at);
  }

  /** Notes a server tool call that was not completed, or whose result is another item. Items may finish in any order. */
  leaveServerTool(at: number): void {
    this.#lastUnfinished = Math.max(at, this.#lastUnfinished);
  }

  /** Whether the answer ends with a server tool call that was not completed (mapping B.4 row 13). */
  get serverToolPending(): boolean {
    if (!this.#places.has(this.#lastUnfinished)) return false;
    for (const place of this.#places) if (place > this.#lastUnfinished) return false;
    return true;
  }

  addRefusal(at: number, words: string): void {
    this.#refusals.set(at, (this.#refusals.get(at) ?? "") + words);
  }

  /** The words of all refusals in the order of their items, however those finished; `undefined`: nothing was refused. */
  get refusal(): string | undefined {
    if (this.#refusals.size === 0) return undefined;
    const inOrder = [...this.#refusals].sort(([one], [other]) => one - other);
    return inOrder.map(([, words]) => words).join("");
  }
}
