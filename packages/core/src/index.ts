export type { ErrorBody, ErrorType } from "./anthropic/errors.js";
export type { ContentBlock, Message, StopReason, Usage } from "./anthropic/message.js";
export type { StreamEvent } from "./anthropic/stream-events.js";
export type { TranslationContext } from "./context.js";
export { TranspondError } from "./errors/transpond-error.js";
export type { Loss, LossPolicy, LossSeverity } from "./ledger/loss.js";
export type { OpenAIRequest } from "./openai/request.js";
