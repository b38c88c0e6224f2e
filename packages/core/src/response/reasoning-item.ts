import type { TranspondError } from "../errors/transpond-error.js";
import { type JsonObject, objectAt, stringAt } from "../json.js";
import { encodeReasoningEnvelope, maxEncryptedContent } from "../reasoning-envelope.js";
import type { Answer } from "./answer.js";
import type { Ending, ItemRenderer, ItemSink } from "./item-renderer.js";
import { OrderedTexts, type PartReceiver } from "./ordered-texts.js";
import { indexAt, partsAt } from "./part-index.js";

/** Where the text that is shown comes from: summaries, or the raw reasoning that open-weight models send. */
type Origin = "summary" | "content";

/**
 * A `reasoning` item: one thinking block, whose signature carries the item's state (mapping R3 to R5, K5).
 * It closes with the next item, since the state names the phase of the message that follows.
 */
export class ReasoningItem implements ItemRenderer {
  readonly closesWith = "next_item";
  readonly #sink: ItemSink;
  readonly #answer: Answer;
  readonly #path: string;
  /** Each kind has numbers of its own: those of empty summaries must not stand in the way of raw reasoning. */
  readonly #texts: Readonly<Record<Origin, OrderedTexts>>;
  #origin: Origin | undefined;
  /** Whether the other kind says something too, which is not shown. */
  #saysMore = false;
  /** Lengths of the parts shown, in UTF-16 units. */
  readonly #lengths: number[] = [];
  #lastPart = -1;
  #open = false;
  #id: string;
  #encryptedContent = "";

  constructor(item: JsonObject, sink: ItemSink, answer: Answer, path: string) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
    this.#id = stringAt(item, "id");
    const receiver: PartReceiver = {
      text: (index, text) => this.#text(index, text),
      end: () => {},
      diverged: () => answer.ledger.add("text_diverged", path),
      kept: (length) => sink.keep(length),
    };
    this.#texts = { summary: new OrderedTexts(receiver), content: new OrderedTexts(receiver) };
  }

  event(type: string, event: JsonObject): void {
    switch (type) {
      case "response.reasoning_summary_text.delta":
        return this.#append("summary", indexAt(event, "summary_index"), stringAt(event, "delta"));
      case "response.reasoning_summary_text.done":
        return this.#settle("summary", indexAt(event, "summary_index"), stringAt(event, "text"));
      case "response.reasoning_summary_part.added":
        return this.#announce("summary", indexAt(event, "summary_index"));
      case "response.reasoning_summary_part.done":
        return this.#settle("summary", indexAt(event, "summary_index"), stringAt(objectAt(event, "part"), "text"));
      case "response.reasoning_text.delta":
        return this.#append("content", indexAt(event, "content_index"), stringAt(event, "delta"));
      case "response.reasoning_text.done":
        return this.#settle("content", indexAt(event, "content_index"), stringAt(event, "text"));
      case "response.content_part.added":
        return this.#announce("content", indexAt(event, "content_index"));
      case "response.content_part.done":
        return this.#settle("content", indexAt(event, "content_index"), stringAt(objectAt(event, "part"), "text"));
    }
  }

  finish(item: JsonObject | undefined): void {
    const fulls = new Map<number, string>();
    if (item) {
      // The upstream takes back encrypted content only under the id that came with it, and ids may rotate.
      this.#id = stringAt(item, "id");
      this.#encryptedContent = this.#portable(stringAt(item, "encrypted_content"));
      this.#origin ??= says(item, "summary") ? "summary" : "content";
      for (const [index, part] of partsAt(item, this.#origin)) fulls.set(index, stringAt(part, "text"));
      this.#saysMore ||= says(item, this.#origin === "summary" ? "content" : "summary");
    }
    if (this.#saysMore && this.#answer.context.showThinking) {
      this.#answer.ledger.add("reasoning_text_dropped", this.#path);
    }
    for (const origin of ["summary", "content"] as const) {
      const isShown = origin === this.#origin && this.#answer.context.showThinking;
      this.#texts[origin].finish(isShown ? fulls : new Map());
    }
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

  #announce(origin: Origin, index: number): void {
    if (this.#takes(origin, "")) this.#texts[origin].announce(index);
  }

  #append(origin: Origin, index: number, delta: string): void {
    if (delta !== "" && this.#takes(origin, delta)) this.#texts[origin].append(index, delta);
  }

  #settle(origin: Origin, index: number, full: string): void {
    if (this.#takes(origin, full)) this.#texts[origin].settle(index, full);
  }

  /**
   * Whether texts of this kind are shown: only one kind is, that which says something first. No server is known to send
   * both, so raw text need not wait for a summary that may yet come (R5).
   */
  #takes(origin: Origin, text: string): boolean {
    if (text !== "") this.#origin ??= origin;
    const isShown = (this.#origin ?? origin) === origin;
    if (text !== "" && !isShown) this.#saysMore = true;
    return this.#answer.context.showThinking && isShown;
  }

  #text(index: number, text: string): void {
    const begins = index !== this.#lastPart;
    const before = begins ? 0 : (this.#lengths.pop() ?? 0);
    const separator = begins && this.#lengths.length > 0 ? "\n\n" : "";
    this.#lengths.push(before + text.length);
    this.#lastPart = index;
    if (!this.#open) this.#show();
    this.#delta(separator + text);
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

/** Whether an item holds texts of a kind. */
function says(item: JsonObject, origin: Origin): boolean {
  return partsAt(item, origin).some(([, part]) => stringAt(part, "text") !== "");
}
