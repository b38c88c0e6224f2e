import { policyRefusal } from "../errors/policy-refusal.js";
import { TranspondError } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectAt, stringAt } from "../json.js";
import type { Answer } from "../response/answer.js";
import { outcomeOf } from "../response/outcome.js";
import { refusal, type Stop, stopOf } from "../response/stop-reason.js";
import type { Host } from "./host.js";
import type { ItemList } from "./item-list.js";
import type { MessageWriter } from "./message-writer.js";

/** How an answer ends, once: as the upstream says, early, or in an error. All of law 3 stands here. */
export class AnswerEnd {
  readonly #answer: Answer;
  readonly #host: Host;
  readonly #message: MessageWriter;
  readonly #items: ItemList;
  /** Why the answer has to end before its own end; set deep inside, acted upon after each event. */
  #stop: Stop | TranspondError | undefined;

  /** @param createItems makes the items, whose blocks may demand the end */
  constructor(
    answer: Answer,
    host: Host,
    message: MessageWriter,
    createItems: (onStop: (stop: Stop | TranspondError) => void) => ItemList,
  ) {
    this.#answer = answer;
    this.#host = host;
    this.#message = message;
    this.#items = createItems((stop) => this.demand(stop));
  }

  get items(): ItemList {
    return this.#items;
  }

  /**
   * Notes why the answer has to end; the first reason counts. A stop sequence behind a call that was cut is none: the cut
   * is what ended the answer.
   */
  demand(stop: Stop | TranspondError | undefined): void {
    if (stop instanceof TranspondError || !this.#answer.callTruncated) this.#stop ??= stop;
  }

  /** Ends the answer where something in it demands that. */
  ifDemanded(response?: JsonObject): void {
    const stop = this.#stop ?? this.#answer.fault;
    if (stop === undefined || this.#message.ended) return;
    if (stop instanceof TranspondError) this.crash(stop);
    else this.#message.finish(stop, response);
  }

  /** A terminal event has come: the response's own status decides, and the event's name where it has none (mapping C.4). */
  terminal(event: JsonObject, type: string): void {
    const response = objectAt(event, "response");
    // A terminal event without a response leaves what was said of it before.
    const known = Object.keys(response).length > 0 ? response : this.#message.response;
    const outcome = outcomeOf(type, response);
    if (outcome === undefined) return this.fail(failedResponse(response, event, type), known);
    const incomplete = outcome === "incomplete";
    this.demand(this.#finishItems(itemsOf(response), incomplete));
    this.ifDemanded(known);
    if (this.#message.ended) return;
    this.#message.finish(stopOf(response, incomplete, this.#answer, this.#message.usage(known)), known);
  }

  /** Ends with an `error` event, or as a refusal where the upstream's policy declined (K14). */
  fail(failure: unknown, response?: JsonObject): void {
    const declined = policyRefusal(failure);
    if (declined === null) return this.crash(failure);
    this.#finishItems(response ? itemsOf(response) : [], true);
    this.#message.finish(refusal(declined), response);
  }

  #finishItems(list: readonly JsonObject[], truncated: boolean): TranspondError | undefined {
    return this.#items.finishAll(list, truncated, () => this.#stop === undefined);
  }

  /** Ends with an `error` event. */
  crash(failure: unknown): void {
    this.#message.fail(this.#host.errorFor(failure, this.#answer.context));
  }
}

/** The items that a response lists; what is none keeps its place. */
function itemsOf({ output }: JsonObject): JsonObject[] {
  return Array.isArray(output) ? output.map((item: unknown) => (isObject(item) ? item : {})) : [];
}

/** A response that did not end well, in the form in which failures are read. */
function failedResponse(response: JsonObject, event: JsonObject, type: string): JsonObject {
  const named = type.slice("response.".length);
  const status = named === "completed" || named === "incomplete" ? stringAt(response, "status") : named;
  return { ...response, object: "response", status, error: response.error ?? event.error };
}
