import type Anthropic from "@anthropic-ai/sdk";

export const text = { type: "string" };

/** A tool of the client, declared with as little as possible. */
export const tool = (name: string, properties: object, required?: string[], more: object = {}): Anthropic.Tool => ({
  name,
  input_schema: { type: "object", properties, ...(required && { required }) },
  ...more,
});
