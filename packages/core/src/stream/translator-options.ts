import type { ContentBlock, Diagnostics, StopReason, Usage } from "../anthropic/message.js";
import type { TranspondError } from "../errors/transpond-error.js";
import type { Loss } from "../ledger/loss.js";

/** Options of the way back, the same for `streamTranslator`, `createTranslator` and `fromOpenAIResponse`. */
export type TranslatorOptions = {
  /** Called for each loss of the answer, when it happens. */
  onLoss?: ((loss: Loss) => void) | undefined;
  /** Called once when the first content block begins: what the client then sees is no longer only a head. */
  onContentBegin?: (() => void) | undefined;
  /** Called with each finished content block, tool input parsed, at its `content_block_stop`. */
  onContentBlock?: ((block: ContentBlock, index: number) => void) | undefined;
  /** Called once when the answer fails, with status and headers, before the `error` event goes out. */
  onError?: ((error: TranspondError) => void) | undefined;
  /**
   * Called once when the message has ended well, with what its last events say, and with the cache diagnostics, which
   * come too late for the stream: only `message_start` holds them there.
   */
  onMessageEnd?: ((end: { stopReason: StopReason; usage: Usage; diagnostics: Diagnostics | null }) => void) | undefined;
  /** Called when the upstream has named itself. Both are empty strings where it did not. */
  onResponse?: ((response: { id: string; model: string }) => void) | undefined;
  /** Current time in milliseconds since 1970, for rate limit headers of errors. Without it they are left out. */
  now?: (() => number) | undefined;
  /** Whose key the upstream judges: a refused key is the client's fault only where it is its own. Default: `server`. */
  keyOwner?: "server" | "client" | undefined;
  /** Makes the id of an answer whose upstream names none. Default: `msg_unknown`. */
  newId?: (() => string) | undefined;
  /** Stands in the `error` event as `request_id`. */
  requestId?: string | undefined;
  /** Host's count of input tokens, for an answer whose usage never arrives. */
  inputTokens?: number | undefined;
  /**
   * Bound of what waits for its turn, in UTF-16 units: items behind one that stalls, and within items their parts and
   * citations. Default: 8 Mi.
   */
  maxQueuedLength?: number | undefined;
};
