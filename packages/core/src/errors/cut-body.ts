import type { JsonObject } from "../json.js";

const fields = ["code", "type", "param", "message"] as const;

/**
 * What an error body still says that was cut off, or broke off: the fields of its error, each by its name. OpenAI's put
 * the message before the code, and a message may quote all that was sent.
 */
export function readCutBody(text: string): JsonObject {
  return { error: Object.fromEntries(fields.map((field) => [field, valueIn(text, field)])) };
}

function valueIn(text: string, field: (typeof fields)[number]): string | null {
  return new RegExp(`"${field}"\\s*:\\s*"([^"\\\\]{0,500})`).exec(text)?.[1] ?? null;
}
