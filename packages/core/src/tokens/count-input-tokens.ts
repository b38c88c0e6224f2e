import type { CountableRequest } from "./bill-request.js";
import { countLocally, type TokenCount } from "./token-count.js";

/** How a count is made. */
export type CountOptions = {
  /**
   * Awaited after every few milliseconds of work, so that a long count does not hold everyone up; `setImmediate` as a
   * promise in Node. Default: the count runs in one go.
   */
  yieldToOthers?: (() => Promise<void>) | undefined;
  /**
   * An exact counter, such as a call of the upstream's `POST /v1/responses/input_tokens`, whose body it is given. Where
   * it fails, or answers with what is no count, the local count stands.
   */
  counter?: ((body: CountableRequest) => Promise<number>) | undefined;
  /** Also tells how the count splits and how sure it is. Default: false. */
  detail?: boolean | undefined;
};

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

/** What the upstream says, or `undefined` where it cannot be asked. */
async function ask(counter: NonNullable<CountOptions["counter"]>, request: CountableRequest) {
  try {
    const counted = await counter(countedFields(request));
    return isCount(counted) ? counted : undefined;
  } catch {
    return undefined; // The local count is the answer then; whoever passed the counter knows of its failure.
  }
}

/**
 * Input tokens of a Responses request, as OpenAI bills them.
 *
 * Counted locally and deterministically: exact for text, function tools, calls and results and output schemas as far as
 * the rules are known; images, replayed reasoning, PDFs, files that are elsewhere and hosted tools are estimates. State
 * that the upstream keeps (`previous_response_id`, `conversation`, `prompt`) is not counted. Source: recorded bills;
 * `pnpm report:tokens` prints how well the rules meet them.
 *
 * @param request the body as it would be sent
 * @returns tokens; with `detail: true`, how they split and how sure they are beside them
 * @throws only what loading the token ranks or `yieldToOthers` throws
 * @example
 * ```ts
 * await countInputTokens({ model: "gpt-5.4", input: "Hello world" }); // 8
 * const { exact, parts } = await countInputTokens({ model: "gpt-5.4", input: "Hello world" }, { detail: true });
 * ```
 */
export function countInputTokens(
  request: CountableRequest,
  options: CountOptions & { detail: true },
): Promise<TokenCount>;
export function countInputTokens(
  request: CountableRequest,
  options?: CountOptions & { detail?: false | undefined },
): Promise<number>;
export function countInputTokens(request: CountableRequest, options?: CountOptions): Promise<number | TokenCount>;
export async function countInputTokens(
  request: CountableRequest,
  { counter, yieldToOthers, detail = false }: CountOptions = {},
): Promise<number | TokenCount> {
  const asked = counter && (await ask(counter, request));
  if (asked !== undefined && !detail) return asked;
  const local = await countLocally(request, yieldToOthers);
  if (!detail) return local.input_tokens;
  return asked === undefined
    ? local
    : { ...local, input_tokens: asked, exact: true, source: "upstream", estimates: [] };
}
