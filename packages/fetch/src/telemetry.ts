import type { RequestEntry, ResponseEntry } from "./log/log-entry.js";
import { tell } from "./tell.js";

/** Observes messages beside the log, without content; `openTelemetry()` of `@transpond/fetch/opentelemetry` is one. */
export type Telemetry = {
  /** Called when a request for a message arrives; `headers` are the client's. */
  begin: (headers: Headers) => RequestSpan;
};

/** One request as telemetry sees it. */
export type RequestSpan = {
  /** Runs the request's work, so that what it does in turn is seen as a part of it. */
  run: <Result>(work: () => Result) => Result;
  /** Headers that tell the upstream what it is part of. */
  headers: () => Record<string, string>;
  accepted: (entry: RequestEntry) => void;
  ended: (entry: ResponseEntry) => void;
};

/** Begins to observe a request; whatever of it throws observes nothing, and never fails the request. */
export function beginSpan(telemetry: Telemetry | undefined, headers: () => Headers): RequestSpan | undefined {
  const span = attempt(() => telemetry?.begin(headers()));
  return (
    span && {
      run: (work) => runInside(span, work),
      headers: () => attempt(() => span.headers()) ?? {},
      accepted: (entry) => tell(() => span.accepted(entry)),
      ended: (entry) => tell(() => span.ended(entry)),
    }
  );
}

/** The work runs once, inside the span or, where the span cannot, without it. */
function runInside<Result>(span: RequestSpan, work: () => Result): Result {
  let done: { result: Result } | undefined;
  const once = () => {
    done ??= { result: work() };
    return done.result;
  };
  attempt(() => span.run(once));
  return once();
}

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
