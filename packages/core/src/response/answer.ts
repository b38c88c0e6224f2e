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
  /** Whether a refusal part came. */
  refused = false;
  /** The refusal's own words. */
  refusal = "";
  /** Whether the last server tool call ended without being completed. */
  serverToolPending = false;
  /** Visible text and tool input in UTF-16 units, for an estimate where no usage comes. */
  visibleLength = 0;

  constructor(context: TranslationContext, ledger: LossLedger) {
    this.context = context;
    this.ledger = ledger;
  }
}
