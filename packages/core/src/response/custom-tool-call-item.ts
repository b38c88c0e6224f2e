import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { type JsonObject, stringAt } from "../json.js";
import type { Answer } from "./answer.js";
import type { BlockSink, Ending, ItemRenderer } from "./item-renderer.js";
import { TextParts } from "./text-parts.js";
import { type CallHead, callHead, ToolUseBlock, takeCallId, truncateCall } from "./tool-use-block.js";
import { runawayFault, WhiteSpaceWatch } from "./white-space-watch.js";
import type { ItemPlace } from "./whole-item.js";

/**
 * A `custom_tool_call` item: a `tool_use` block whose input is `{ input: <text> }`, shown when the item is done (mapping
 * R7, C.3). Only the host can have declared such a tool, by changing the request; the upstream's own tools come as calls
 * of this type too, and are not the client's to answer. In a later turn the block is a function call like any other,
 * with the same id as its result, which is all that the upstream asks for.
 */
export class CustomToolCallItem implements ItemRenderer {
  readonly #place: ItemPlace;
  readonly #input = new TextParts();
  readonly #watch = new WhiteSpaceWatch("text");
  #head: CallHead | undefined;
  /** Whether the input is whole; "unless_cut": if the response is. */
  #whole: "yes" | "no" | "unless_cut" = "no";

  constructor(item: JsonObject, sink: BlockSink, answer: Answer, path: string, at: number) {
    this.#place = { sink, answer, path, at };
    this.#head = callHead(item);
  }

  get closesWith(): "nothing" | "end" {
    return this.#whole === "yes" && this.#place.answer.tools.known ? "nothing" : "end";
  }

  event(type: string, event: JsonObject): void {
    if (type === "response.custom_tool_call_input.delta") this.#append(stringAt(event, "delta"));
    else {
      this.#settle(event);
      this.#whole = "yes";
    }
  }

  finish(item: JsonObject | undefined): void {
    if (item === undefined) return;
    this.#head ??= callHead(item);
    this.#settle(item);
    const status = stringAt(item, "status");
    if (status === "incomplete") this.#whole = "no";
    else if (this.#whole === "no") this.#whole = status === "in_progress" ? "unless_cut" : "yes";
  }

  close({ truncated }: Ending): TranspondError | undefined {
    const { answer, path, at } = this.#place;
    if (answer.fault) return answer.fault;
    const head = this.#head;
    if (!answer.tools.hasCustom(head?.name)) {
      answer.dropItem(at);
      answer.ledger.add("unsupported_output_item", path);
      return undefined;
    }
    const isWhole = head !== undefined && (this.#whole === "yes" || (this.#whole === "unless_cut" && !truncated));
    if (!isWhole && !truncated) return upstreamFault(`The upstream sent a tool call that is not whole (${path}).`);
    if (head && !takeCallId(head.id, this.#place)) return undefined;
    if (isWhole) answer.toolUses++;
    else truncateCall(this.#place);
    if (head) this.#show(head, isWhole);
    return undefined;
  }

  #show(head: CallHead, isWhole: boolean): void {
    const json = JSON.stringify({ input: this.#input.toString() });
    const block = new ToolUseBlock(head, this.#place);
    block.push(isWhole ? json : json.slice(0, -'"}'.length));
    block.end();
    this.#place.sink.close();
  }

  #append(text: string): void {
    if (this.#watch.runsAway(text)) this.#place.answer.fault ??= runawayFault(this.#place.path);
    else this.#input.add(text);
  }

  /** Takes the whole input: what of it has not come yet is added. */
  #settle({ input }: JsonObject): void {
    if (typeof input !== "string") return;
    const rest = this.#input.restOf(input);
    if (rest === undefined) this.#place.answer.ledger.add("text_diverged", this.#place.path);
    else this.#append(rest);
  }
}

/** Whether a call may be of a tool that was declared, as far as its first form and the upstream tell by now. */
export function mayBeDeclared(item: JsonObject, { tools }: Answer): boolean {
  return !tools.known || tools.hasCustom(stringAt(item, "name") || undefined);
}
