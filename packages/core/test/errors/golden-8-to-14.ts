import { answers, type GoldenCase } from "./golden.js";

const adaptive = answers.invalid("thinking: adaptive thinking is not supported on this model");

export const rows8to14: GoldenCase[] = [
  {
    row: 8,
    name: "a conflict",
    by: "status",
    upstream: { status: 409, message: "Try once more." },
    answer: answers.conflict("Try once more."),
  },
  {
    row: 8,
    name: "without a text",
    by: "status",
    upstream: { status: 409 },
    answer: answers.conflict("The upstream reports a conflict"),
  },
  ...["request_too_large", "string_above_max_length"].map(
    (code): GoldenCase => ({
      row: 9,
      name: code,
      by: "code",
      upstream: { status: 400, code, param: "input[2].output", message: "Too long." },
      answer: answers.tooLarge("messages.1.content.0: Request exceeds the maximum size (upstream: Too long.)"),
    }),
  ),
  ...[413, 431].map(
    (status): GoldenCase => ({
      row: 9,
      name: "by its status",
      by: "status",
      upstream: { status },
      answer: answers.tooLarge("Request exceeds the maximum size"),
    }),
  ),
  ...["image_too_large", "image_file_too_large"].map(
    (code): GoldenCase => ({
      row: 10,
      name: code,
      by: "code",
      upstream: { status: 400, code, param: "input[1].content[1].image_url", message: "90 MB." },
      answer: answers.invalid("messages.0.content.2: image exceeds the maximum size (upstream: 90 MB.)"),
    }),
  ),
  ...[
    "invalid_image",
    "invalid_image_format",
    "invalid_image_url",
    "invalid_image_mode",
    "invalid_base64_image",
    "image_parse_error",
    "image_too_small",
    "image_file_not_found",
    "empty_image_file",
    "unsupported_image_media_type",
    "failed_to_download_image",
  ].map(
    (code): GoldenCase => ({
      row: 11,
      name: code,
      by: "code",
      upstream: { status: 400, code, message: "Odd picture." },
      answer: answers.invalid("Could not process image (upstream: Odd picture.)"),
    }),
  ),
  {
    row: 11,
    name: "with its path",
    by: "code",
    upstream: { status: 400, code: "invalid_image", param: "input[1].content[0]", message: "Odd picture." },
    answer: answers.invalid("messages.0.content.0: Could not process image (upstream: Odd picture.)"),
  },
  // The policy codes of row 12 are no errors: see policy-refusal.test.ts.
  ...["invalid_prompt", "usage_policy", "policy_2"].map(
    (code): GoldenCase => ({
      row: 12,
      name: code,
      by: "code",
      upstream: { status: 400, code, message: "Invalid prompt." },
      answer: answers.invalid("Invalid prompt."),
    }),
  ),
  {
    row: 13,
    name: "an effort that the model has not",
    by: "text",
    upstream: {
      status: 400,
      code: "unsupported_value",
      param: "reasoning.effort",
      message: "Unsupported value: 'xhigh'.",
    },
    answer: answers.invalid("output_config.effort: Unsupported value: 'xhigh'."),
  },
  ...[
    ["unsupported_parameter", "reasoning.effort"],
    ["unsupported_parameter", "reasoning.summary"],
    ["unsupported_value", "reasoning.summary"],
    ["unsupported_value", "reasoning"],
  ].map(
    ([code = "", param = ""]): GoldenCase => ({
      row: 13,
      name: `no reasoning at all: ${code} ${param}`,
      by: "code",
      upstream: { status: 400, code, param, message: "Unsupported." },
      answer: adaptive,
    }),
  ),
  ...[
    ["temperature", "temperature"],
    ["top_p", "top_p"],
    ["prompt_cache_options", "cache_control"],
  ].map(
    ([param = "", path]): GoldenCase => ({
      row: 13,
      name: param,
      by: "status",
      upstream: { status: 400, code: "unsupported_parameter", param, message: "Unsupported parameter." },
      answer: answers.invalid(`${path}: Unsupported parameter.`),
    }),
  ),
  ...[
    ["input[1].content[0].text", "messages.0.content.0"],
    ["tools[0].parameters", "tools.1.input_schema"],
    ["max_output_tokens", "max_tokens"],
  ].map(
    ([param = "", path]): GoldenCase => ({
      row: 14,
      name: `the client's path for ${param}`,
      by: "type",
      upstream: { status: 400, type: "invalid_request_error", code: null, param, message: "Invalid." },
      answer: answers.invalid(`${path}: Invalid.`),
    }),
  ),
  ...[400, 405, 415, 418, 422, 498].map(
    (status): GoldenCase => ({
      row: 14,
      name: "other statuses",
      by: "status",
      upstream: { status, message: "Odd." },
      answer: answers.invalid("Odd."),
    }),
  ),
  {
    row: 14,
    name: "without a text",
    by: "status",
    upstream: { status: 400 },
    answer: answers.invalid("The upstream refused the request"),
  },
  ...[
    "invalid_value",
    "unsupported_file",
    "missing_required_parameter",
    "integer_below_min_value",
    "array_above_max_length",
  ].map(
    (code): GoldenCase => ({
      row: 14,
      name: `inside a stream: ${code}`,
      by: "text",
      upstream: { code, message: "Odd." },
      answer: answers.invalid("Odd."),
    }),
  ),
];
