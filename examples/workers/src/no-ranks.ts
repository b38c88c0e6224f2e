import { TranspondError } from "@transpond/core";

// Stands in for the ranks where the Worker does not count itself. It is loaded only when the upstream has given no count;
// what it throws is what the client is told.
throw new TranspondError({
  status: 529,
  type: "overloaded_error",
  message: "The upstream did not count the tokens, and this server does not count them itself.",
  headers: { "retry-after": "5" },
});
