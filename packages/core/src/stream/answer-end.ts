import { policyRefusal } from "../errors/policy-refusal.js";
import { TranspondError } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectAt, stringAt } from "../json.js";
import type { Answer } from "../response/answer.js";
import { refusal, stopOf } from "../response/stop-reason.js";
import { successOf } from "../response/success.js";
import type { EarlyStop } from "./early-stop.js";
import type { Host } from "./host.js";
import type { ItemList } from "./item-list.js";
import type { KnownResponse } from "./known-response.js";
import type { MessageWriter } from "./message-writer.js";

/** How an answer ends, once: as the upstream says, early, or in an error. All of law 3 stands here. */
export class AnswerEnd {
  readonly #answer: Answer;
  readonly #host: Host;
  readonly #known: KnownResponse;
  readonly #message: MessageWriter;
  readonly #items: ItemList;
  readonly #early: EarlyStop;

  constructor(parts: {
    answer: Answer;
    host: Host;
    known: KnownResponse;
    message: MessageWriter;
    items: ItemList;
    early: EarlyStop;
  }) {
    this.#answer = parts.answer;
    this.#host = parts.host;
    this.#known = parts.known;
    this.#message = parts.message;
    this.#items = parts.items;
    this.#early = parts.early;
  }

  /** Ends the answer where something in it demands that. */
  ifDemanded(response?: JsonObject): void {
    const { reason } = this.#early;
    if (reason === undefined || this.#message.ended) return;
    if (reason instanceof TranspondError) this.crash(reason);
    else this.#message.finish(reason, response);
  }

  /** A terminal event has come: the response's own status decides, and the event's name where it has none (mapping C.4). */
  terminal(event: JsonObject, type: string): void {
    const response = objectAt(event, "response");
    // A terminal event without a response leaves what was said of it before.
    const known = Object.keys(response).length > 0 ? response : this.#known.fields;
    const success = successOf(type, response);
    if (success === undefined) return this.fail(failedResponse(response, event, type), known);
    const incomplete = success === "incomplete";
    this.#early.demand(this.#finishItems(itemsOf(response), incomplete));
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
    return this.#items.finishAll(list, truncated, () => !this.#early.isDemanded);
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
