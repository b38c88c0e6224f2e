import type { StreamEvent } from "../anthropic/stream-events.js";
import type { TranslationContext } from "../context.js";
import { upstreamFault } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectAt, stringAt } from "../json.js";
import { LossLedger } from "../ledger/loss-ledger.js";
import { Answer } from "../response/answer.js";
import { AnswerEnd } from "./answer-end.js";
import { checkContext } from "./check-context.js";
import { createItems } from "./create-items.js";
import { EarlyStop } from "./early-stop.js";
import { type EventRole, eventRoles } from "./event-table.js";
import { Host } from "./host.js";
import type { ItemList } from "./item-list.js";
import { KnownResponse } from "./known-response.js";
import { MessageWriter } from "./message-writer.js";
import { RepeatedEvents } from "./repeated-events.js";
import { SequenceGaps } from "./sequence-gaps.js";
import type { TranslatorOptions } from "./translator-options.js";

const roles: ReadonlyMap<string, EventRole> = new Map(Object.entries(eventRoles));
/** However much goes wrong, what is told of it stays small. */
const maxLossesPerCode = 100;
/** What may be the name of an event; anything else is not repeated in a loss. */
const eventName = /^[a-z][a-z_.]{0,63}$/;

/**
 * Turns the events of one Responses stream into those of one Anthropic message: no I/O, no clock, no randomness.
 * Whatever comes in, what goes out follows the grammar of mapping C.1, and is a success only when the upstream said so,
 * when a stop sequence matched, or when a policy failure is answered as a refusal. Nothing that comes in makes it throw.
 */
export class Machine {
  readonly answer: Answer;
  readonly #known: KnownResponse;
  readonly #message: MessageWriter;
  readonly #early: EarlyStop;
  readonly #items: ItemList;
  readonly #end: AnswerEnd;
  readonly #repeated = new RepeatedEvents();
  readonly #gaps = new SequenceGaps();

  constructor(context: TranslationContext, options: TranslatorOptions = {}) {
    checkContext(context);
    const host = new Host(options);
    const answer = new Answer(context, new LossLedger(options.onLoss, maxLossesPerCode));
    const known = new KnownResponse(answer.tools, host);
    const message = new MessageWriter(answer, known, host);
    const early = new EarlyStop(answer);
    const items = createItems(answer, message.blocks, options.maxQueuedLength, early);
    this.answer = answer;
    this.#known = known;
    this.#message = message;
    this.#early = early;
    this.#items = items;
    this.#end = new AnswerEnd({ answer, host, known, message, items, early });
  }

  /** Whether the message or the error is complete; whatever follows is ignored. */
  get ended(): boolean {
    return this.#message.ended;
  }

  /** The events since the last call. */
  take(): StreamEvent[] {
    return this.#message.take();
  }

  /** Emits `message_start`, unless it has been. */
  start(): void {
    this.#guard(() => this.#message.start());
  }

  /** Takes one parsed event of the upstream. */
  step(event: unknown): void {
    if (this.ended) return;
    try {
      this.#dispatch(event);
      this.#end.ifDemanded();
    } catch (thrown) {
      this.#end.crash(thrown);
    }
  }

  /** The upstream has nothing more to say. */
  end(): void {
    // An error costs more than the rest of a short stream, and nearly every stream has ended by itself.
    if (!this.ended) this.fail(upstreamFault("The upstream stream ended before the response was complete."));
  }

  /** Something went wrong: ends with an `error` event, or as a refusal where the upstream's policy declined. */
  fail(failure: unknown): void {
    this.#guard(() => this.#end.fail(failure));
  }

  /** A final Response object: the same way as the end of a stream, all items at once. */
  replay(response: JsonObject): void {
    this.step({ type: "response.completed", response });
  }

  /** Objects of the host may throw when they are read, and JSON may be nested deeper than the engine's stack. */
  #guard(act: () => void): void {
    if (this.ended) return;
    try {
      act();
    } catch (thrown) {
      this.#end.crash(thrown);
    }
  }

  #dispatch(event: unknown): void {
    if (!isObject(event)) return this.#end.crash(upstreamFault("The upstream sent an event that is not an object."));
    if (this.#repeated.isRepeat(event)) return this.answer.ledger.add("repeated_event_dropped", "event");
    if (this.#gaps.isFirst(event)) this.answer.ledger.add("event_gap", "event");
    const type = stringAt(event, "type");
    const role = roles.get(type);
    if (role === undefined) this.#unknown(event, type);
    else if (typeof role === "string") this.#roles[role](event, type);
    else this.#itemEvent(event, type, role.item);
  }

  readonly #roles: Record<Exclude<EventRole, object>, (event: JsonObject, type: string) => void> = {
    envelope: (event, type) => this.#envelope(objectAt(event, "response"), type),
    item_added: (event) => {
      this.#message.start();
      this.#items.added(event);
    },
    item_done: (event) => {
      this.#message.start();
      this.#early.demand(this.#items.done(event));
    },
    part: (event, type) => {
      const isReasoning = objectAt(event, "part").type === "reasoning_text";
      this.#itemEvent(event, type, isReasoning ? "reasoning" : "message");
    },
    terminal: (event, type) => {
      this.#known.learn(objectAt(event, "response"));
      this.#end.terminal(event, type);
    },
    error: (event) => this.#end.fail(event),
    keepalive: () => this.#message.ping(),
    speech: () => this.answer.ledger.add("audio_dropped", "response.audio"),
    status: () => {},
  };

  #itemEvent(event: JsonObject, type: string, itemType: string): void {
    this.#message.start();
    this.#items.event(type, itemType, event);
  }

  #envelope(response: JsonObject, type: string): void {
    // Ids may change within a response, but then it is not created again, nor once it has items.
    if (type === "response.created" && this.#known.isAnother(response) && !this.#items.isEmpty) {
      return this.#end.crash(upstreamFault("The upstream began another response before this one had ended."));
    }
    this.#known.learn(response);
  }

  #unknown(event: JsonObject, type: string): void {
    // Some proxies send an error without a type, in an object or in words.
    const { code, error } = event;
    if (type === "" && (isObject(error) || typeof error === "string")) return this.#end.fail({ code, error });
    this.answer.ledger.add("unknown_event", eventName.test(type) ? type : "event");
  }
}
