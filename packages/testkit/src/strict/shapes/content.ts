import { invalidValue } from "../refusals.js";
import {
  anything,
  arrayOf,
  choice,
  constant,
  type Fields,
  nullable,
  object,
  required,
  type Shape,
  string,
  tagged,
} from "./shape.js";

/** Longest text that one part or message may hold. */
const MAX_TEXT = 10_485_760;

/** Every content part type there is, in the order in which OpenAI lists them. */
const everyType = [
  "input_text",
  "input_image",
  "input_audio",
  "output_text",
  "refusal",
  "input_file",
  "computer_screenshot",
  "summary_text",
  "encrypted_content",
];

const breakpoint = nullable(object({ mode: required(constant("explicit")), ttl: choice("30m", "12h") }));

const inputText: Fields = { text: required(string({ max: MAX_TEXT })), prompt_cache_breakpoint: breakpoint };

const inputImage: Fields = {
  detail: nullable(choice("low", "high", "auto", "original")),
  file_id: nullable(string()),
  image_url: nullable(string({ max: 20_971_520 })),
  prompt_cache_breakpoint: breakpoint,
};

const inputFile: Fields = {
  detail: choice("auto", "low", "high"),
  file_data: nullable(string({ max: 73_400_320 })),
  file_id: nullable(string()),
  file_url: nullable(string()),
  filename: nullable(string()),
  prompt_cache_breakpoint: breakpoint,
};

const outputText: Fields = {
  text: required(string({ max: MAX_TEXT })),
  annotations: arrayOf(anything),
  logprobs: nullable(arrayOf(anything)),
};

const variants = {
  input: { input_text: inputText, input_image: inputImage, input_file: inputFile },
  output: { output_text: outputText, refusal: { refusal: required(string({ max: MAX_TEXT })) } },
} satisfies Record<string, Record<string, Fields>>;

/** What a message of this side may hold, as the refusal lists it. */
const supported = {
  input: ["input_text", "input_image", "input_file", "scoped_content", "input_audio"],
  output: ["output_text", "refusal"],
};

const parts = (side: "input" | "output", list: readonly string[]): Shape =>
  arrayOf(
    tagged(variants[side], (type, path) =>
      everyType.includes(String(type)) ? invalidValue(path, type, list) : invalidValue(`${path}.type`, type, everyType),
    ),
  );

const stringOr = (shape: Shape, words: string): Shape => ({
  expected: words,
  fits: (value) => typeof value === "string" || shape.fits(value),
  check: (value, path) => (typeof value === "string" ? string({ max: MAX_TEXT }) : shape).check(value, path),
});

const words = "one of an array of objects or string";

/** Content of a user, system or developer message. */
export const inputContent: Shape = stringOr(parts("input", supported.input), words);

/** Content of an assistant message. */
export const outputContent: Shape = stringOr(parts("output", supported.output), words);

/** Output of a function or custom tool call. */
export const toolOutput: Shape = stringOr(parts("input", ["input_text", "input_image", "input_file"]), words);
