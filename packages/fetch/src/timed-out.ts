import { TranspondError } from "@transpond/core";

/** What a request ends with whose time was up before anything went out. */
export const timedOut = () =>
  new TranspondError({
    status: 504,
    type: "timeout_error",
    message: "The upstream timed out",
    headers: { "x-should-retry": "true" },
  });
