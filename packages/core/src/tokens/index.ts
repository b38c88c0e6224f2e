/** Token counting, an entry of its own: the ranks that it loads at the first count weigh megabytes. */
export { type CountableRequest, type CountOptions, countInputTokens } from "./count-input-tokens.js";
export { type CountTokensOptions, countTokens } from "./count-tokens.js";
