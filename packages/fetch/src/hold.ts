import { type AbortSignalLike, type MessageStream, type StreamEvent, TranspondError } from "@transpond/core";
import { clientLeft } from "./client-left.js";
import { timedOut } from "./timed-out.js";
import { after } from "./timers.js";

/** Either the stream has begun, or it failed while a real status can still be sent. */
export type Head = { begun: true; first: StreamEvent } | { begun: false; error: TranspondError };

/**
 * Waits for the first event, so that what the upstream refuses early becomes an HTTP status that clients understand:
 * OpenAI reports a context that is too long inside a stream that began with 200. After `holdMs` the stream is made to
 * begin, since a client that hears nothing leaves. Source: mapping, K1 and C.2.
 *
 * @param failure What the translator reported through `onError`.
 * @param signal What may end the stream before it begins.
 */
export async function holdHead(
  events: MessageStream,
  holdMs: number,
  failure: () => TranspondError | undefined,
  signal?: AbortSignalLike,
): Promise<Head> {
  const stop = after(holdMs, () => events.start());
  try {
    // The first is no ping: those come after `message_start` only.
    const { done, value } = await events.next();
    if (done) return { begun: false, error: failure() ?? leftBecause(signal?.reason) };
    if (value.type === "error") return { begun: false, error: failure() ?? fromEvent(value) };
    return { begun: true, first: value };
  } finally {
    stop();
  }
}

/** Who gives a limit or a reason of its own waits for an answer; anybody else is gone. */
function leftBecause(reason: unknown): TranspondError {
  if (reason instanceof TranspondError) return reason;
  return reason instanceof Error && reason.name === "TimeoutError" ? timedOut() : clientLeft();
}

function fromEvent({ error }: Extract<StreamEvent, { type: "error" }>): TranspondError {
  return new TranspondError({ status: 500, ...error });
}
