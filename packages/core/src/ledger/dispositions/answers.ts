import { answerBlocks } from "./answer-blocks.js";
import { answerEvents, answerMessage } from "./answer-messages.js";
import { outputItems } from "./output-items.js";
import { responseFields } from "./response-fields.js";
import type { Section } from "./row.js";
import { upstreamEvents } from "./upstream-events.js";

/** The way back, in the order of the document. */
export const answerSections: readonly Section[] = [
  outputItems,
  responseFields,
  upstreamEvents,
  answerMessage,
  answerBlocks,
  answerEvents,
];
