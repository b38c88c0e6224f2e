export type { Authenticate, KeyPrincipal } from "./authenticate.js";
export type { CountDrift, CountDriftOptions } from "./count-drift.js";
export type { TokenCounter } from "./count-tokens.js";
export { createHandler, type Handler } from "./create-handler.js";
export type { CallerOptions } from "./log/caller.js";
export type { LogEntry, RequestEntry, RequestFeature, RequestShape, ResponseEntry } from "./log/log-entry.js";
export type { Logger } from "./log/logger.js";
export type { ModelEntry } from "./models.js";
export type { HandlerOptions, Limits, Timeouts, Upstream } from "./options.js";
export { type RespondOptions, respondWithStream } from "./respond.js";
export type { Route, RouteName, RouteSwitches } from "./routes.js";
export type { RequestSpan, Telemetry } from "./telemetry.js";
export {
  type AzureOpenAIOptions,
  azureOpenAI,
  type CompatibleOptions,
  type OpenAIOptions,
  openAI,
  openAICompatible,
} from "./upstreams.js";
