import type { FastifyReply } from "fastify";

/** Milliseconds that the last answers have to be written: below what Fastify gives a hook unless it is told otherwise. */
const lastWords = 5000;

type Outgoing = FastifyReply["raw"];

/** The answers that are being written. */
export class OpenAnswers {
  readonly #open = new Set<Outgoing>();

  add(outgoing: Outgoing): void {
    this.#open.add(outgoing);
    outgoing.once("close", () => this.#open.delete(outgoing));
  }

  /** Cuts off what is not written out soon: a client that reads no more would keep the server from closing. */
  cutSoon(): void {
    setTimeout(() => {
      for (const outgoing of this.#open) outgoing.destroy();
    }, lastWords).unref();
  }
}
