import { asArray, asObject, isObject, type JsonObject } from "../../json.js";
import type { ModelFacts } from "../../models.js";
import type { Memory } from "../../server/memory.js";

/** What a rule sees of a request whose form is already checked. */
export interface Request {
  readonly body: JsonObject;
  /** Entries of `input`; none when it is a string. */
  readonly items: readonly JsonObject[];
  readonly tools: readonly JsonObject[];
  readonly model: ModelFacts;
  readonly modelId: string;
  readonly memory: Memory;
  /** Tokens of the rough count. */
  readonly inputTokens: number;
  readonly contextWindow: number;
  readonly secret: string;
  readonly organization: string;
}

/** One thing that OpenAI refuses. @throws OpenAIRefusal */
export type Rule = (request: Request) => void;

export interface Part {
  readonly part: JsonObject;
  readonly path: string;
}

/** All content parts of messages and tool outputs, with their paths. */
export const partsOf = (items: readonly JsonObject[]): readonly Part[] =>
  items.flatMap((item, i) =>
    ["content", "output"].flatMap((key) =>
      asArray(item[key]).flatMap((part, j) => (isObject(part) ? [{ part, path: `input[${i}].${key}[${j}]` }] : [])),
    ),
  );

/** Effort that the model will use: the one asked for, or its default. */
export const effortOf = ({ body, model }: Request): unknown => asObject(body.reasoning).effort ?? model.defaultEffort;
