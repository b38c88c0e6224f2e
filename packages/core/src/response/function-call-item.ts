import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { isJsonObject, type JsonObject, stringAt } from "../json.js";
import type { Answer } from "./answer.js";
import type { BlockSink, Ending, ItemRenderer } from "./item-renderer.js";
import { mayBeWrapper, unwrapParallel } from "./parallel-wrapper.js";
import { TextParts } from "./text-parts.js";
import { type CallHead, callHead, ToolUseBlock, takeCallId, truncateCall } from "./tool-use-block.js";
import { runawayFault, WhiteSpaceWatch } from "./white-space-watch.js";
import type { ItemPlace } from "./whole-item.js";

/** A `function_call` item: one `tool_use` block whose input streams as it comes (mapping R6, K30, K31, K32). */
export class FunctionCallItem implements ItemRenderer {
  readonly #place: ItemPlace;
  /** All arguments so far: whether they make up a call shows at the end. */
  readonly #arguments = new TextParts();
  readonly #watch = new WhiteSpaceWatch("json");
  /** Whether the arguments begin as an object does; `undefined` while they have not begun. */
  #isObject: boolean | undefined;
  #head: CallHead | undefined;
  /** Not open while the name is unknown, nor while the call may be a wrapper of others, which are shown in its place. */
  #block: ToolUseBlock | undefined;
  /** `over`: nothing of it is to be shown any more. */
  #state: "going_on" | "complete" | "over" = "going_on";

  constructor(item: JsonObject, sink: BlockSink, answer: Answer, path: string, at: number) {
    this.#place = { sink, answer, path, at };
    this.#begin(item);
  }

  /** Arguments that do not parse may have been cut: only the end of the response tells whether that is a failure. */
  get closesWith(): "nothing" | "end" {
    return this.#state === "going_on" ? "end" : "nothing";
  }

  event(type: string, event: JsonObject): void {
    if (type === "response.function_call_arguments.done") this.#settle(argumentsOf(event));
    else if (typeof event.delta === "string") this.#append(event.delta);
  }

  finish(item: JsonObject | undefined): void {
    if (item) {
      this.#begin(item);
      this.#settle(argumentsOf(item));
    }
    if (this.#state !== "going_on") return;
    const text = this.#arguments.toString();
    if (this.#head && this.#block === undefined) this.#unwrap(this.#head, text);
    this.#block?.end();
    // An item that never ended is a call only if its arguments did.
    const isCall = text === "" ? item !== undefined && stringAt(item, "status") !== "incomplete" : isJsonObject(text);
    if (this.#block && isCall) this.#state = "complete";
  }

  close({ truncated }: Ending): TranspondError | undefined {
    const { sink, answer, path } = this.#place;
    if (this.#state === "over") return undefined;
    if (this.#state === "complete") answer.toolUses++;
    else if (truncated) truncateCall(this.#place);
    else return malformed(this.#head !== undefined, path);
    if (this.#block) sink.close();
    return undefined;
  }

  #begin(item: JsonObject): void {
    const head = this.#head ? undefined : callHead(item);
    if (head === undefined) return;
    if (!takeCallId(head.id, this.#place)) {
      this.#state = "over";
      return;
    }
    this.#head = head;
    if (!mayBeWrapper(head, this.#place.answer)) this.#open(head);
  }

  #open(head: CallHead): void {
    this.#block = new ToolUseBlock(head, this.#place);
    this.#push(this.#arguments.toString());
  }

  /** What is no object is no input either, not even where the call was cut: nothing of it is shown. */
  #push(json: string): void {
    if (this.#isObject === undefined && /\S/.test(json)) this.#isObject = /^\s*\{/.test(json);
    if (this.#isObject !== false) this.#block?.push(json);
  }

  /** Shows the calls that a wrapper holds (mapping B.1); what holds none is a call like any other. */
  #unwrap(head: CallHead, json: string): void {
    const calls = unwrapParallel(json);
    if (calls.length === 0) return this.#open(head);
    const { sink, answer, path } = this.#place;
    this.#state = "over";
    answer.ledger.add("parallel_wrapper_unwrapped", path);
    for (const [number, call] of calls.entries()) {
      const id = `${head.id}_${number}`;
      if (!takeCallId(id, this.#place)) continue;
      const block = new ToolUseBlock({ ...head, id, name: call.name, namespace: "" }, this.#place);
      block.push(call.arguments);
      block.end();
      sink.close();
      answer.toolUses++;
    }
  }

  #append(delta: string): void {
    if (this.#state !== "going_on") return;
    if (this.#watch.runsAway(delta)) {
      this.#state = "over";
      this.#place.answer.fault ??= runawayFault(this.#place.path);
      return;
    }
    this.#arguments.add(delta);
    this.#push(delta);
  }

  /** Takes all arguments at once: what of them has not come yet is added. */
  #settle(whole: string | undefined): void {
    if (whole === undefined) return;
    const rest = this.#arguments.restOf(whole);
    if (rest === undefined) this.#place.answer.ledger.add("text_diverged", this.#place.path);
    else this.#append(rest);
  }
}

/** Some servers send arguments as JSON rather than as a text of it. */
function argumentsOf(parent: JsonObject): string | undefined {
  const value = parent.arguments;
  return typeof value === "string" || value == null ? (value ?? undefined) : JSON.stringify(value);
}

function malformed(isNamed: boolean, path: string): TranspondError {
  const what = isNamed ? "a tool call whose arguments are not a JSON object" : "a tool call without a name or an id";
  return upstreamFault(`The upstream sent ${what} (${path}).`);
}
