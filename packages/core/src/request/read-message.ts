import { type MessageParam, messageSchemas } from "../anthropic/request.js";
import { invalidRequest } from "../errors/transpond-error.js";
import { isObject } from "../json.js";
import type { Translation } from "./translation.js";
import { knownKeysOf, noteUnknownFields } from "./unknown-fields.js";
import { at, check } from "./validate.js";

const knownMessageKeys = {
  user: knownKeysOf(messageSchemas.user),
  assistant: knownKeysOf(messageSchemas.assistant),
  system: knownKeysOf(messageSchemas.system),
};

/**
 * Checks the outer shape of a message; its blocks are checked when they are walked.
 *
 * @throws TranspondError 400 in Anthropic's wording
 */
export function readMessage(value: unknown, path: string, t: Translation): MessageParam {
  if (!isObject(value)) throw invalidRequest(path, "Input should be a valid dictionary");
  const { role } = value;
  if (role === undefined) throw invalidRequest(at(path, "role"), "Field required");
  if (role !== "user" && role !== "assistant" && role !== "system") {
    throw invalidRequest(at(path, "role"), "Input should be 'user', 'assistant' or 'system'");
  }
  noteUnknownFields(value, knownMessageKeys[role], path, t.ledger);
  if (role === "user") {
    check(messageSchemas.user, value, path);
    return value;
  }
  if (role === "assistant") {
    check(messageSchemas.assistant, value, path);
    return value;
  }
  check(messageSchemas.system, value, path);
  return value;
}
