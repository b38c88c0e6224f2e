import type { TranslationContext } from "../context.js";
import type { LossLedger } from "../ledger/loss-ledger.js";

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
  /** Whether the answer ended inside a client tool call. */
  callTruncated = false;
  /** The words of refusals, by the item that they came with. */
  readonly #refusals = new Map<string, string>();
  /** Whether the last server tool call ended without being completed. */
  serverToolPending = false;

  constructor(context: TranslationContext, ledger: LossLedger) {
    this.context = context;
    this.ledger = ledger;
  }

  addRefusal(path: string, words: string): void {
    this.#refusals.set(path, (this.#refusals.get(path) ?? "") + words);
  }

  /** The words of all refusals in the order of their items; `undefined` where nothing was refused. */
  get refusal(): string | undefined {
    if (this.#refusals.size === 0) return undefined;
    const inOrder = [...this.#refusals].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
    return inOrder.map(([, words]) => words).join("");
  }
}
