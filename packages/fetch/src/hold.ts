import { type MessageStream, type StreamEvent, TranspondError } from "@transpond/core";

/** Either the stream has begun, or it failed while a real status can still be sent. */
export type Head = { begun: true; first: StreamEvent } | { begun: false; error: TranspondError };

/**
 * Waits for the first event, so that what the upstream refuses early becomes an HTTP status that clients understand:
 * OpenAI reports a context that is too long inside a stream that began with 200. After `holdMs` the stream is made to
 * begin, since a client that hears nothing leaves. Source: mapping, K1 and C.2.
 *
 * @param failure What the translator reported through `onError`.
 */
export async function holdHead(
  events: MessageStream,
  holdMs: number,
  failure: () => TranspondError | undefined,
): Promise<Head> {
  const timer = setTimeout(() => events.start(), holdMs);
  try {
    for (;;) {
      const { done, value } = await events.next();
      if (done) return { begun: false, error: failure() ?? nothingCame() };
      if (value.type === "error") return { begun: false, error: failure() ?? fromEvent(value) };
      if (value.type !== "ping") return { begun: true, first: value };
    }
  } finally {
    clearTimeout(timer);
  }
}

const nothingCame = () =>
  new TranspondError({
    status: 499,
    type: "api_error",
    message: "The request was aborted",
    headers: { "x-should-retry": "false" },
  });

function fromEvent({ error }: Extract<StreamEvent, { type: "error" }>): TranspondError {
  return new TranspondError({ status: 500, ...error });
}
