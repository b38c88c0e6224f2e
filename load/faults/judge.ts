import { checkMessageStream } from "@transpond/core";
import { errorIn, eventsIn, type RawAnswer } from "@transpond/testkit/scenarios";
import type { ErrorAnswer, Expected } from "./expected.js";

type Heard = { readonly kind: "message" } | { readonly kind: "broken"; readonly how: string } | HeardError;
/** Inside a stream an error has no status. */
type HeardError = { readonly kind: "error"; readonly status: number | undefined; readonly type: string };

/** What is wrong with an answer; nothing where it is a whole message or a right error. */
export function complaintOf(answer: RawAnswer, expected: Expected): string | undefined {
  const said = heard(answer);
  if (said.kind === "broken") return said.how;
  if (expected === "left" || said.kind === expected) return undefined;
  if (said.kind === "error" && typeof expected !== "string" && expected.some((error) => isSame(said, error)))
    return undefined;
  return `${JSON.stringify(said)} instead of ${JSON.stringify(expected)}`;
}

const isSame = (said: HeardError, { status, type }: ErrorAnswer) =>
  said.type === type && (said.status === undefined || said.status === status);

const broken = (how: string): Heard => ({ kind: "broken", how });

/** What an answer is. */
function heard({ status, headers, body }: RawAnswer): Heard {
  try {
    if (!/event-stream/.test(headers.get("content-type") ?? "")) {
      const parsed = JSON.parse(body);
      if (status !== 200) return { kind: "error", status, type: errorIn(parsed).type };
      return parsed.type === "message" && parsed.stop_reason !== null ? { kind: "message" } : broken("no message");
    }
    if (status !== 200) return broken(`a stream with status ${status}`);
    const events = eventsIn(body);
    const last = events.at(-1);
    if (last?.type === "error") return { kind: "error", status: undefined, type: errorIn(last).type };
    const [violation] = checkMessageStream(events);
    return violation ? broken(violation.message) : { kind: "message" };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return broken(`not readable (${why}): ${status} ${body.slice(-200)}`);
  }
}
