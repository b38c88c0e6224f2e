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
  readonly toolSearches: ToolSearch[] = [];
  /** Whether the answer ended inside a client tool call. */
  callTruncated = false;
  /** The words of refusals, by the item that they came with. */
  readonly #refusals = new Map<string, string>();
  /** How many thinking blocks that were not sent `message_start` has told of. */
  inputTransformations = 0;
  /** Whether the last server tool call ended without being completed. */
  serverToolPending = false;

  constructor(context: TranslationContext, ledger: LossLedger) {
    this.context = context;
    this.ledger = ledger;
  }

  /** The search whose result an item holds: the last one before it. */
  toolSearchBefore(path: string): ToolSearch | undefined {
    const before = this.toolSearches.filter((search) => compare(search.path, path) < 0);
    return before.sort((a, b) => compare(a.path, b.path)).at(-1);
  }

  addRefusal(path: string, words: string): void {
    this.#refusals.set(path, (this.#refusals.get(path) ?? "") + words);
  }

  /** The words of all refusals in the order of their items; `undefined` where nothing was refused. */
  get refusal(): string | undefined {
    return this.#refusals.size === 0 ? undefined : inOrder(this.#refusals).join("");
  }
}

/** What was noted by items, in the order of those, however they finished. */
function inOrder(byPath: ReadonlyMap<string, string>): string[] {
  return [...byPath].sort(([a], [b]) => compare(a, b)).map(([, value]) => value);
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
