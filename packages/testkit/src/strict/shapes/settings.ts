import { isObject } from "../../json.js";
import { OpenAIRefusal } from "../../openai-refusal.js";
import { invalidType, invalidValue, missingParameter, stringTooLong } from "../refusals.js";
import { inputItem } from "./items.js";
import {
  anything,
  arrayOf,
  boolean,
  checkFields,
  choice,
  decimal,
  either,
  type Fields,
  integer,
  nullable,
  object,
  record,
  required,
  type Shape,
  string,
  tagged,
} from "./shape.js";
import { toolList } from "./tools.js";

const includable = [
  "file_search_call.results",
  "web_search_call.results",
  "web_search_call.action.sources",
  "message.input_image.image_url",
  "computer_call_output.output.image_url",
  "code_interpreter_call.outputs",
  "reasoning.encrypted_content",
  "message.output_text.logprobs",
];

const efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

const input: Shape = either("one of a string or array of input items", string(), arrayOf(inputItem));

const effort: Shape = {
  expected: `one of one of 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', or 'max' or integer`,
  fits: (value) => typeof value === "string" || Number.isInteger(value),
  check: (value, path) => {
    if (typeof value !== "string") throw invalidType(path, "one of 'minimal', 'low', 'medium', or 'high'", value);
    if (!efforts.includes(value)) throw invalidValue(path, value, efforts);
  },
};

const reasoning = object({
  effort: nullable(effort),
  summary: nullable(choice("concise", "detailed", "auto")),
  context: nullable(choice("auto", "current_turn", "all_turns")),
  mode: string(),
});

const formats: Readonly<Record<string, Fields>> = {
  json_object: {},
  text: {},
  json_schema: {
    name: required(string({ min: 1, max: 64, pattern: /^[a-zA-Z0-9_-]+$/ })),
    schema: required(record()),
    description: nullable(string()),
    strict: nullable(boolean),
  },
};

const text = object({
  format: tagged(formats, (type, path) =>
    type === undefined ? missingParameter(`${path}.type`) : invalidValue(`${path}.type`, type, Object.keys(formats)),
  ),
  verbosity: nullable(choice("low", "medium", "high")),
});

const choices: Readonly<Record<string, Fields>> = {
  function: { name: required(string()) },
  custom: { name: required(string()) },
  mcp: { server_label: required(string()), name: nullable(string()) },
  allowed_tools: { mode: required(choice("auto", "required")), tools: required(arrayOf(record())) },
};

const modes = choice("none", "auto", "required");

/** A hosted tool is chosen by its type alone; `web_search` is not among those that can be. */
const hosted = [
  "file_search",
  "web_search_preview",
  "web_search_preview_2025_03_11",
  "computer",
  "computer_use",
  "computer_use_preview",
  "image_generation",
  "code_interpreter",
  "programmatic_tool_calling",
  "apply_patch",
  "shell",
];

const toolChoice: Shape = {
  expected: "one of an object or 'none', 'auto', or 'required'",
  fits: (value) => typeof value === "string" || isObject(value),
  check: (value, path) => {
    if (!isObject(value)) {
      modes.check(value, path);
      return;
    }
    if (value.type === undefined) throw missingParameter(`${path}.type`);
    if (hosted.includes(String(value.type))) return;
    const fields = choices[String(value.type)];
    if (!fields) throw invalidValue(`${path}.type`, value.type, [...Object.keys(choices), ...hosted]);
    checkFields({ type: anything, ...fields }, value, path);
  },
};

const metadata: Shape = {
  expected: "a metadata object",
  fits: isObject,
  check: (value, path) => {
    if (!isObject(value)) return;
    const count = Object.keys(value).length;
    if (count > 16) {
      throw new OpenAIRefusal(
        `Invalid '${path}': too many properties. Expected an object with at most 16 properties, but got an object with ${count} properties instead.`,
        { code: "object_above_max_properties", param: path },
      );
    }
    for (const [key, one] of Object.entries(value)) {
      if (key.length > 64) {
        throw new OpenAIRefusal(
          `Invalid property name in '${path}': '${key.slice(0, 3)}...${key.slice(-3)}' is too long. Expected a string with maximum length 64, but got a string with length ${key.length} instead.`,
          { code: "property_name_above_max_length", param: `${path}.${key}` },
        );
      }
      if (typeof one !== "string") throw invalidType(`${path}.${key}`, "a string", one);
      if (one.length > 512) throw stringTooLong(`${path}.${key}`, 512, one.length);
    }
  },
};

/** Top-level fields in the order in which the API reports their faults. */
export const responsesFields: Fields = {
  model: required(string()),
  input: required(input),
  previous_response_id: string(),
  conversation: either("one of a string or object", string(), record()),
  prompt: record(),
  moderation: record(),
  include: arrayOf(choice(...includable), "an array of strings"),
  tools: toolList,
  tool_choice: toolChoice,
  metadata,
  text,
  temperature: decimal(0, 2),
  top_p: decimal(0, 1),
  presence_penalty: decimal(-2, 2),
  frequency_penalty: decimal(-2, 2),
  parallel_tool_calls: boolean,
  stream: boolean,
  stream_options: object({ include_obfuscation: boolean }),
  background: boolean,
  max_output_tokens: integer(16),
  max_tool_calls: integer(1),
  reasoning,
  user: string(),
  safety_identifier: string({ max: 64 }),
  prompt_cache_options: object({
    mode: choice("implicit", "explicit"),
    ttl: choice("30m", "12h"),
    prewarm: boolean,
    comparison_response_id: nullable(string()),
  }),
  prompt_cache_key: string({ max: 64 }),
  prompt_cache_retention: choice("in_memory", "24h"),
  truncation: choice("auto", "disabled"),
  instructions: string(),
  store: boolean,
  service_tier: choice("auto", "default", "fast", "flex", "priority", "scale", "ultrafast"),
  top_logprobs: integer(0, 20),
  context_management: arrayOf(object({ type: required(string()), compact_threshold: nullable(integer(1000)) })),
  access_programs: record(),
  image: record(),
};

const countedFields = [
  "model",
  "input",
  "previous_response_id",
  "conversation",
  "tools",
  "tool_choice",
  "text",
  "parallel_tool_calls",
  "reasoning",
  "truncation",
  "instructions",
];

/** Fields of the `input_tokens` endpoint. */
export const inputTokensFields: Fields = {
  ...Object.fromEntries(Object.entries(responsesFields).filter(([key]) => countedFields.includes(key))),
  personality: string(),
};
