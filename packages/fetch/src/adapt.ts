import { type Loss, lossOf, type OpenAIRequest, type TranspondError } from "@transpond/core";
import { withoutBreakpoints } from "./cache-markers.js";

/** A change to a request that lets it pass where the upstream refused it; null where there is nothing to change. */
export type Adaptation = {
  name: string;
  apply: (request: OpenAIRequest) => OpenAIRequest | null;
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
  [(refusal) => refusal.param === "reasoning.effort" && unsupported(refusal), effortWithin],
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

/** The adaptation that answers a refusal, or null where the refusal stands. */
export function adaptationFor(error: TranspondError): Adaptation | null {
  const refusal = readRefusal(error);
  if (refusal.status !== null && refusal.status !== 400) return null;
  return rules.find(([applies]) => applies(refusal, error))?.[1](refusal) ?? null;
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
};

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

type Effort = NonNullable<NonNullable<OpenAIRequest["reasoning"]>["effort"]>;
const efforts: readonly Effort[] = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

/** The nearest of the levels that the refusal names, the lower of two; without any, the model's default. */
function effortWithin({ message }: Refusal): Adaptation {
  const listed = /supported values are:?(.*)/i.exec(message)?.[1] ?? "";
  const taken = efforts.filter((effort) => listed.includes(`'${effort}'`));
  return {
    name: "reasoning.effort",
    lasting: true,
    loss: lossOf("effort_clamped", "output_config.effort"),
    apply: ({ reasoning, ...request }) => {
      if (reasoning?.effort === undefined || taken.includes(reasoning.effort)) return null;
      const { effort, ...rest } = reasoning;
      const distance = (other: Effort) => Math.abs(efforts.indexOf(other) - efforts.indexOf(effort));
      const [nearest] = [...taken].sort((one, other) => distance(one) - distance(other));
      return { ...request, reasoning: nearest === undefined ? rest : { ...rest, effort: nearest } };
    },
  };
}
