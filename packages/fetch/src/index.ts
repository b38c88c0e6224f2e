export type { Authenticate, KeyPrincipal } from "./authenticate.js";
export type { CountDrift, CountDriftOptions } from "./count-drift.js";
export type { TokenCounter } from "./count-tokens.js";
export { createHandler, type Handler } from "./create-handler.js";
export type { LogEntry, Logger } from "./log.js";
export type { ModelEntry } from "./models.js";
export type { HandlerOptions, Limits, Timeouts, Upstream } from "./options.js";
export { type RespondOptions, respondWithStream } from "./respond.js";
export type { Route, RouteName, RouteSwitches } from "./routes.js";
