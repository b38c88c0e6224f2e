import type { JsonObject } from "../json.js";

const fields = ["code", "type", "param", "message"] as const;

/**
 * What an error body still says that was cut off, or broke off: the fields of its error, each by its name; `undefined`
 * where none is there. OpenAI's put the message before the code, and a message may quote all that was sent.
 */
export function readCutBody(text: string): JsonObject | undefined {
  const found = fields.flatMap((field) => {
    const value = new RegExp(`"${field}"\\s*:\\s*"([^"\\\\]{0,500})`).exec(text)?.[1];
    return value === undefined ? [] : [[field, value]];
  });
  return found.length > 0 ? { error: Object.fromEntries(found) } : undefined;
}
