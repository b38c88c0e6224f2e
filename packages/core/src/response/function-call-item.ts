import { type TranspondError, upstreamFault } from "../errors/transpond-error.js";
import { isJsonObject, type JsonObject, stringAt } from "../json.js";
import { callId } from "../names.js";
import type { Answer } from "./answer.js";
import { ArgumentFilter } from "./argument-filter.js";
import { clientTool } from "./client-tool.js";
import type { BlockSink, Ending, ItemRenderer } from "./item-renderer.js";
import { TextParts } from "./text-parts.js";

/** A `function_call` item: one `tool_use` block whose input streams as it comes (mapping R6, K30, K31, K32). */
export class FunctionCallItem implements ItemRenderer {
  readonly #sink: BlockSink;
  readonly #answer: Answer;
  readonly #path: string;
  /** All arguments so far: whether they make up a call shows at the end. */
  readonly #arguments = new TextParts();
  /** Only tools with arguments that may have to be left out pay for a look at them. */
  #filter: ArgumentFilter | undefined;
  #open = false;
  #duplicate = false;
  #complete = false;

  constructor(item: JsonObject, sink: BlockSink, answer: Answer, path: string) {
    this.#sink = sink;
    this.#answer = answer;
    this.#path = path;
    this.#begin(item);
  }

  /** Arguments that do not parse may have been cut: only the end of the response tells whether that is a failure. */
  get closesWith(): "nothing" | "end" {
    return this.#complete ? "nothing" : "end";
  }

  event(type: string, event: JsonObject): void {
    switch (type) {
      case "response.function_call_arguments.delta": {
        const delta = event.delta;
        if (typeof delta === "string" && delta !== "") this.#append(delta);
        return;
      }
      case "response.function_call_arguments.done":
        return this.#settle(stringAt(event, "arguments"));
    }
  }

  finish(item: JsonObject | undefined): void {
    if (item) {
      this.#begin(item);
      this.#settle(stringAt(item, "arguments"));
    }
    const text = this.#arguments.toString();
    // An item that never ended is a call only if its arguments did.
    this.#complete = this.#duplicate || (text === "" ? item !== undefined : isJsonObject(text));
    const rest = this.#filter?.end();
    if (rest) this.#sink.delta({ type: "input_json_delta", partial_json: rest });
  }

  close({ truncated }: Ending): TranspondError | undefined {
    if (this.#duplicate) return undefined;
    if (this.#open && this.#complete) this.#answer.toolUses++;
    else if (truncated) this.#truncate();
    else if (this.#open) return malformed(this.#path, "a tool call whose arguments are not a JSON object");
    else return malformed(this.#path, "a tool call without a name");
    if (this.#open) this.#sink.close();
    return undefined;
  }

  #truncate(): void {
    this.#answer.callTruncated = true;
    this.#answer.ledger.add("tool_call_truncated", this.#path);
  }

  #begin(item: JsonObject): void {
    const name = stringAt(item, "name");
    const id = stringAt(item, "call_id");
    if (this.#open || this.#duplicate || name === "" || id === "") return;
    if (this.#answer.callIds.has(id)) {
      this.#duplicate = true;
      return this.#answer.ledger.add("duplicate_call_dropped", this.#path);
    }
    this.#answer.callIds.add(id);
    this.#open = true;
    const tool = clientTool(name, stringAt(item, "namespace"), this.#answer.context);
    this.#sink.open({
      type: "tool_use",
      id: callId(id),
      name: tool.name,
      input: {},
      caller: { type: "direct" },
      ...(tool.toolset !== undefined && { toolset_name: tool.toolset }),
    });
    const omittable = this.#answer.context.omittableArguments;
    const rules = tool.toolset === undefined && Object.hasOwn(omittable, name) ? omittable[name] : undefined;
    if (rules) {
      this.#filter = new ArgumentFilter(rules, (property) =>
        this.#answer.ledger.add("empty_argument_omitted", `${this.#path}.arguments.${property}`),
      );
    }
    this.#emit(this.#arguments.toString());
  }

  #append(delta: string): void {
    this.#arguments.add(delta);
    if (this.#open) this.#emit(delta);
  }

  #emit(json: string): void {
    const partial_json = this.#filter ? this.#filter.push(json) : json;
    if (partial_json !== "") this.#sink.delta({ type: "input_json_delta", partial_json });
  }

  #settle(whole: string): void {
    const sent = this.#arguments.toString();
    if (!whole.startsWith(sent)) this.#answer.ledger.add("text_diverged", this.#path);
    else if (whole.length > sent.length) this.#append(whole.slice(sent.length));
  }
}

function malformed(path: string, what: string): TranspondError {
  return upstreamFault(`The upstream sent ${what} (${path}).`);
}
