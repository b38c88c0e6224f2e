import { jsonFault } from "../anthropic/json-fault.js";
import { invalidRequest } from "../errors/transpond-error.js";

/**
 * Compact JSON with the keys in their order, so that a replayed call has the bytes that the model wrote.
 *
 * @throws TranspondError 400 when the value is nested too deeply for the runtime, or is no JSON at all
 */
export function compactJson(value: unknown, path: string): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    throw invalidRequest(path, jsonFault(value) ?? "Input should be valid JSON");
  }
}
