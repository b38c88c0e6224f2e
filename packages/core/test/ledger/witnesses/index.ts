import { assistantWitnesses } from "./assistant.js";
import type { Witnesses } from "./build.js";
import { fieldWitnesses } from "./fields.js";
import { reasoningWitnesses } from "./reasoning.js";
import { serviceWitnesses } from "./services.js";
import { toolWitnesses } from "./tools.js";
import { userWitnesses } from "./user.js";

/** Requests that show what rows say, by the name of the row. */
export const witnesses: Witnesses = {
  ...fieldWitnesses,
  ...reasoningWitnesses,
  ...serviceWitnesses,
  ...userWitnesses,
  ...assistantWitnesses,
  ...toolWitnesses,
};
