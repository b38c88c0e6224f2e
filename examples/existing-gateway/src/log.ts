import { type Loss, redact, type Usage } from "@transpond/core";

/** What the gateway knows of a request when it has ended; one line of its log. */
export class Entry {
  readonly #start = Date.now();
  readonly #losses = new Map<string, number>();
  #failure: { type: string; message: string } | undefined;
  #usage: Usage | undefined;
  #asked: string | undefined;

  constructor(
    readonly requestId: string,
    /** Who called; null where the key is not known. */
    readonly tenant: string | null,
  ) {}

  readonly onLoss = ({ code }: Loss): void => {
    this.#losses.set(code, (this.#losses.get(code) ?? 0) + 1);
  };

  readonly onFailure = (error: { type: string; message: string }): void => {
    this.#failure = error;
  };

  readonly onUsage = (usage: Usage): void => {
    this.#usage = usage;
  };

  /** What the client said, for hosts that want to see it: cut, and without what identifies somebody or opens a door. */
  asked(content: unknown): void {
    this.#asked = redact(JSON.stringify(content)).slice(0, 200);
  }

  line(status: number, cancelled: boolean): string {
    return JSON.stringify({
      requestId: this.requestId,
      tenant: this.tenant,
      status,
      outcome: cancelled ? "cancelled" : status >= 400 || this.#failure ? "failed" : "completed",
      durationMs: Date.now() - this.#start,
      inputTokens: this.#usage?.input_tokens,
      outputTokens: this.#usage?.output_tokens,
      losses: Object.fromEntries(this.#losses),
      errorType: this.#failure?.type,
      // What an upstream says of a request may quote it.
      error: redact(this.#failure?.message),
      asked: this.#asked,
    });
  }
}
