import { answers, compact, type GoldenCase } from "./golden.js";

const signature = (path: string) => answers.invalid(`${path}: Invalid \`signature\` in \`thinking\` block`);
const quota = answers.billing("Your credit balance is too low (upstream quota exhausted)");
const rejected = answers.brokenForGood("upstream credentials rejected");

export const rows1to7: GoldenCase[] = [
  {
    row: 1,
    name: "F39: the upstream's numbers",
    by: "code",
    upstream: {
      status: 400,
      code: "context_length_exceeded",
      message:
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 130,512 tokens.",
    },
    answer: compact(130_512, 128_000),
  },
  {
    row: 1,
    name: "F13, F39: without numbers, the model's window",
    by: "code",
    upstream: {
      status: 400,
      type: "invalid_request_error",
      code: "context_length_exceeded",
      message: "Your input exceeds the context window of this model. Please adjust your input and try again.",
    },
    answer: compact(400_001, 400_000),
  },
  {
    row: 1,
    name: "a text about the window, without a code",
    by: "text",
    upstream: { status: 400, code: null, message: "Input exceeds the Context Window." },
    answer: compact(400_001, 400_000),
  },
  {
    row: 1,
    name: "only input and output together are too long",
    by: "text",
    upstream: {
      status: 422,
      message:
        "This model's maximum context length is 4097 tokens, however you requested 4100 tokens (100 in your prompt; 4000 for the completion).",
    },
    answer: answers.invalid(
      "input length and `max_tokens` exceed context limit: 100 + 4000 > 4097, decrease input length or `max_tokens` and try again",
    ),
  },
  {
    row: 2,
    name: "F27: by its code",
    by: "code",
    upstream: {
      status: 400,
      code: "invalid_encrypted_content",
      message: `The encrypted content ${"gAAAA".repeat(16)} could not be verified.`,
    },
    answer: signature("messages"),
    quote: "The encrypted content [removed] could not be verified.",
  },
  {
    row: 2,
    name: "F27: without a code",
    by: "text",
    upstream: { status: 400, code: null, message: "The encrypted content for item rs_1 could not be decrypted." },
    answer: signature("messages"),
  },
  {
    row: 2,
    name: "F28: the block that the id of the item names",
    by: "text",
    upstream: { status: 400, message: "Encrypted content item_id rs_7b did not match the target item id." },
    answer: signature("messages.1.content.0"),
    context: { reasoningPaths: { rs_7b: "messages.1.content.0" } },
  },
  {
    row: 2,
    name: "the block that the parameter names",
    by: "code",
    upstream: { status: 400, code: "invalid_encrypted_content", param: "input[2]", message: "Bad." },
    answer: signature("messages.1.content.0"),
  },
  ...[
    "Encrypted content belongs to a different organization.",
    "Item 'rs_1' of type 'reasoning' was provided without its required following item.",
    "Item 'fc_1' of type 'function_call' was provided without its required 'reasoning' item: 'rs_1'.",
  ].map(
    (message): GoldenCase => ({
      row: 2,
      name: message,
      by: "text",
      upstream: { status: 400, message },
      answer: signature("messages"),
    }),
  ),
  ...["invalid_api_key", "invalid_organization", "authentication_error"].map(
    (code): GoldenCase => ({
      row: 3,
      name: `K17: ${code}, the server's key`,
      by: "code",
      upstream: { status: 401, code, message: "Incorrect API key provided: sk-abcd." },
      answer: rejected,
      quote: "Incorrect API key provided: [removed].",
    }),
  ),
  {
    row: 3,
    name: "K17: the client's key",
    by: "code",
    upstream: { status: 401, code: "invalid_api_key", message: "Incorrect API key." },
    clientKey: true,
    answer: answers.unauthenticated("invalid x-api-key (upstream: Incorrect API key.)"),
  },
  {
    row: 3,
    name: "by its type",
    by: "type",
    upstream: { status: 400, type: "authentication_error", message: "No" },
    answer: rejected,
  },
  { row: 3, name: "by its status", by: "status", upstream: { status: 401, message: "No" }, answer: rejected },
  ...[
    "insufficient_quota",
    "billing_hard_limit_reached",
    "billing_not_active",
    "credit_balance_exhausted",
    "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
  ].map(
    (code): GoldenCase => ({
      row: 4,
      name: `F11, K16: ${code}`,
      by: "code",
      upstream: { status: 429, code, message: "You exceeded your current quota." },
      answer: quota,
    }),
  ),
  ...["insufficient_quota", "billing_error"].map(
    (type): GoldenCase => ({
      row: 4,
      name: `by its type, ${type}`,
      by: "type",
      upstream: { status: 429, type, message: "Pay." },
      answer: quota,
    }),
  ),
  { row: 4, name: "by its status", by: "status", upstream: { status: 402, message: "Pay." }, answer: quota },
  ...["unsupported_country_region_territory", "ip_not_authorized"].map(
    (code): GoldenCase => ({
      row: 5,
      name: code,
      by: "code",
      upstream: { status: 403, code, message: "Not from here." },
      answer: answers.forbidden("Not from here."),
    }),
  ),
  {
    row: 5,
    name: "a model that the project may not use",
    by: "status",
    upstream: { status: 403, code: "model_not_found", message: "Project `proj_Ab12Cd34` has no access to `gpt-9`." },
    answer: answers.forbidden("Project `[removed]` has no access to `gpt-9`."),
    quote: "Project `[removed]` has no access to `gpt-9`.",
  },
  {
    row: 5,
    name: "by its status, without a text",
    by: "status",
    upstream: { status: 403 },
    answer: answers.forbidden("The upstream does not permit this request"),
  },
  ...["model_not_found", "DeploymentNotFound"].map(
    (code): GoldenCase => ({
      row: 6,
      name: `K38: ${code}`,
      by: "code",
      upstream: { status: 404, code, message: "The model `gpt-9` does not exist." },
      answer: answers.notFound("model: claude-opus-5"),
    }),
  ),
  {
    row: 7,
    name: "a file",
    by: "status",
    upstream: { status: 404, message: "No such File: file-1" },
    answer: answers.notFound("No such File: file-1"),
  },
  {
    row: 7,
    name: "without a text",
    by: "status",
    upstream: { status: 404 },
    answer: answers.notFound("Not found"),
  },
];
