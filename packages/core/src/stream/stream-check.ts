import { isObject, type JsonObject } from "../json.js";
import { blockDeltas, deltaFields, type EventType, order, type Phase, type Rule, rules } from "./grammar.js";
import { StrictProfile } from "./strict-profile.js";

/** One broken rule. */
export type Violation = {
  /** Which one; docs/streaming.md lists them all. */
  rule: Rule;
  /** Position of the event that breaks it, from 0; for `not_ended`, the number of events. */
  index: number;
  /** What the rule says, with names and numbers of this case; never content of the stream. */
  message: string;
};

const noBlock: OpenBlock = { index: -1, takes: undefined, isSigned: false };

/** The block that is open; `takes` are the kinds of delta that fit it, undefined where its type is not known. */
type OpenBlock = { index: number; takes: readonly string[] | undefined; isSigned: boolean };

/** Follows the events of one message stream and collects what breaks a rule. */
export class StreamCheck {
  readonly #violations: Violation[] = [];
  readonly #isStrict: boolean;
  #strict: StrictProfile | undefined;
  #position = 0;
  #subject = "";
  #phase: Phase = "before";
  #nextIndex = 0;
  #block: OpenBlock = noBlock;
  #hasMessageDelta = false;
  #hasStopReason = false;

  constructor(isStrict: boolean) {
    this.#isStrict = isStrict;
    this.#reset();
  }

  step(event: unknown): void {
    const type = isObject(event) ? event.type : undefined;
    if (isObject(event) && isEventType(type)) {
      this.#subject = type;
      this.#follow(event, type);
    } else {
      this.#subject = "event";
      this.#report("not_an_event");
    }
    this.#position++;
  }

  end(): Violation[] {
    this.#subject = "end";
    if (this.#phase !== "ended") this.#report("not_ended");
    return this.#violations;
  }

  #follow(event: JsonObject, type: EventType): void {
    const from = this.#phase;
    const step = order[from][type];
    const [breaks, to, then] = typeof step === "string" ? [undefined, step] : step;
    this.#phase = to;
    if (breaks !== undefined) this.#report(breaks);
    if (from === "ended" && to !== "ended") this.#reset();
    if (breaks === undefined || then === "follow") this.#look[type](event);
  }

  readonly #look: Record<EventType, (event: JsonObject) => void> = {
    message_start: ({ message }) => {
      if (isObject(message)) this.#strict?.messageStart(message);
      else this.#report("message_shape");
    },
    content_block_start: ({ index, content_block: block }) => {
      if (index !== this.#nextIndex) this.#report("block_index", `expected ${this.#nextIndex}`);
      // Counting goes on from what was sent, so that one gap is one violation.
      const at = isIndex(index) ? index : this.#nextIndex;
      this.#nextIndex = at + 1;
      this.#block = noBlock;
      if (isObject(block) && typeof block.type === "string") {
        this.#block = { index: at, takes: blockDeltas.get(block.type), isSigned: false };
        this.#strict?.blockStart(block.type, block);
      } else this.#report("block_shape");
    },
    content_block_delta: ({ index, delta }) => {
      this.#checkIndex(index);
      if (isObject(delta) && typeof delta.type === "string") this.#delta(delta.type, delta);
      else this.#report("delta_shape");
    },
    content_block_stop: ({ index }) => {
      this.#checkIndex(index);
      this.#strict?.blockStop();
    },
    message_delta: ({ delta, usage }) => {
      this.#hasMessageDelta = true;
      if (!isObject(delta) || !isObject(usage)) return this.#report("message_shape");
      this.#hasStopReason ||= typeof delta.stop_reason === "string";
      this.#strict?.messageDelta(delta, usage);
    },
    message_stop: () => {
      if (this.#hasMessageDelta && !this.#hasStopReason) this.#report("stop_reason");
    },
    ping: () => {},
    error: (event) => {
      const { error } = event;
      if (!isObject(error) || typeof error.type !== "string" || typeof error.message !== "string") {
        return this.#report("error_shape");
      }
      this.#strict?.error(event, error.type);
    },
  };

  #delta(kind: string, delta: JsonObject): void {
    const { takes, isSigned } = this.#block;
    const [name, is] = deltaFields.get(kind) ?? [];
    if (takes !== undefined && !takes.includes(kind)) this.#report("delta_kind");
    else if (isSigned) this.#report("signature_last");
    // A kind that is newer than the table, in a block that is newer as well: there is nothing to hold it against.
    else if (name === undefined || is === undefined) return;
    else if (!is(delta[name])) this.#report("delta_shape", `${kind} without ${name}`);
    else {
      if (kind === "signature_delta") this.#block = { ...this.#block, isSigned: true };
      this.#strict?.blockDelta(kind, delta[name]);
    }
  }

  #checkIndex(index: unknown): void {
    const expected = this.#block.index;
    if (expected >= 0 ? index !== expected : !isIndex(index)) this.#report("block_index");
  }

  #reset(): void {
    this.#nextIndex = 0;
    this.#block = noBlock;
    this.#hasMessageDelta = false;
    this.#hasStopReason = false;
    this.#strict = this.#isStrict ? new StrictProfile((rule, detail) => this.#report(rule, detail)) : undefined;
  }

  #report(rule: Rule, detail?: string): void {
    const message = `${this.#subject}: ${rules[rule]}${detail === undefined ? "" : ` ${detail}.`}`;
    this.#violations.push({ rule, index: this.#position, message });
  }
}

function isEventType(type: unknown): type is EventType {
  return typeof type === "string" && Object.hasOwn(order.before, type);
}

function isIndex(index: unknown): index is number {
  return typeof index === "number" && Number.isSafeInteger(index) && index >= 0;
}
