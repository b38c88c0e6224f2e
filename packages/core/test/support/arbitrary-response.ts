import { arbitraryAnswer } from "../stream/arbitrary/answer.js";

/** Valid answers without parts of a later day, which no row of a table can name. */
export const arbitraryResponse = arbitraryAnswer.filter(
  ({ final }) => !/"some_future_(?:part|output)"/.test(JSON.stringify(final)),
);
