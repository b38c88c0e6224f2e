import type { Message } from "../anthropic/message.js";
import type { TranslationContext } from "../context.js";
import type { TranspondError } from "../errors/transpond-error.js";
import type { Loss } from "../ledger/loss.js";
import { observer } from "../ledger/observer.js";
import { MessageAccumulator } from "./accumulate.js";
import { Machine } from "./machine.js";
import type { TranslatorOptions } from "./translator-options.js";
import { watchEnd } from "./watch-end.js";

type WholeAnswer = {
  /** The message, where the answer ended in one. */
  message: Message | undefined;
  /** What it failed with, where it did. */
  failure: TranspondError | undefined;
  losses: Loss[];
};

/** Runs the machine over an answer that is there at once, and gathers what comes out. */
export function wholeMessage(
  context: TranslationContext,
  options: TranslatorOptions,
  run: (machine: Machine) => void,
): WholeAnswer {
  const { options: watching, ending } = watchEnd(options);
  const machine = new Machine(context, watching);
  try {
    run(machine);
  } catch (error) {
    machine.fail(error); // Such as JSON that is nested deeper than the engine's stack.
  }
  const accumulator = new MessageAccumulator();
  const onContentBlock = observer(options.onContentBlock);
  let blocks = 0;
  for (const event of machine.take()) {
    const block = accumulator.accept(event);
    if (block) onContentBlock(block, blocks++);
  }
  const { failure, message: end } = ending;
  const { message } = accumulator;
  return {
    message: message && end && { ...message, diagnostics: end.diagnostics },
    failure,
    losses: machine.answer.ledger.losses,
  };
}
