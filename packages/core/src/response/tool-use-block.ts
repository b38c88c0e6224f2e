import { type JsonObject, objectAt, stringAt } from "../json.js";
import { callId } from "../names.js";
import { ArgumentFilter } from "./argument-filter.js";
import { clientTool } from "./client-tool.js";
import type { ItemPlace } from "./whole-item.js";

/** What a call is known by. */
export type CallHead = {
  id: string;
  name: string;
  namespace: string;
  /** Whether a program of the upstream made it. */
  byProgram: boolean;
};

/** The id and the names of a call, as soon as they are known. */
export function callHead(item: JsonObject): CallHead | undefined {
  const [id, name] = [stringAt(item, "call_id"), stringAt(item, "name")];
  if (id === "" || name === "") return undefined;
  const byProgram = stringAt(objectAt(item, "caller"), "type") === "program";
  return { id, name, namespace: stringAt(item, "namespace"), byProgram };
}

/** Whether no other call of the answer has this id, which from now on is taken. */
export function takeCallId(id: string, { answer, path }: ItemPlace): boolean {
  if (answer.callIds.has(id)) {
    answer.ledger.add("duplicate_call_dropped", path);
    return false;
  }
  answer.callIds.add(id);
  return true;
}

/** Notes that the answer ended inside a call (mapping K30). */
export function truncateCall({ answer, path }: ItemPlace): void {
  answer.callTruncated = true;
  answer.ledger.add("tool_call_truncated", path);
}

/** A `tool_use` block, open from the start, whose input streams as it comes (mapping R6, K9, K32). */
export class ToolUseBlock {
  readonly #place: ItemPlace;
  /** Only tools with arguments that may have to be left out pay for a look at them. */
  readonly #filter: ArgumentFilter | undefined;

  constructor({ id, name, namespace, byProgram }: CallHead, place: ItemPlace) {
    this.#place = place;
    const { sink, answer, path } = place;
    const tool = clientTool(name, namespace, answer.context);
    sink.open({
      type: "tool_use",
      id: callId(id),
      name: tool.name,
      input: {},
      caller: { type: "direct" },
      ...(tool.toolset !== undefined && { toolset_name: tool.toolset }),
    });
    // The program's own item is not shown, so there is no block that `caller` could name (mapping R8).
    if (byProgram) answer.ledger.add("program_caller_dropped", `${path}.caller`);
    const { omittableArguments } = answer.context;
    const rules =
      tool.toolset === undefined && Object.hasOwn(omittableArguments, name) ? omittableArguments[name] : undefined;
    if (rules === undefined) return;
    this.#filter = new ArgumentFilter(rules, (property) =>
      answer.ledger.add("empty_argument_omitted", `${path}.arguments.${property}`),
    );
  }

  /** Takes a piece of the input's JSON. */
  push(json: string): void {
    this.#emit(this.#filter ? this.#filter.push(json) : json);
  }

  /** The input has ended, complete or not. */
  end(): void {
    if (this.#filter) this.#emit(this.#filter.end());
  }

  #emit(partial_json: string): void {
    if (partial_json !== "") this.#place.sink.delta({ type: "input_json_delta", partial_json });
  }
}
