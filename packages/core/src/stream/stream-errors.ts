import { TranspondError } from "../errors/transpond-error.js";

/** What `result` rejects with when nobody wanted the rest of the stream. */
export class AbortedError extends Error {
  override readonly name = "AbortError";

  constructor(reason?: unknown) {
    super("The stream was left before its end.", reason === undefined ? {} : { cause: reason });
  }
}

/** What an iterator gets that comes when `result` has read the stream: never the middle of a message. */
export function readForResult(): TranspondError {
  const message = "The stream was read for `result` already: begin to iterate before, or in the same turn.";
  return new TranspondError({ status: 500, type: "api_error", message });
}
