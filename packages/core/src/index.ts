export type { ErrorBody, ErrorType } from "./anthropic/errors.js";
export type {
  AppliedEdit,
  BetaContentBlock,
  CacheMissReason,
  CodeExecutionToolResultBlock,
  CompactionBlock,
  Container,
  ContentBlock,
  ContextManagement,
  Diagnostics,
  InputTransformation,
  McpToolListingBlock,
  McpToolResultBlock,
  McpToolUseBlock,
  Message,
  RefusalDetails,
  ServerToolUseBlock,
  StopReason,
  TextBlock,
  ThinkingBlock,
  ToolSearchToolResultBlock,
  ToolUseBlock,
  Usage,
  WebSearchToolResultBlock,
} from "./anthropic/message.js";
export type { CountTokensRequest, MessagesRequest } from "./anthropic/request.js";
export type { BetaContentBlockDelta, ContentBlockDelta, StreamEvent } from "./anthropic/stream-events.js";
export type { TranslationContext } from "./context.js";
export { policyRefusal } from "./errors/policy-refusal.js";
export { HostError, TranspondError } from "./errors/transpond-error.js";
export type { Loss, LossPolicy, LossSeverity } from "./ledger/loss.js";
export type { LossCode } from "./ledger/loss-codes.js";
export { lossOf } from "./ledger/loss-ledger.js";
export {
  type CapabilityOverride,
  capabilitiesOf,
  type ModelCapabilities,
  type ModelKnowledge,
} from "./openai/models.js";
export type { InputItem, OpenAIRequest, Tool } from "./openai/request.js";
export { detect, nationalIds, type RedactOptions, redact } from "./redact/index.js";
export type {
  FamilyOption,
  ModelOption,
  OmittableArguments,
  RequestHeaders,
  RequestOptions,
} from "./request/options.js";
export { modelKeyOf } from "./request/resolve-model.js";
export {
  assertCountTokensRequest,
  assertMessagesRequest,
  type TranslatedRequest,
  toOpenAIRequest,
} from "./request/to-openai-request.js";
export { type CheckOptions, checkMessageStream, type Violation } from "./stream/check-message-stream.js";
export { createTranslator, type Translator } from "./stream/create-translator.js";
export {
  type EncodeOptions,
  type EventBytes,
  type EventBytesOptions,
  encodeServerSentEvents,
  eventBytes,
} from "./stream/encode-events.js";
export { fromOpenAIResponse } from "./stream/from-openai-response.js";
export type { Chunk, ResponseLike, StreamSource } from "./stream/source.js";
export {
  type AbortSignalLike,
  type MessageStream,
  type SdkStreamEvent,
  type StreamOptions,
  streamTranslator,
} from "./stream/stream-translator.js";
export {
  type AnthropicErrorAnswer,
  type AnthropicErrorOptions,
  toAnthropicError,
} from "./stream/to-anthropic-error.js";
export type { TranslatorOptions } from "./stream/translator-options.js";
export {
  type BillPart,
  type CountableRequest,
  type CountOptions,
  type CountTokensOptions,
  countInputTokens,
  countTokens,
  type EstimateReason,
  type TokenCount,
} from "./tokens/index.js";
