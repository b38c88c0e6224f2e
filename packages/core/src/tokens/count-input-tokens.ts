import { Bill } from "./bill.js";
import { billContent } from "./bill-content.js";
import { billItem } from "./bill-input.js";
import { type BytePairEncoder, loadEncoder } from "./byte-pair.js";
import { billOutputFormat } from "./output-schema.js";
import { isObject, type JsonObject } from "./read.js";
import { billTools, billToolUse } from "./render-tools.js";
import { surroundingsOf } from "./surroundings.js";

/** A Responses request, or what of one is counted. Other fields are passed over. */
export type CountableRequest = {
  model?: string | null;
  input?: unknown;
  instructions?: unknown;
  tools?: unknown;
  tool_choice?: unknown;
  parallel_tool_calls?: unknown;
  text?: unknown;
  reasoning?: unknown;
};

export type CountOptions = {
  /**
   * Awaited after every few milliseconds of work, so that a long count does not hold everyone up; `setImmediate` as a
   * promise in Node. Default: the count runs in one go.
   */
  yieldToOthers?: () => Promise<void>;
  /**
   * An exact counter, such as a call of the upstream's `POST /v1/responses/input_tokens`, whose body it is given. Where
   * it fails, or answers with what is no count, the local count stands.
   */
  counter?: (body: CountableRequest) => Promise<number>;
};

function inputItems(input: unknown): JsonObject[] {
  if (typeof input === "string") return [{ type: "message", role: "user", content: input }];
  return Array.isArray(input) ? input.filter(isObject) : [];
}

/** What the request costs by the rules: tokens of its marks, and the texts to tokenise. */
export function billRequest(request: CountableRequest): Bill {
  const bill = new Bill();
  const items = inputItems(request.input);
  const around = surroundingsOf(request, items);
  bill.add(around.rules.marks.reply);
  if (typeof request.instructions === "string" && request.instructions !== "") {
    bill.add(around.rules.marks.message);
    billContent(bill, request.instructions, around);
  }
  billTools(bill, Array.isArray(request.tools) ? request.tools : [], around.rules);
  billOutputFormat(bill, request.text, around.rules.marks);
  billToolUse(bill, request, around.rules);
  for (const [index, item] of items.entries()) billItem(bill, item, around, index);
  return bill;
}

/** Units of text between two pauses, where texts are too short to be paused within. */
const PAUSE_AFTER = 16_384;

async function countInSlices(encoder: BytePairEncoder, texts: readonly string[], pause: () => Promise<void>) {
  let tokens = 0;
  let sincePause = 0;
  for (const text of texts) {
    const slices = encoder.countInSlices(text);
    let slice = slices.next();
    for (; !slice.done; slice = slices.next()) {
      await pause();
      sincePause = 0;
    }
    tokens += slice.value;
    sincePause += text.length;
    if (sincePause > PAUSE_AFTER) {
      await pause();
      sincePause = 0;
    }
  }
  return tokens;
}

async function countLocally(request: CountableRequest, pause: CountOptions["yieldToOthers"]): Promise<number> {
  const bill = billRequest(request);
  const encoder = await loadEncoder();
  const inTexts = pause
    ? await countInSlices(encoder, bill.texts, pause)
    : bill.texts.reduce((tokens, text) => tokens + encoder.count(text), 0);
  return Math.max(0, bill.tokens + inTexts);
}

/** What the upstream's own counter takes; it refuses the other fields of a request. */
const COUNTED_FIELDS: ReadonlySet<string> = new Set([
  "model",
  "input",
  "instructions",
  "tools",
  "tool_choice",
  "parallel_tool_calls",
  "reasoning",
  "text",
  "truncation",
  "previous_response_id",
  "conversation",
]);

function countedFields(request: CountableRequest): CountableRequest {
  return Object.fromEntries(Object.entries(request).filter(([key]) => COUNTED_FIELDS.has(key)));
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/**
 * Input tokens of a Responses request, as OpenAI bills them.
 *
 * Counted locally and deterministically: exact for text, function tools, calls and results and output schemas as far as
 * the rules are known; images by their size; replayed reasoning, PDFs, remote images and files and hosted tools are
 * estimates. State that the upstream keeps (`previous_response_id`, `conversation`, `prompt`) is not counted.
 *
 * @param request the body as it would be sent
 * @returns tokens
 * @throws only what loading the token ranks throws
 * @example
 * ```ts
 * await countInputTokens({ model: "gpt-5.4", input: "Hello world" }); // 8
 * ```
 */
export async function countInputTokens(request: CountableRequest, options: CountOptions = {}): Promise<number> {
  if (options.counter) {
    try {
      const counted = await options.counter(countedFields(request));
      if (isCount(counted)) return counted;
    } catch {
      // The local count is the answer then; whoever passed the counter knows of its failure.
    }
  }
  return countLocally(request, options.yieldToOthers);
}
