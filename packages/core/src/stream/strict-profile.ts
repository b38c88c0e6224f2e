import { isJsonObject, isObject, type JsonObject } from "../json.js";
import { blockDeltas, type Rule } from "./grammar.js";
import {
  blockFields,
  counters,
  errorTypes,
  type Fields,
  isLower,
  isStopReason,
  isTextOrNull,
  messageDeltaFields,
  messageDeltaUsageFields,
  messageFields,
  startsEmpty,
  stopReasons,
  usageFields,
} from "./strict-fields.js";

/** `isEmpty`: no text yet. `json`: pieces of the tool input. */
type OpenBlock = { type: string; isEmpty: boolean; isSigned: boolean; json: string[] };

/**
 * What Transpond's own streams hold beyond the order of events: every field is sent, nothing is empty, tool input is
 * complete, usage adds up. Anthropic's streams of several years do not all pass. Source: mapping C.1, G3 to G14.
 */
export class StrictProfile {
  readonly #report: (rule: Rule, detail?: string) => void;
  readonly #ids = new Set<string>();
  readonly #serverToolIds = new Set<string>();
  #block: OpenBlock | undefined;
  #toolUses = 0;
  #brokenInputs = 0;
  #startUsage: JsonObject = {};
  #hasMessageDelta = false;

  constructor(report: (rule: Rule, detail?: string) => void) {
    this.#report = report;
  }

  messageStart(message: JsonObject): void {
    this.#expect(messageFields, message);
    if (!isObject(message.usage)) return;
    this.#startUsage = message.usage;
    this.#expect(usageFields, message.usage, "usage");
  }

  blockStart(type: string, block: JsonObject): void {
    this.#block = { type, isEmpty: true, isSigned: false, json: [] };
    if (!blockDeltas.has(type)) this.#report("block_type");
    const fields = blockFields.get(type);
    if (fields !== undefined) this.#expect(fields, block);
    const filled = startsEmpty.filter(([field, isEmpty]) => block[field] !== undefined && !isEmpty(block[field]));
    if (blockDeltas.get(type)?.length !== 0 && filled.length > 0) this.#report("start_not_empty");
    if (type === "tool_use") this.#toolUses++;
    this.#checkIds(type, block);
  }

  blockDelta(kind: string, value: unknown): void {
    const block = this.#block;
    if (block === undefined) return;
    if (kind === "input_json_delta" && typeof value === "string") block.json.push(value);
    if (kind === "signature_delta") block.isSigned = value !== "";
    if (kind !== "text_delta" && kind !== "thinking_delta") return;
    if (value === "") this.#report("empty_delta");
    else block.isEmpty = false;
  }

  blockStop(): void {
    const block = this.#block;
    this.#block = undefined;
    if (block === undefined) return;
    if (block.type === "text" && block.isEmpty) this.#report("empty_block");
    if (block.type === "thinking" && !block.isSigned) this.#report("signature_missing");
    if (!isInput(block.json.join(""))) this.#brokenInputs++;
  }

  messageDelta(delta: JsonObject, usage: JsonObject): void {
    if (this.#hasMessageDelta) this.#report("delta_repeated");
    this.#hasMessageDelta = true;
    this.#expect(messageDeltaFields, delta);
    this.#expect(messageDeltaUsageFields, usage, "usage");
    const lower = counters.filter((name) => isLower(usage[name], this.#startUsage[name]));
    if (lower.length > 0) this.#report("usage_decreased", lower.join(", "));
    this.#checkStop(delta);
  }

  error(event: JsonObject, type: string): void {
    if (!Object.hasOwn(errorTypes, type) || !isTextOrNull(event.request_id)) this.#report("fields_missing");
  }

  #checkStop({ stop_reason: reason, stop_sequence: sequence, stop_details: details }: JsonObject): void {
    if (!isStopReason(reason)) {
      this.#report("stop_reason");
      return;
    }
    const { isCut, endsCalls } = stopReasons[reason];
    if (this.#brokenInputs > 0 && !isCut) this.#report("tool_input", `${this.#brokenInputs} blocks`);
    if (reason === "tool_use" ? this.#toolUses === 0 : this.#toolUses > 0 && !endsCalls)
      this.#report("tool_stop_reason");
    const isMatched = (typeof sequence === "string") === (reason === "stop_sequence");
    const isExplained = !isObject(details) || (reason === "refusal" && details.type === "refusal");
    if (!isMatched || !isExplained) this.#report("stop_details");
  }

  #checkIds(type: string, block: JsonObject): void {
    const { id, tool_use_id: toolUseId } = block;
    if (typeof id === "string") {
      if (this.#ids.has(id)) this.#report("tool_id");
      this.#ids.add(id);
      if (type === "server_tool_use" || type === "mcp_tool_use") this.#serverToolIds.add(id);
    }
    // A result is sent once: its id is used up.
    if (typeof toolUseId === "string" && !this.#serverToolIds.delete(toolUseId)) this.#report("tool_id");
  }

  #expect(fields: Fields, object: JsonObject, within = ""): void {
    const missing = Object.entries(fields).flatMap(([name, is]) => (is(object[name]) ? [] : [name]));
    if (missing.length === 0) return;
    const names = missing.map((name) => (within === "" ? name : `${within}.${name}`)).join(", ");
    this.#report(within === "usage" ? "usage" : "fields_missing", names);
  }
}

/** Nothing at all stands for an input without properties. */
function isInput(json: string): boolean {
  return json === "" || isJsonObject(json);
}
