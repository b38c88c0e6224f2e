import type { StreamEvent } from "../../src/anthropic/stream-events.js";
import type { TranslationContext } from "../../src/context.js";
import type { Loss } from "../../src/ledger/loss.js";
import { createTranslator, type Translator } from "../../src/stream/create-translator.js";
import type { TranslatorOptions } from "../../src/stream/translator-options.js";
import { testContext } from "./context.js";

/** Everything that a translator makes of these chunks, and what was lost on the way. */
export function translateNow(
  chunks: Iterable<Parameters<Translator["push"]>[0]>,
  context: TranslationContext = testContext(),
  options: TranslatorOptions = {},
): { events: StreamEvent[]; losses: readonly Loss[] } {
  const translator = createTranslator(context, options);
  const events: StreamEvent[] = [];
  for (const chunk of chunks) events.push(...translator.push(chunk));
  events.push(...translator.end());
  return { events, losses: translator.losses };
}
