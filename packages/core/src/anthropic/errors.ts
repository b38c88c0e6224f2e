/** Error types of the Anthropic API. Source: `@anthropic-ai/sdk` `ErrorType`, and `request_too_large` of the errors page. */
export type ErrorType =
  | "invalid_request_error"
  | "authentication_error"
  | "billing_error"
  | "permission_error"
  | "not_found_error"
  | "conflict_error"
  | "request_too_large"
  | "rate_limit_error"
  | "timeout_error"
  | "api_error"
  | "overloaded_error";

/** The body of an error answer, and at once the data of the `error` event of a stream. */
export type ErrorBody = {
  type: "error";
  error: { type: ErrorType; message: string; details?: Record<string, unknown> };
  request_id: string | null;
};
