import { HostError, isTranspondError } from "../errors/transpond-error.js";

/**
 * What a function of the host's answers, which the translation cannot do without.
 *
 * @param option the option that the function was given as
 * @throws TranspondError what the function throws, a `HostError` where that is none
 */
export function askHost<Answer>(option: string, ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    throw isTranspondError(error) ? error : new HostError(option, error);
  }
}
