import type { StreamEvent } from "../anthropic/stream-events.js";
import type { TranspondError } from "../errors/transpond-error.js";
import type { JsonObject } from "../json.js";
import type { Answer } from "../response/answer.js";
import { containerOf } from "../response/container.js";
import { diagnosticsOf } from "../response/diagnostics.js";
import type { Stop } from "../response/stop-reason.js";
import { finalUsage } from "../response/usage.js";
import { BlockWriter } from "./block-writer.js";
import type { Host } from "./host.js";
import type { KnownResponse } from "./known-response.js";
import { messageEnd, messageStart } from "./message-frame.js";

/** Writes one message: its head once, its blocks, and at last either its end or an error, once (mapping C.1). */
export class MessageWriter {
  readonly blocks: BlockWriter;
  readonly #answer: Answer;
  readonly #known: KnownResponse;
  readonly #host: Host;
  #out: StreamEvent[] = [];
  #started = false;
  #ended = false;
  #hasContent = false;

  constructor(answer: Answer, known: KnownResponse, host: Host) {
    this.#answer = answer;
    this.#known = known;
    this.#host = host;
    this.blocks = new BlockWriter((event) => {
      if (!this.#hasContent) this.#begin();
      this.#out.push(event);
    });
  }

  /** Whether the message or the error is complete. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The events since the last call. */
  take(): StreamEvent[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  start(): void {
    if (this.#started || this.#ended) return;
    const head = messageStart(this.#known.fields, this.#answer, this.#host.newId);
    this.#started = true;
    this.#out.push(head);
  }

  #begin(): void {
    this.start();
    this.#hasContent = true;
    this.#host.tellContentBegin();
  }

  /** Nothing may stand before `message_start`. */
  ping(): void {
    if (this.#started) this.#out.push({ type: "ping" });
  }

  finish(stop: Stop, response = this.#known.fields): void {
    this.start();
    this.blocks.close();
    const usage = this.usage(response);
    const container = containerOf(this.blocks.containerId, response);
    const end = messageEnd({ stop, usage, container, response }, this.#answer);
    const diagnostics = diagnosticsOf(response, this.#answer.context, true);
    this.#ended = true;
    this.#out.push(...end);
    this.#host.tellMessageEnd({ stopReason: stop.reason, usage, diagnostics });
  }

  fail(error: TranspondError): void {
    this.#ended = true;
    this.#out.push(error.toBody(this.#host.options.requestId ?? null));
    this.#host.tellError(error);
  }

  /** What the answer cost, as far as it is written. */
  usage(response: JsonObject | undefined) {
    return finalUsage(response, this.#answer, {
      inputTokens: this.#host.options.inputTokens ?? this.#answer.context.inputTokens,
      visibleLength: this.blocks.visibleLength,
      webSearches: this.blocks.webSearches,
    });
  }
}
