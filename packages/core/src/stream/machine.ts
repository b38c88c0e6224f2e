import type { StreamEvent } from "../anthropic/stream-events.js";
import type { TranslationContext } from "../context.js";
import { policyRefusal } from "../errors/policy-refusal.js";
import { toTranspondError } from "../errors/to-transpond-error.js";
import { TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../json.js";
import { LossLedger } from "../ledger/loss-ledger.js";
import { Answer } from "../response/answer.js";
import { containerOf } from "../response/container.js";
import { diagnosticsOf } from "../response/diagnostics.js";
import { outcomeOf } from "../response/outcome.js";
import { refusal, type Stop, stopOf } from "../response/stop-reason.js";
import { finalUsage } from "../response/usage.js";
import { BlockWriter } from "./block-writer.js";
import { checkContext } from "./check-context.js";
import { type EventRole, eventRoles } from "./event-table.js";
import { ItemList } from "./item-list.js";
import { ItemQueue } from "./item-queue.js";
import { messageEnd, messageStart } from "./message-frame.js";
import { observer } from "./observer.js";
import { RepeatedEvents } from "./repeated-events.js";
import { StopScanner } from "./stop-scanner.js";
import type { TranslatorOptions } from "./translator-options.js";

const defaultMaxQueuedLength = 8 * 1024 * 1024;

/**
 * Turns the events of one Responses stream into those of one Anthropic message: no I/O, no clock, no randomness.
 * Whatever comes in, what goes out follows the grammar of mapping C.1, and is a success only when the upstream said so,
 * when a stop sequence matched, or when a policy failure is answered as a refusal.
 */
export class Machine {
  readonly answer: Answer;
  readonly #options: TranslatorOptions;
  /** The host's observers, which cannot disturb. */
  readonly #tell: {
    error: NonNullable<TranslatorOptions["onError"]>;
    messageEnd: NonNullable<TranslatorOptions["onMessageEnd"]>;
    response: NonNullable<TranslatorOptions["onResponse"]>;
  };
  readonly #writer: BlockWriter;
  readonly #items: ItemList;
  #out: StreamEvent[] = [];
  #response: JsonObject | undefined;
  #started = false;
  #ended = false;
  /** Why the response has to end here, before its own end; set deep inside, acted upon after each event. */
  #stop: Stop | TranspondError | undefined;
  readonly #repeated = new RepeatedEvents();

  constructor(context: TranslationContext, options: TranslatorOptions = {}) {
    checkContext(context);
    this.#options = options;
    this.answer = new Answer(context, new LossLedger(observer(options.onLoss)));
    this.#tell = {
      error: observer(options.onError),
      messageEnd: observer(options.onMessageEnd),
      response: observer(options.onResponse),
    };
    this.#writer = new BlockWriter((event) => {
      this.start();
      this.#out.push(event);
    });
    const target =
      context.stopSequences.length === 0
        ? this.#writer
        : new StopScanner(this.#writer, context.stopSequences, (sequence) => {
            this.#stop ??= { reason: "stop_sequence", sequence, details: null };
          });
    const queue = new ItemQueue(target, {
      maxLength: options.maxQueuedLength ?? defaultMaxQueuedLength,
      onPassedOver: (index) => this.answer.ledger.add("stalled_item_passed_over", `output.${index}`),
      onOverflow: () => {
        this.#stop ??= upstreamFault("The upstream sent too much out of order.");
      },
    });
    this.#items = new ItemList(this.answer, queue);
  }

  /** Whether the message or the error is complete; whatever follows is ignored. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The events since the last call. */
  take(): StreamEvent[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  /** Emits `message_start`, unless it has been. */
  start(): void {
    if (this.#started || this.#ended) return;
    this.#started = true;
    const newId = this.#options.newId ?? (() => "msg_unknown");
    this.#out.push(messageStart(this.#response, this.answer, newId));
  }

  /** Takes one parsed event of the upstream. */
  step(event: unknown): void {
    if (this.#ended) return;
    if (!isObject(event)) return this.fail(upstreamFault("The upstream sent an event that is not an object."));
    if (this.#repeated.isRepeat(event)) return this.answer.ledger.add("repeated_event_dropped", "event");
    const type = stringAt(event, "type");
    const role = Object.hasOwn(eventRoles, type) ? eventRoles[type] : undefined;
    if (role === undefined) this.#unknown(event);
    else if (typeof role === "object") this.#itemEvent(type, role.item, event);
    else this.#roles[role](event, type);
    if (this.#stop) this.#endEarly(this.#stop);
  }

  /** The upstream has nothing more to say. */
  end(): void {
    this.fail(upstreamFault("The upstream stream ended before the response was complete."));
  }

  /** Something went wrong: ends with an `error` event, or as a refusal where the upstream's policy declined. */
  fail(failure: unknown): void {
    if (this.#ended) return;
    const declined = policyRefusal(failure);
    if (declined) {
      this.#items.finishAll([], true);
      return this.#finish(refusal(declined));
    }
    const error = toTranspondError(failure, this.#failureOptions());
    this.#ended = true;
    this.#out.push(error.toBody(this.#options.requestId ?? null));
    this.#tell.error(error);
  }

  /** A final Response object: the same way as the stream, all items at once. */
  replay(response: JsonObject): void {
    this.#learn(response);
    objectsAt(response, "output").forEach((item, output_index) => {
      this.step({ type: "response.output_item.done", output_index, item });
    });
    this.step({ type: "response.completed", response });
  }

  readonly #roles: Record<Exclude<EventRole, object>, (event: JsonObject, type: string) => void> = {
    envelope: (event) => this.#learn(objectAt(event, "response")),
    item_added: (event) => {
      const item = objectAt(event, "item");
      this.start();
      const index = this.#items.indexOf(event, stringAt(item, "id")) ?? this.#items.nextIndex;
      this.#items.add(index, stringAt(item, "type"), item);
    },
    item_done: (event) => {
      const item = objectAt(event, "item");
      this.start();
      const index = this.#items.indexOf(event, stringAt(item, "id")) ?? this.#items.nextIndex;
      const failure = this.#items.finish(index, item);
      if (failure) this.#stop ??= failure;
    },
    terminal: (event, type) => this.#terminal(objectAt(event, "response"), type, event),
    error: (event) => this.fail(event),
    keepalive: () => {
      if (this.#started) this.#out.push({ type: "ping" });
    },
    status: () => {},
  };

  #itemEvent(type: string, itemType: string, event: JsonObject): void {
    const index = this.#items.indexOf(event, stringAt(event, "item_id"));
    if (index === undefined) return this.answer.ledger.add("unknown_event", type);
    this.start();
    this.#items.event(index, type, itemType, event);
  }

  #unknown(event: JsonObject): void {
    // Some proxies send an error without a type.
    if (stringAt(event, "type") === "" && isObject(event.error)) return this.fail(event);
    this.answer.ledger.add("unknown_event", "event");
  }

  #learn(response: JsonObject): void {
    if (this.#response || Object.keys(response).length === 0) return;
    this.#response = response;
    this.#tell.response({ id: stringAt(response, "id"), model: stringAt(response, "model") });
  }

  /** The response has ended; its own status decides how, and the event's name where it has none. */
  #terminal(response: JsonObject, type: string, event: JsonObject): void {
    this.#learn(response);
    const outcome = outcomeOf(type, response);
    if (outcome === undefined) {
      return this.fail(Object.keys(response).length > 0 ? { ...response, status: "failed" } : event);
    }
    const incomplete = outcome === "incomplete";
    const failure = this.#items.finishAll(objectsAt(response, "output"), incomplete);
    if (failure) return this.fail(failure);
    // A stop sequence that stood in text held back; behind a call that was cut, the cut is what ended the answer.
    if (this.#stop && !this.answer.callTruncated) return this.#endEarly(this.#stop, response);
    this.#stop = undefined;
    const usage = this.#usage(response);
    this.#finish(stopOf(response, incomplete, this.answer, usage), response);
  }

  #endEarly(stop: Stop | TranspondError, response = this.#response): void {
    this.#stop = undefined;
    if (this.#ended) return;
    if (stop instanceof TranspondError) this.fail(stop);
    else this.#finish(stop, response);
  }

  #finish(stop: Stop, response = this.#response): void {
    this.start();
    this.#writer.close();
    const usage = this.#usage(response);
    this.#ended = true;
    const container = containerOf(this.#writer.containerId, response);
    this.#out.push(...messageEnd({ stop, usage, container, response }, this.answer));
    const diagnostics = diagnosticsOf(response, this.answer.context, true);
    this.#tell.messageEnd({ stopReason: stop.reason, usage, diagnostics });
  }

  #usage(response: JsonObject | undefined) {
    return finalUsage(response, this.answer, {
      inputTokens: this.#options.inputTokens ?? this.answer.context.inputTokens,
      visibleLength: this.#writer.visibleLength,
    });
  }

  #failureOptions() {
    const { now, keyOwner } = this.#options;
    return { context: this.answer.context, ...(now && { now }), ...(keyOwner && { keyOwner }) };
  }
}
