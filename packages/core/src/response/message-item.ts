import type { TranspondError } from "../errors/transpond-error.js";
import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../json.js";
import type { Answer } from "./answer.js";
import { citationsOf } from "./citations.js";
import type { BlockSink, ItemRenderer } from "./item-renderer.js";
import { OrderedTexts } from "./ordered-texts.js";
import { indexAt } from "./part-index.js";

type PartKind = "text" | "refusal";

const partKinds: Record<string, PartKind> = { output_text: "text", refusal: "refusal" };

/** A `message` item: one text block for each content part, citations last (mapping B1: R1, R2; B.2). */
export class MessageItem implements ItemRenderer {
  readonly closesWith = "nothing";
  readonly #sink: BlockSink;
  readonly #answer: Answer;
  readonly #path: string;
  readonly #texts: OrderedTexts;
  readonly #kinds = new Map<number, PartKind>();
  /** Final forms of parts, kept until the part ends: citations quote its text. */
  readonly #parts = new Map<number, JsonObject>();
  readonly #annotations = new Map<number, JsonObject[]>();
  /** Whether all of this item is left out: commentary beside structured output (K12). */
  readonly #suppressed: boolean;
  #open = false;

  constructor(item: JsonObject, sink: BlockSink, answer: Answer, path: string) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
    this.#suppressed = answer.context.format && stringAt(item, "phase") === "commentary";
    if (this.#suppressed) answer.ledger.add("commentary_suppressed", path);
    this.#texts = new OrderedTexts({
      text: (index, text) => this.#text(index, text),
      end: (index) => this.#end(index),
      diverged: (index) => answer.ledger.add("text_diverged", `${path}.content.${index}`),
    });
  }

  event(type: string, event: JsonObject): void {
    const index = indexAt(event, "content_index");
    switch (type) {
      case "response.output_text.delta":
        return this.#append(index, "text", event.delta);
      case "response.refusal.delta":
        return this.#append(index, "refusal", event.delta);
      case "response.output_text.done":
      case "response.refusal.done":
        return; // `content_part.done` and `output_item.done` say the same, with the annotations.
      case "response.output_text.annotation.added":
        return this.#annotate(index, event.annotation);
      case "response.content_part.added":
        this.#learn(index, objectAt(event, "part"));
        return;
      case "response.content_part.done": {
        const text = this.#learn(index, objectAt(event, "part"));
        if (text !== undefined) this.#texts.settle(index, text);
      }
    }
  }

  finish(item: JsonObject | undefined): void {
    const fulls = new Map<number, string>();
    if (item) {
      objectsAt(item, "content").forEach((part, index) => {
        const text = this.#learn(index, part);
        if (text !== undefined) fulls.set(index, text);
      });
    }
    this.#texts.finish(fulls);
  }

  close(): TranspondError | undefined {
    return undefined;
  }

  #append(index: number, kind: PartKind, delta: unknown): void {
    if (typeof delta !== "string" || delta === "") return;
    if (!this.#kinds.has(index)) this.#kinds.set(index, kind);
    this.#texts.append(index, delta);
  }

  #annotate(index: number, annotation: unknown): void {
    if (!isObject(annotation)) return;
    if (this.#texts.hasEnded(index)) return this.#answer.ledger.add("late_event_dropped", this.#path);
    const list = this.#annotations.get(index);
    if (list) list.push(annotation);
    else this.#annotations.set(index, [annotation]);
  }

  /** Notes the kind of a part and its form so far; returns its text, or `undefined` for an unknown kind. */
  #learn(index: number, part: JsonObject): string | undefined {
    const type = stringAt(part, "type");
    const kind = Object.hasOwn(partKinds, type) ? partKinds[type] : undefined;
    if (kind === undefined) {
      this.#answer.ledger.add("unknown_output_part", `${this.#path}.content.${index}`);
      return undefined;
    }
    this.#kinds.set(index, kind);
    this.#parts.set(index, part);
    return stringAt(part, kind);
  }

  #text(index: number, text: string): void {
    const refusal = this.#kinds.get(index) === "refusal";
    if (refusal) {
      this.#answer.addRefusal(this.#path, text);
      if (this.#answer.context.format) return this.#answer.ledger.add("refusal_text_suppressed", this.#path);
    }
    if (this.#suppressed) return;
    if (!this.#open) {
      this.#open = true;
      this.#sink.open({ type: "text", text: "", citations: null });
    }
    this.#sink.delta({ type: "text_delta", text });
  }

  #end(index: number): void {
    const part = this.#parts.get(index);
    const collected = this.#annotations.get(index);
    this.#parts.delete(index);
    this.#annotations.delete(index);
    if (!this.#open) return;
    this.#open = false;
    const annotations = part ? objectsAt(part, "annotations") : [];
    const citations = citationsOf(
      annotations.length > 0 ? annotations : (collected ?? []),
      part ? stringAt(part, "text") : "",
      () => this.#answer.ledger.add("file_citation_dropped", `${this.#path}.content.${index}.annotations`),
    );
    for (const citation of citations) this.#sink.delta({ type: "citations_delta", citation });
    this.#sink.close();
  }
}
