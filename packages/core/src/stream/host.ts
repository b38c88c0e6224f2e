import type { TranslationContext } from "../context.js";
import { toTranspondError } from "../errors/to-transpond-error.js";
import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { observer } from "../ledger/observer.js";
import type { TranslatorOptions } from "./translator-options.js";

const unknownId = "msg_unknown";

/** What the host wants to know and has to say. Whatever of it throws has no say in the answer. */
export class Host {
  readonly options: TranslatorOptions;
  readonly tellError: NonNullable<TranslatorOptions["onError"]>;
  readonly tellMessageEnd: NonNullable<TranslatorOptions["onMessageEnd"]>;
  readonly tellResponse: NonNullable<TranslatorOptions["onResponse"]>;
  readonly tellContentBegin: NonNullable<TranslatorOptions["onContentBegin"]>;

  constructor(options: TranslatorOptions) {
    this.options = options;
    this.tellError = observer(options.onError);
    this.tellMessageEnd = observer(options.onMessageEnd);
    this.tellResponse = observer(options.onResponse);
    this.tellContentBegin = observer(options.onContentBegin);
  }

  /** An id for an answer whose upstream names none. */
  readonly newId = (): string => {
    const { newId } = this.options;
    return (newId && attempt(newId)) ?? unknownId;
  };

  /** What a failure means to the client. */
  errorFor(failure: unknown, known: TranslationContext): TranspondError {
    const { now, keyOwner, inputTokens } = this.options;
    const context = inputTokens === undefined ? known : { ...known, inputTokens };
    const time = now && attempt(now);
    const clock = time === undefined ? {} : { now: () => time };
    const owner = keyOwner === undefined ? {} : { keyOwner };
    const error = attempt(() => toTranspondError(failure, { context, ...owner, ...clock }));
    return error ?? upstreamFault("The upstream failed in a way that cannot be told.");
  }
}

function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
