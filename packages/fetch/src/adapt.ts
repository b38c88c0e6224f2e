import { type Loss, lossOf, type OpenAIRequest, type TranslationContext, type TranspondError } from "@transpond/core";
import { withoutBreakpoints } from "./cache-markers.js";
import { effortProbe } from "./effort-probe.js";
import { refusesEncryptedReasoning, withoutEncryptedReasoning } from "./encrypted-reasoning.js";

/** A change to a request that lets it pass where the upstream refused it; null where there is nothing to change. */
export type Adaptation = {
  name: string;
  apply: (request: OpenAIRequest) => OpenAIRequest | null;
  /** What the way back has to know of the change, where it has to. */
  noteIn?: (context: TranslationContext, before: OpenAIRequest) => TranslationContext;
  loss: Loss;
  /** Whether it holds for the model, so that later requests are changed before they are sent. */
  lasting: boolean;
};

type Refusal = { status: number | null; code: string; param: string; message: string };

/**
 * The only failures after which a request is sent again: those where the client could not do better. Everything else is
 * the client's to retry. Source: mapping, D.2 rows 2 and 13, K4 and K7.
 */
const rules: readonly [(refusal: Refusal, error: TranspondError) => boolean, (refusal: Refusal) => Adaptation][] = [
  [(_, error) => /Invalid `signature` in `thinking` block/.test(error.message), () => withoutReasoningItems],
  [
    ({ param, message }) => param === "reasoning.summary" || /verified to generate reasoning summar/i.test(message),
    () => withoutSummary,
  ],
  [(refusal) => /^reasoning[._]effort$/.test(refusal.param) && unsupported(refusal), effortProbe],
  [refusesEncryptedReasoning, () => withoutEncryptedReasoning],
  [(refusal) => /^(?:temperature|top_p)$/.test(refusal.param) && unsupported(refusal), () => withoutSampling],
  [
    (refusal) => /prompt_cache_(?:options|breakpoint)/.test(refusal.param) && unsupported(refusal),
    () => withoutCacheMarkers,
  ],
];

/** Sampling parameters are refused without a code, by words alone. */
const unsupported = ({ code, message }: Refusal) =>
  /^(?:unsupported_(?:parameter|value)|unknown_parameter)$/.test(code) ||
  /^(?:unsupported|unknown) (?:parameter|value)/i.test(message);

/**
 * The adaptation that answers a refusal, or null where the refusal stands: also where the client would rather have its
 * request fail than lose reasoning (`block_binding.prefix_mismatch_behavior`; mapping, D.4).
 */
export function adaptationFor(
  error: TranspondError,
  context?: Pick<TranslationContext, "prefixMismatch">,
): Adaptation | null {
  const refusal = readRefusal(error);
  if (refusal.status !== null && refusal.status !== 400) return null;
  const adaptation = rules.find(([applies]) => applies(refusal, error))?.[1](refusal) ?? null;
  return adaptation === withoutReasoningItems && context?.prefixMismatch === "error" ? null : adaptation;
}

function readRefusal({ details }: TranspondError): Refusal {
  const said: unknown = details?.openai;
  const field = (name: string): unknown => (typeof said === "object" && said !== null ? Reflect.get(said, name) : null);
  const text = (name: string) => {
    const value = field(name);
    return typeof value === "string" ? value : "";
  };
  const status = field("status");
  return {
    status: typeof status === "number" ? status : null,
    code: text("code"),
    param: text("param"),
    message: text("message"),
  };
}

const withoutReasoningItems: Adaptation = {
  name: "reasoning items",
  lasting: false,
  loss: lossOf("reasoning_context_lost", "messages"),
  apply: (request) => {
    const input = request.input.filter((item) => item.type !== "reasoning");
    return input.length === request.input.length ? null : { ...request, input };
  },
  noteIn: (context, { input }) => {
    const { paths, inputTransformations } = context;
    const isReasoning = paths.input.map((_, index) => input[index]?.type === "reasoning");
    const dropped = paths.input.flatMap((path, index) =>
      isReasoning[index]
        ? [{ type: "thinking_dropped" as const, path: String(path), reason: "prefix_binding_mismatch" as const }]
        : [],
    );
    return {
      ...context,
      // Errors of the next attempt count the items that are left.
      paths: { ...paths, input: paths.input.filter((_, index) => !isReasoning[index]) },
      ...(inputTransformations && { inputTransformations: [...inputTransformations, ...dropped].sort(byPath) }),
    };
  },
};

const byPath = (one: { path: string }, other: { path: string }) =>
  one.path.localeCompare(other.path, "en", { numeric: true });

const withoutSummary: Adaptation = {
  name: "reasoning.summary",
  lasting: true,
  loss: lossOf("feature_unsupported", "thinking.display"),
  apply: ({ reasoning, ...request }) => {
    if (reasoning?.summary === undefined) return null;
    const { summary: _, ...rest } = reasoning;
    return Object.keys(rest).length === 0 ? request : { ...request, reasoning: rest };
  },
};

const withoutSampling: Adaptation = {
  name: "sampling",
  lasting: true,
  loss: lossOf("sampling_dropped", "temperature"),
  apply: ({ temperature, top_p, ...request }) => (temperature === undefined && top_p === undefined ? null : request),
};

const withoutCacheMarkers: Adaptation = {
  name: "cache markers",
  lasting: true,
  loss: lossOf("cache_control_automatic", "cache_control"),
  apply: ({ prompt_cache_options, ...request }) => {
    const input = withoutBreakpoints(request.input);
    if (input !== null) return { ...request, input };
    return prompt_cache_options === undefined ? null : request;
  },
};
