import type { TranspondError } from "../errors/transpond-error.js";
import { type JsonObject, objectsAt, stringAt } from "../json.js";
import { encodeReasoningEnvelope, maxEncryptedContent } from "../reasoning-envelope.js";
import type { Answer } from "./answer.js";
import type { BlockSink, Ending, ItemRenderer } from "./item-renderer.js";
import { OrderedTexts } from "./ordered-texts.js";
import { indexAt } from "./part-index.js";

/** Where the text that is shown comes from: summaries, or the raw reasoning that open-weight models send. */
type Origin = "summary" | "content";

/**
 * A `reasoning` item: one thinking block, whose signature carries the item's state (mapping R3 to R5, K5).
 * It closes with the next item, since the state names the phase of the message that follows.
 */
export class ReasoningItem implements ItemRenderer {
  readonly closesWith = "next_item";
  readonly #sink: BlockSink;
  readonly #answer: Answer;
  readonly #path: string;
  readonly #texts: OrderedTexts;
  #origin: Origin | undefined;
  /** Lengths of the parts shown, in UTF-16 units. */
  readonly #lengths: number[] = [];
  #lastPart = -1;
  #open = false;
  #id: string;
  #encryptedContent = "";

  constructor(item: JsonObject, sink: BlockSink, answer: Answer, path: string) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
    this.#id = stringAt(item, "id");
    this.#texts = new OrderedTexts({
      text: (index, text) => this.#text(index, text),
      end: () => {},
      diverged: () => answer.ledger.add("text_diverged", path),
    });
  }

  event(type: string, event: JsonObject): void {
    switch (type) {
      case "response.reasoning_summary_text.delta":
        return this.#append("summary", indexAt(event, "summary_index"), event.delta);
      case "response.reasoning_summary_text.done":
        return this.#settle("summary", indexAt(event, "summary_index"), stringAt(event, "text"));
      case "response.reasoning_text.delta":
        return this.#append("content", indexAt(event, "content_index"), event.delta);
      case "response.reasoning_text.done":
        return this.#settle("content", indexAt(event, "content_index"), stringAt(event, "text"));
    }
  }

  finish(item: JsonObject | undefined): void {
    const fulls = new Map<number, string>();
    if (item) {
      this.#id = stringAt(item, "id") || this.#id;
      this.#encryptedContent = this.#portable(stringAt(item, "encrypted_content"));
      const hasSummary = objectsAt(item, "summary").some((part) => stringAt(part, "text") !== "");
      this.#origin ??= hasSummary ? "summary" : "content";
      objectsAt(item, this.#origin).forEach((part, index) => {
        fulls.set(index, stringAt(part, "text"));
      });
    }
    this.#texts.finish(this.#answer.context.showThinking ? fulls : new Map());
  }

  close({ next }: Ending): TranspondError | undefined {
    if (!this.#open) {
      if (this.#encryptedContent === "") {
        this.#answer.ledger.add("reasoning_without_state", this.#path);
        return undefined;
      }
      this.#show();
    }
    const phase = next && next.type === "message" ? stringAt(next, "phase") : "";
    const { family, identity } = this.#answer.context;
    const signature = encodeReasoningEnvelope({
      id: this.#id,
      encryptedContent: this.#encryptedContent,
      summaryLengths: this.#origin === "summary" ? this.#lengths : [],
      ...(phase !== "" && { phase }),
      family,
      identity,
    });
    this.#sink.delta({ type: "signature_delta", signature });
    this.#sink.close();
    return undefined;
  }

  /** State that would not be read again need not travel. */
  #portable(encryptedContent: string): string {
    if (encryptedContent.length <= maxEncryptedContent) return encryptedContent;
    this.#answer.ledger.add("reasoning_too_long", this.#path);
    return "";
  }

  #append(origin: Origin, index: number, delta: unknown): void {
    if (typeof delta !== "string" || delta === "" || !this.#answer.context.showThinking) return;
    this.#origin ??= origin;
    if (this.#origin === origin) this.#texts.append(index, delta);
  }

  #settle(origin: Origin, index: number, full: string): void {
    if (full !== "") this.#origin ??= origin;
    if (this.#origin === origin && this.#answer.context.showThinking) this.#texts.settle(index, full);
  }

  #text(index: number, text: string): void {
    const first = this.#lastPart === -1;
    if (index !== this.#lastPart) {
      this.#lastPart = index;
      this.#lengths.push(0);
    }
    if (!this.#open) this.#show();
    const startsPart = !first && this.#lengths[this.#lengths.length - 1] === 0;
    this.#lengths[this.#lengths.length - 1] = (this.#lengths[this.#lengths.length - 1] ?? 0) + text.length;
    this.#delta(startsPart ? `\n\n${text}` : text);
  }

  #show(): void {
    this.#open = true;
    this.#sink.open({ type: "thinking", thinking: "", signature: "" });
  }

  #delta(thinking: string): void {
    // Claude Code asks for this key by beta header and takes null.
    if (this.#answer.context.betas.includes("thinking-token-count"))
      this.#sink.delta({ type: "thinking_delta", thinking, estimated_tokens: null });
    else this.#sink.delta({ type: "thinking_delta", thinking });
  }
}
