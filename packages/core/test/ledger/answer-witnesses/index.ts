import type { AnswerWitnesses } from "./build.js";
import { eventWitnesses } from "./events.js";
import { fieldWitnesses } from "./fields.js";
import { itemWitnesses } from "./items.js";

/** Answers of the upstream that show what rows say, by the name of the row. */
export const answerWitnesses: AnswerWitnesses = { ...itemWitnesses, ...fieldWitnesses, ...eventWitnesses };
