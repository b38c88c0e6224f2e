import { type JsonObject, objectsAt, stringAt } from "../json.js";
import type { Answer } from "./answer.js";
import { webMark } from "./citations.js";
import type { ItemSink } from "./item-renderer.js";
import { PartCitations } from "./part-citations.js";

export type PartKind = "text" | "refusal";

const partKinds: Record<string, PartKind> = { output_text: "text", refusal: "refusal" };

/** What is known of a part until it ends; `text` is its final one, which citations quote. */
export type Part = { kind: PartKind; text: string; citations: PartCitations };

/** What is known of the content parts of a message, from their first event until they end. */
export class MessageParts {
  readonly #sink: ItemSink;
  readonly #answer: Answer;
  readonly #path: string;
  readonly #open = new Map<number, Part>();
  /** How many citations the parts that have ended had. */
  readonly #ended = new Map<number, number>();

  constructor(sink: ItemSink, answer: Answer, path: string) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
  }

  /** The parts that have not ended. */
  get open(): Iterable<number> {
    return this.#open.keys();
  }

  /** A part that has not ended. */
  get(index: number): Part | undefined {
    return this.#open.get(index);
  }

  /** The part, or `undefined` where it has ended; `kind` is that of a new one. */
  at(index: number, kind: PartKind): Part | undefined {
    const known = this.#open.get(index);
    if (known || this.#ended.has(index)) return known;
    const citations = new PartCitations(this.#sink, this.#answer.ledger, this.pathOf(index));
    const part: Part = { kind, text: "", citations };
    this.#open.set(index, part);
    return part;
  }

  /** What a form says that it is; `undefined` is told. */
  kindOf(index: number, form: JsonObject): PartKind | undefined {
    const type = stringAt(form, "type");
    const kind = Object.hasOwn(partKinds, type) ? partKinds[type] : undefined;
    if (kind === undefined) this.#answer.ledger.add("unknown_output_part", this.pathOf(index));
    return kind;
  }

  annotate(index: number, annotation: JsonObject): void {
    const part = this.at(index, "text");
    if (part) part.citations.add(annotation);
    else this.#answer.ledger.add("late_event_dropped", this.#path);
  }

  /** Takes the final form of a part, which `waits` for its turn; returns its text, or `undefined` for an unknown kind. */
  learn(index: number, form: JsonObject, waits: boolean): string | undefined {
    const kind = this.kindOf(index, form);
    if (kind === undefined) return undefined;
    const text = stringAt(form, kind);
    const annotations = objectsAt(form, "annotations");
    const part = this.at(index, kind);
    if (part) {
      part.kind = kind;
      part.text = text;
      part.citations.learn(annotations, waits);
    } else if (annotations.filter(webMark).length > (this.#ended.get(index) ?? 0)) {
      this.#answer.ledger.add("late_event_dropped", this.#path);
    }
    return text;
  }

  /** Takes out a part that ends, which nothing opens again. */
  end(index: number): Part | undefined {
    const part = this.#open.get(index);
    this.#open.delete(index);
    if (part) this.#ended.set(index, part.citations.count);
    return part;
  }

  pathOf(index: number): string {
    return `${this.#path}.content.${index}`;
  }
}
