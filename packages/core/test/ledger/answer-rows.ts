import { answerBlocks } from "../../src/ledger/dispositions/answer-blocks.js";
import { answerEvents, answerMessage } from "../../src/ledger/dispositions/answer-messages.js";
import { outputItems } from "../../src/ledger/dispositions/output-items.js";
import { responseFields } from "../../src/ledger/dispositions/response-fields.js";
import type { Row, Section } from "../../src/ledger/dispositions/row.js";
import { upstreamEvents } from "../../src/ledger/dispositions/upstream-events.js";

/** A row, and its name as a path of what a sample holds. */
export type PlacedRow = { name: string; path: string; row: Row };

const placed = ({ rows }: Section, pathOf: (name: string) => string): PlacedRow[] =>
  Object.entries(rows).map(([name, row]) => ({ name, path: pathOf(name), row }));
/** The first word of a name, or all of it where `.` belongs to the word, as the tag of something in a list. */
const tagged = (list: string, name: string) => name.replace(/^[\w]+/, `${list}[$&]`);

/** What the upstream sends, in `{ response, events }`. */
export const upstreamRows: readonly PlacedRow[] = [
  ...placed(outputItems, (name) => tagged("response.output", name)),
  ...placed(responseFields, (name) => `response.${name}`),
  ...placed(upstreamEvents, (name) => `events[${name}]`),
];

/** What the client gets, in `{ answer, events }`. */
export const clientRows: readonly PlacedRow[] = [
  ...placed(answerMessage, (name) => name.replace(/^message/, "answer")),
  ...placed(answerBlocks, (name) => tagged("answer.content", name)),
  ...placed(answerEvents, (name) => tagged("events", name)),
];
