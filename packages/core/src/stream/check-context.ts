import { TranspondError } from "../errors/transpond-error.js";
import { isObject } from "../json.js";

/**
 * A context travels as JSON between processes of different releases; one of another shape must not be guessed at.
 *
 * @throws TranspondError 500 when it is none, or one of another version
 */
export function checkContext(context: unknown): void {
  if (isObject(context) && context.v === 1) return;
  const message = "The context is not one that `toOpenAIRequest` of this release returned.";
  throw new TranspondError({ status: 500, type: "api_error", message });
}
