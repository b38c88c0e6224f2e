import type { TranspondError } from "../errors/transpond-error.js";
import type { TranslatorOptions } from "./translator-options.js";

type MessageEnd = Parameters<NonNullable<TranslatorOptions["onMessageEnd"]>>[0];

/** How an answer ended: one of the two, once it has. */
export type Ending = { failure?: TranspondError; message?: MessageEnd };

/** Options that note how the answer ends, and tell the host as before; whoever watches hands out the blocks itself. */
export function watchEnd(options: TranslatorOptions): { options: TranslatorOptions; ending: Ending } {
  const ending: Ending = {};
  const { onLoss, onContentBegin, onResponse, now, keyOwner, newId, requestId, inputTokens, maxQueuedLength } = options;
  // Each by its name: to copy an object of so many members takes longer than to translate an event.
  const watching = {
    onLoss,
    onContentBegin,
    onContentBlock: undefined,
    // What the host's own returns is handed on: where it is a promise, somebody has to catch it.
    onError: (error) => {
      ending.failure = error;
      return options.onError?.(error);
    },
    onMessageEnd: (message) => {
      ending.message = message;
      return options.onMessageEnd?.(message);
    },
    onResponse,
    now,
    keyOwner,
    newId,
    requestId,
    inputTokens,
    maxQueuedLength,
  } satisfies { [Name in keyof Required<TranslatorOptions>]: TranslatorOptions[Name] };
  return { options: watching, ending };
}
