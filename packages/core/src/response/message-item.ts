import type { TranspondError } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectAt, stringAt } from "../json.js";
import type { Answer } from "./answer.js";
import type { ItemRenderer, ItemSink } from "./item-renderer.js";
import { MessageParts, type PartKind } from "./message-parts.js";
import { OrderedTexts } from "./ordered-texts.js";
import { indexAt, partsAt } from "./part-index.js";

/** A `message` item: one text block for each content part, citations last (mapping B.1: R1, R2; B.2). */
export class MessageItem implements ItemRenderer {
  readonly closesWith = "nothing";
  readonly #sink: ItemSink;
  readonly #answer: Answer;
  readonly #path: string;
  readonly #at: number;
  readonly #texts: OrderedTexts;
  readonly #parts: MessageParts;
  /** Whether all of this item is left out: commentary beside structured output (K12). */
  #suppressed = false;
  /** Whether something of it was shown or left out: then that stands. */
  #begun = false;
  /** UTF-16 units in the block that is open; 0 where none is. */
  #shown = 0;
  /** The words of the refusal that is handed on now. */
  #refusal = "";

  constructor(item: JsonObject, sink: ItemSink, answer: Answer, path: string, at: number) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
    this.#at = at;
    this.#parts = new MessageParts(sink, answer, path);
    this.#texts = new OrderedTexts({
      text: (index, text) => this.#text(index, text),
      end: (index) => this.#end(index),
      diverged: (index) => answer.ledger.add("text_diverged", this.#parts.pathOf(index)),
      kept: (length) => sink.keep(length),
    });
    this.announced(item);
  }

  announced({ phase }: JsonObject): void {
    if (typeof phase !== "string" || !this.#answer.context.format) return;
    const suppressed = phase === "commentary";
    if (suppressed === this.#suppressed) return;
    if (this.#begun) this.#answer.ledger.add("text_diverged", this.#path);
    else this.#suppressed = suppressed;
  }

  event(type: string, event: JsonObject): void {
    const index = indexAt(event, "content_index");
    switch (type) {
      case "response.output_text.delta":
        return this.#append(index, "text", stringAt(event, "delta"));
      case "response.refusal.delta":
        return this.#append(index, "refusal", stringAt(event, "delta"));
      case "response.output_text.done":
        return this.#supply(index, "text", stringAt(event, "text"));
      case "response.refusal.done":
        return this.#supply(index, "refusal", stringAt(event, "refusal"));
      case "response.output_text.annotation.added":
        if (isObject(event.annotation)) this.#parts.annotate(index, event.annotation);
        return;
      case "response.content_part.added":
        return this.#announce(index, objectAt(event, "part"));
      case "response.content_part.done": {
        const text = this.#parts.learn(index, objectAt(event, "part"), true);
        if (text !== undefined) this.#texts.settle(index, text);
      }
    }
  }

  finish(item: JsonObject | undefined): void {
    const fulls = new Map<number, string>();
    for (const [index, form] of item ? partsAt(item, "content") : []) {
      const text = this.#parts.learn(index, form, false);
      if (text !== undefined) fulls.set(index, text);
    }
    this.#texts.finish(fulls);
    // What is left has citations and no text.
    for (const index of this.#parts.open) this.#end(index);
    if (this.#suppressed) this.#leaveOut();
  }

  close(): TranspondError | undefined {
    return undefined;
  }

  /** Whatever comes first, the parts are shown in their order. */
  #announce(index: number, form: JsonObject): void {
    const kind = this.#parts.kindOf(index, form);
    if (kind === undefined) return;
    this.#parts.at(index, kind);
    this.#texts.announce(index);
  }

  #append(index: number, kind: PartKind, delta: string): void {
    if (delta === "") return;
    this.#parts.at(index, kind);
    this.#texts.append(index, delta);
  }

  #supply(index: number, kind: PartKind, text: string): void {
    if (text === "") return;
    const part = this.#parts.at(index, kind);
    if (part) part.text = text;
    this.#texts.supply(index, text);
  }

  #text(index: number, text: string): void {
    if (this.#parts.get(index)?.kind === "refusal") {
      this.#refusal += text;
      if (this.#answer.context.format) return this.#answer.ledger.add("refusal_text_suppressed", this.#path);
    }
    if (this.#suppressed) return this.#leaveOut();
    this.#begun = true;
    if (this.#shown === 0) this.#sink.open({ type: "text", text: "", citations: null });
    this.#shown += text.length;
    this.#sink.delta({ type: "text_delta", text });
  }

  #end(index: number): void {
    const part = this.#parts.end(index);
    if (part === undefined) return;
    const { kind, text, citations } = part;
    if (kind === "refusal") this.#answer.addRefusal(this.#at, this.#refusal || text);
    this.#refusal = "";
    if (this.#shown > 0) {
      citations.write(text, this.#shown);
      this.#sink.close();
    } else if (citations.count > 0 && !this.#suppressed) {
      this.#answer.ledger.add("citation_without_text", this.#parts.pathOf(index));
    }
    this.#shown = 0;
    citations.release();
  }

  #leaveOut(): void {
    if (!this.#begun) this.#answer.ledger.add("commentary_suppressed", this.#path);
    this.#begun = true;
  }
}
