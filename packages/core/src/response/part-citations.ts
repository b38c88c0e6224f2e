import type { JsonObject } from "../json.js";
import type { LossLedger } from "../ledger/loss-ledger.js";
import { citationsOf, type WebMark, webMark } from "./citations.js";
import type { ItemSink } from "./item-renderer.js";

/** What a citation costs while it waits, beside its text, in UTF-16 units. */
const markLength = 64;

/** The citations of one part of a message, collected from its events and its final form until it ends (mapping B.2). */
export class PartCitations {
  readonly #sink: ItemSink;
  readonly #ledger: LossLedger;
  readonly #path: string;
  readonly #streamed: WebMark[] = [];
  #final: WebMark[] = [];
  #kept = 0;

  constructor(sink: ItemSink, ledger: LossLedger, partPath: string) {
    this.#sink = sink;
    this.#ledger = ledger;
    this.#path = partPath;
  }

  /** Takes an annotation that came alone. */
  add(annotation: JsonObject): void {
    const marks = this.#read([annotation]);
    this.#streamed.push(...marks);
    this.#keepAll(marks);
  }

  /** Takes the annotations of the part's final form; `waits` says that the part may go on for as long as it likes. */
  learn(annotations: readonly JsonObject[], waits: boolean): void {
    this.#final = this.#read(annotations);
    if (waits) this.#keepAll(this.#final);
  }

  /** How many there are. The final form counts, unless it has fewer than were streamed. */
  get count(): number {
    return Math.max(this.#final.length, this.#streamed.length);
  }

  /** Writes them behind a text of which `shown` UTF-16 units were shown. All stand on one block (mapping B.3, K23). */
  write(text: string, shown: number): void {
    const marks = this.#final.length < this.#streamed.length ? this.#streamed : this.#final;
    for (const { citation, span } of citationsOf(marks, text)) {
      this.#sink.delta({ type: "citations_delta", citation });
      const citesAll = span !== null && span.start <= 0 && span.end >= shown;
      if (!citesAll) this.#ledger.add("citation_granularity", this.#path);
    }
  }

  /** Lets go of them, shown or not. */
  release(): void {
    this.#keep(-this.#kept);
  }

  #keepAll(marks: readonly WebMark[]): void {
    for (const { url, title } of marks) this.#keep(markLength + url.length + (title ?? "").length);
  }

  #keep(length: number): void {
    this.#kept += length;
    this.#sink.keep(length);
  }

  #read(annotations: readonly JsonObject[]): WebMark[] {
    const marks = annotations.map(webMark).filter((mark) => mark !== undefined);
    if (marks.length < annotations.length) this.#ledger.add("file_citation_dropped", `${this.#path}.annotations`);
    return marks;
  }
}
