import { TranspondError } from "@transpond/core";
import type { Canaries } from "./canaries.js";

/** Everything that an error can carry: message, cause, properties of its own, name, stack. */
function loaded(canaries: Canaries, cause?: unknown): Error {
  const error = new Error(`${canaries.word()} ${canaries.found()}`, { cause });
  return Object.assign(error, {
    code: canaries.word(),
    status: 500,
    request: { headers: { authorization: canaries.secret() }, body: canaries.any() },
    stack: `${canaries.word()}: ${canaries.found()}\n    at ${canaries.word()} (/srv/${canaries.word()}.js:1:1)`,
    [canaries.word()]: canaries.any(),
  });
}

/** What the host's functions throw; not all are errors. */
export const thrown: Readonly<Record<string, (canaries: Canaries) => unknown>> = {
  "an error with causes": (canaries) => loaded(canaries, loaded(canaries, loaded(canaries))),
  "several at once": (canaries) => new AggregateError([loaded(canaries), canaries.word()], canaries.word()),
  "a type error": (canaries) => new TypeError(`fetch failed ${canaries.word()}`, { cause: loaded(canaries) }),
  "a text": (canaries) => canaries.found(),
  "an object": (canaries) => ({ [canaries.word()]: canaries.any(), message: canaries.word(), status: 500 }),
  nothing: () => undefined,
  "a refused connection": (canaries) =>
    new TypeError("fetch failed", { cause: Object.assign(loaded(canaries), { code: "ECONNREFUSED" }) }),
  "a certificate": (canaries) =>
    new TypeError("fetch failed", { cause: Object.assign(loaded(canaries), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }) }),
  "an unreachable host": (canaries) =>
    new TypeError("fetch failed", {
      cause: Object.assign(loaded(canaries), { code: "ENOTFOUND", hostname: canaries.word() }),
    }),
  "an abort": (canaries) => new DOMException(canaries.word(), "AbortError"),
  "a time-out": (canaries) => new DOMException(canaries.word(), "TimeoutError"),
  "an error of ours": (canaries) =>
    new TranspondError({
      status: 418,
      type: "permission_error",
      message: canaries.word(),
      path: canaries.word(),
      details: { [canaries.word()]: canaries.any() },
      cause: loaded(canaries),
    }),
  "an error of ours with a type that is none": (canaries) =>
    Reflect.construct(TranspondError, [{ status: 400, type: canaries.word(), message: canaries.word() }]),
  "an error with a name": (canaries) => Object.assign(loaded(canaries), { name: canaries.word() }),
  "something that throws when it is asked": (canaries) =>
    new Proxy(loaded(canaries), {
      get: () => {
        throw new Error(canaries.word());
      },
    }),
};
