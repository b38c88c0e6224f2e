import { TranspondError } from "@transpond/core";

/** What a request ends with whose client is gone, whatever reason it gave; nobody reads it but the log. */
export const clientLeft = () =>
  new TranspondError({
    status: 499,
    type: "api_error",
    message: "The request was aborted",
    headers: { "x-should-retry": "false" },
  });
