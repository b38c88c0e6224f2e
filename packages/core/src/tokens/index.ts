/** Token counting, an entry of its own: the ranks that it loads at the first count weigh megabytes. */
export type { BillPart, EstimateReason } from "./bill.js";
export type { CountableRequest } from "./bill-request.js";
export { type CountOptions, countInputTokens } from "./count-input-tokens.js";
export { type CountTokensOptions, countTokens } from "./count-tokens.js";
export type { TokenCount } from "./token-count.js";
