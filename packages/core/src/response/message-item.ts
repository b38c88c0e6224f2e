import type { TranspondError } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../json.js";
import type { Answer } from "./answer.js";
import { webMark } from "./citations.js";
import type { ItemRenderer, ItemSink } from "./item-renderer.js";
import { OrderedTexts } from "./ordered-texts.js";
import { PartCitations } from "./part-citations.js";
import { indexAt, partsAt } from "./part-index.js";

type PartKind = "text" | "refusal";

const partKinds: Record<string, PartKind> = { output_text: "text", refusal: "refusal" };

/** What is known of a part until it ends; `text` is its final one, which citations quote. */
type Part = { kind: PartKind; text: string; citations: PartCitations };

/** A `message` item: one text block for each content part, citations last (mapping B.1: R1, R2; B.2). */
export class MessageItem implements ItemRenderer {
  readonly closesWith = "nothing";
  readonly #sink: ItemSink;
  readonly #answer: Answer;
  readonly #path: string;
  readonly #texts: OrderedTexts;
  readonly #parts = new Map<number, Part>();
  /** How many citations the parts that have ended had. */
  readonly #cited = new Map<number, number>();
  /** Whether all of this item is left out: commentary beside structured output (K12). */
  readonly #suppressed: boolean;
  /** UTF-16 units in the block that is open; 0 where none is. */
  #shown = 0;
  /** The words of the refusal that is handed on now. */
  #refusal = "";

  constructor(item: JsonObject, sink: ItemSink, answer: Answer, path: string) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
    this.#suppressed = answer.context.format && stringAt(item, "phase") === "commentary";
    if (this.#suppressed) answer.ledger.add("commentary_suppressed", path);
    this.#texts = new OrderedTexts({
      text: (index, text) => this.#text(index, text),
      end: (index) => this.#end(index),
      diverged: (index) => answer.ledger.add("text_diverged", this.#pathOf(index)),
      kept: (length) => sink.keep(length),
    });
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
        return this.#annotate(index, event.annotation);
      case "response.content_part.added":
        return this.#announce(index, objectAt(event, "part"));
      case "response.content_part.done": {
        const text = this.#learn(index, objectAt(event, "part"), true);
        if (text !== undefined) this.#texts.settle(index, text);
      }
    }
  }

  finish(item: JsonObject | undefined): void {
    const fulls = new Map<number, string>();
    for (const [index, form] of item ? partsAt(item, "content") : []) {
      const text = this.#learn(index, form, false);
      if (text !== undefined) fulls.set(index, text);
    }
    this.#texts.finish(fulls);
    // What is left has citations and no text.
    for (const index of this.#parts.keys()) this.#end(index);
  }

  close(): TranspondError | undefined {
    return undefined;
  }

  /** Whatever comes first, the parts are shown in their order. */
  #announce(index: number, form: JsonObject): void {
    const kind = this.#kindOf(index, form);
    if (kind === undefined) return;
    this.#part(index, kind);
    this.#texts.announce(index);
  }

  #append(index: number, kind: PartKind, delta: string): void {
    if (delta === "") return;
    this.#part(index, kind);
    this.#texts.append(index, delta);
  }

  #supply(index: number, kind: PartKind, text: string): void {
    if (text === "") return;
    const part = this.#part(index, kind);
    if (part) part.text = text;
    this.#texts.supply(index, text);
  }

  #annotate(index: number, annotation: unknown): void {
    if (!isObject(annotation)) return;
    const part = this.#part(index, "text");
    if (part) part.citations.add(annotation);
    else this.#answer.ledger.add("late_event_dropped", this.#path);
  }

  /** The part, or `undefined` where it has ended; `kind` is that of a new one. */
  #part(index: number, kind: PartKind): Part | undefined {
    const known = this.#parts.get(index);
    if (known || this.#texts.hasEnded(index)) return known;
    const citations = new PartCitations(this.#sink, this.#answer.ledger, this.#pathOf(index));
    const part: Part = { kind, text: "", citations };
    this.#parts.set(index, part);
    return part;
  }

  #kindOf(index: number, form: JsonObject): PartKind | undefined {
    const type = stringAt(form, "type");
    const kind = Object.hasOwn(partKinds, type) ? partKinds[type] : undefined;
    if (kind === undefined) this.#answer.ledger.add("unknown_output_part", this.#pathOf(index));
    return kind;
  }

  /** Takes the final form of a part, which `waits` for its turn; returns its text, or `undefined` for an unknown kind. */
  #learn(index: number, form: JsonObject, waits: boolean): string | undefined {
    const kind = this.#kindOf(index, form);
    if (kind === undefined) return undefined;
    const text = stringAt(form, kind);
    const annotations = objectsAt(form, "annotations");
    const part = this.#part(index, kind);
    if (part) {
      part.kind = kind;
      part.text = text;
      part.citations.learn(annotations, waits);
    } else if (annotations.filter(webMark).length > (this.#cited.get(index) ?? 0)) {
      this.#answer.ledger.add("late_event_dropped", this.#path);
    }
    return text;
  }

  #text(index: number, text: string): void {
    if (this.#parts.get(index)?.kind === "refusal") {
      this.#refusal += text;
      if (this.#answer.context.format) return this.#answer.ledger.add("refusal_text_suppressed", this.#path);
    }
    if (this.#suppressed) return;
    if (this.#shown === 0) this.#sink.open({ type: "text", text: "", citations: null });
    this.#shown += text.length;
    this.#sink.delta({ type: "text_delta", text });
  }

  #end(index: number): void {
    const part = this.#parts.get(index);
    if (part === undefined) return;
    const { kind, text, citations } = part;
    this.#parts.delete(index);
    if (kind === "refusal") this.#answer.addRefusal(this.#path, this.#refusal || text);
    this.#refusal = "";
    if (citations.count > 0) this.#cited.set(index, citations.count);
    if (this.#shown > 0) {
      citations.write(text, this.#shown);
      this.#sink.close();
    } else if (citations.count > 0 && !this.#suppressed) {
      this.#answer.ledger.add("citation_without_text", this.#pathOf(index));
    }
    this.#shown = 0;
    citations.release();
  }

  #pathOf(index: number): string {
    return `${this.#path}.content.${index}`;
  }
}
