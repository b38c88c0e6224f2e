import type { JsonObject } from "../json.js";

export type Phase = "commentary" | "final_answer";

/** An annotation that marks a span of a text by its exact words. */
export interface Citation {
  readonly url: string;
  readonly title: string;
  /** The cited words; must occur in the text. */
  readonly on: string;
}

export interface TextStep {
  readonly kind: "text";
  readonly text: string;
  readonly phase?: Phase;
  /** The deltas; joined they must give `text`. A number is the length of each delta. */
  readonly chunks?: readonly string[] | number;
  readonly citations?: readonly Citation[];
  readonly status?: "completed" | "incomplete";
}

export interface RefusalStep {
  readonly kind: "refusal";
  readonly text: string;
  readonly chunks?: readonly string[] | number;
}

export interface ReasoningStep {
  readonly kind: "reasoning";
  /** Summary parts; shown only when the request asks for `reasoning.summary`, as upstream. */
  readonly summary: readonly string[];
  readonly chunks?: number;
  /** Reasoning tokens for `usage`; default from the summary's length, at least 64. */
  readonly tokens?: number;
}

export interface CallStep {
  readonly kind: "call";
  readonly name: string;
  /** Arguments as they go over the wire; need not be valid JSON. */
  readonly arguments: string;
  readonly chunks?: readonly string[] | number;
  readonly callId?: string;
  readonly namespace?: string;
  readonly status?: "completed" | "incomplete";
}

export interface WebSearchStep {
  readonly kind: "web_search";
  readonly action: JsonObject;
  readonly sources: readonly string[];
  readonly status?: "completed" | "failed";
}

/** An output item of any other kind: added and done, with whatever events in between. */
export interface ItemStep {
  readonly kind: "item";
  readonly item: JsonObject;
  readonly events: readonly JsonObject[];
}

/** A step that becomes one output item. */
export type OutputStep = TextStep | RefusalStep | ReasoningStep | CallStep | WebSearchStep | ItemStep;

export interface ErrorBody {
  readonly message: string;
  readonly type?: string;
  readonly code?: string | null;
  readonly param?: string | null;
}

/** What each step that is not an output item carries. */
export interface ControlSteps {
  readonly interleaved: { readonly steps: readonly OutputStep[] };
  readonly incomplete: { readonly reason: string };
  readonly fail_before: {
    readonly status: number;
    readonly error: ErrorBody;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly fail_inside: { readonly error: ErrorBody };
  readonly flat_error: { readonly error: ErrorBody };
  readonly cut: { readonly how: "reset" | "end"; readonly after?: number };
  readonly delay: { readonly ms: number };
  readonly stall: object;
  readonly keepalive: object;
  readonly event: { readonly event: JsonObject };
  readonly raw: { readonly data: string | Uint8Array };
  readonly headers: { readonly headers: Readonly<Record<string, string>> };
  readonly usage: { readonly usage: JsonObject | null };
}

/** A step that acts on the connection or ends the answer. */
export type ControlStep<K extends keyof ControlSteps = keyof ControlSteps> = {
  readonly [P in K]: { readonly kind: P } & ControlSteps[P];
}[K];

export type Step = OutputStep | ControlStep;

/** What the upstream does for one request: one step, or several in order, nested as one likes. */
export type Reply = Step | readonly Reply[];

/** A reply as the flat list of its steps. */
export const stepsOf = (reply: Reply): readonly Step[] => (isStep(reply) ? [reply] : reply.flatMap(stepsOf));

const isStep = (reply: Reply): reply is Step => !Array.isArray(reply);

/** Decides a reply from the request body and the number of requests answered before it (from 0). */
export type Respond = (body: JsonObject, n: number) => Reply | Promise<Reply>;
