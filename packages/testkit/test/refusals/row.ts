import type { JsonObject } from "../../src/json.js";

/** One refusal and the neighbour that is accepted. */
export interface Row {
  readonly name: string;
  readonly accepted: JsonObject;
  readonly refused: JsonObject;
  readonly message: string;
  readonly code: string | null;
  readonly param: string | null;
  readonly status?: number;
}

export const model = "gpt-5.6-sol";
export const hi = { model, input: "hi" };
export const user = (content: unknown) => ({ role: "user", content });
export const withInput = (...input: readonly unknown[]): JsonObject => ({ model, input: [user("hi"), ...input] });

/** Two requests that differ in their settings only. */
export const setting = (accepted: JsonObject, refused: JsonObject) => ({
  accepted: { ...hi, ...accepted },
  refused: { ...hi, ...refused },
});

/** Two requests that differ in the items after a first user message. */
export const items = (accepted: readonly unknown[], refused: readonly unknown[]) => ({
  accepted: withInput(...accepted),
  refused: withInput(...refused),
});

export const row = (
  name: string,
  pair: { readonly accepted: JsonObject; readonly refused: JsonObject },
  code: string | null,
  param: string | null,
  message: string,
  status?: number,
): Row => ({ name, ...pair, code, param, message, ...(status === undefined ? {} : { status }) });

export const schema = {
  type: "object",
  properties: { a: { type: "string" } },
  required: ["a"],
  additionalProperties: false,
};
export const tool = (more: JsonObject = {}) => ({
  type: "function",
  name: "f",
  description: "d",
  parameters: schema,
  strict: false,
  ...more,
});
export const call = (more: JsonObject = {}) => ({
  type: "function_call",
  call_id: "call_1",
  name: "f",
  arguments: "{}",
  ...more,
});
export const output = (more: JsonObject = {}) => ({
  type: "function_call_output",
  call_id: "call_1",
  output: "ok",
  ...more,
});
export const assistant = (content: unknown, more: JsonObject = {}) => ({ role: "assistant", content, ...more });
export const png = "data:image/png;base64,aW1nIGJ5dGVzIGhlcmU=";
export const pdf = "data:application/pdf;base64,aW1nIGJ5dGVzIGhlcmU=";
export const image = (image_url: string) => user([{ type: "input_image", detail: "auto", image_url }]);
export const file = (file_data: string) => user([{ type: "input_file", filename: "a.pdf", file_data }]);
export const marked = (type: string, more: JsonObject) => ({
  type,
  ...more,
  prompt_cache_breakpoint: { mode: "explicit" },
});
export const format = (value: JsonObject) => ({ text: { format: { type: "json_schema", name: "r", ...value } } });
export const long = (length: number) => "x".repeat(length);

export const unknown = (path: string, hint = "") => `Unknown parameter: '${path}'.${hint}`;
export const missing = (path: string) => `Missing required parameter: '${path}'.`;
export const unsupported = (path: string) => `Unsupported parameter: '${path}' is not supported with this model.`;
export const tooLong = (path: string, max: number, length: number) =>
  `Invalid '${path}': string too long. Expected a string with maximum length ${max}, but got a string with length ${length} instead.`;
export const imageFault = (got: string) =>
  `Invalid 'input[1].content[0].image_url'. Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), but got ${got}.`;
export const fileFault = (got: string) =>
  `Invalid file data: 'input[1].content[0].file_data'. Expected a base64-encoded data URL with a valid file MIME type (e.g. 'data:text/plain;base64,SGVsbG8sIFdvcmxkIQ=='), but got ${got}. Please see https://platform.openai.com/docs/assistants/tools/file-search#supported-files for supported file types.`;
export const functionFault = (fault: string) => `Invalid schema for function 'f': ${fault}`;
export const formatFault = (fault: string) => `Invalid schema for response_format 'r': ${fault}`;
export const ALL_KEYS =
  "In context=(), 'required' is required to be supplied and to be an array including every key in properties.";

export const on = (name: string, settings: JsonObject) => ({ model: name, input: "hi", ...settings });
export const pair = (accepted: JsonObject, refused: JsonObject) => ({ accepted, refused });
