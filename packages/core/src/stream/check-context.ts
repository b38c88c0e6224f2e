import type { TranslationContext } from "../context.js";
import { TranspondError } from "../errors/transpond-error.js";
import { isObject } from "../json.js";

type Check = (value: unknown) => boolean;

const isString: Check = (value) => typeof value === "string";
const isBoolean: Check = (value) => typeof value === "boolean";
const areStrings: Check = (value) => Array.isArray(value) && value.every(isString);
const isLimit: Check = (value) => value === null || typeof value === "number";
const isPaths: Check = (value) => isObject(value) && Array.isArray(value.input) && areStrings(value.tools);
/** What an older release left out, and what JSON made null of. */
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

/** Whatever the way back reads without looking. */
const fields: Record<keyof TranslationContext, Check> = {
  v: (value) => value === 1,
  model: isString,
  upstreamModel: isString,
  family: isString,
  identity: isString,
  toolNames: isObject,
  omittableArguments: isObject,
  stopSequences: areStrings,
  format: isBoolean,
  showThinking: isBoolean,
  serverTools: areStrings,
  maxOutputTokens: isLimit,
  contextWindow: isLimit,
  speed: (value) => value === null || isString(value),
  betas: areStrings,
  paths: isPaths,
  mcpServers: maybe(isObject),
  toolsets: maybe(areStrings),
  toolsetMembers: maybe(isObject),
  parallelTool: maybe(isBoolean),
  prewarm: maybe(isBoolean),
  beta: maybe(isBoolean),
  contextManagement: maybe(isObject),
  compaction: maybe(isBoolean),
  cacheDiagnostics: maybe(isString),
  inputTransformations: maybe(Array.isArray),
  reasoningPaths: maybe(isObject),
  fallbackCredit: maybe(isBoolean),
  prefixMismatch: maybe(isString),
  inputTokens: maybe((value) => typeof value === "number"),
};
const checks = Object.entries(fields);

/**
 * A context travels as JSON between processes of different releases; one of another shape must not be guessed at.
 *
 * @throws TranspondError 500 when it is none, one of another version, or lacks a field; it names the field
 */
export function checkContext(context: unknown): void {
  const message = "The context is not one that `toOpenAIRequest` of this release returned";
  if (!isObject(context)) throw fault(`${message}.`);
  for (const [name, check] of checks) {
    if (!check(context[name])) throw fault(`${message}: its \`${name}\` is missing or of another kind.`);
  }
}

const fault = (message: string) => new TranspondError({ status: 500, type: "api_error", message });
