import { TranspondError } from "@transpond/core";

/** Nesting that overflows the stack is the client's fault; any other error stays what it is. */
export function tooDeep(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return new TranspondError({
    status: 400,
    type: "invalid_request_error",
    message: "The request body is nested too deeply",
    headers: { "x-should-retry": "false" },
  });
}
