import { lossOf, type OpenAIRequest } from "@transpond/core";
import type { Adaptation } from "./adapt.js";

type Effort = NonNullable<NonNullable<OpenAIRequest["reasoning"]>["effort"]>;

/** From low to high; the first two are hardly thinking at all. */
const ladder: readonly Effort[] = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
const thinks = (effort: Effort) => effort !== "none" && effort !== "minimal";

/** What nearly every reasoning model takes instead, where a refusal lists nothing; null: leave it to the model. */
const common: Readonly<Record<Effort, Effort | null>> = {
  none: "low",
  minimal: "low",
  low: null,
  medium: null,
  high: null,
  xhigh: "high",
  max: "high",
};

/**
 * What answers a refused `reasoning.effort`. The values that OpenAI lists in its refusal hold for all later requests to
 * the model; without a list only the refused value is known, and only it is replaced. A model that refuses the parameter
 * itself gets none. Source: mapping A.6.
 */
export function effortProbe({ code, message }: { code: string; message: string }): Adaptation {
  if (/^(?:unsupported|unknown)_parameter$/.test(code) || /^(?:unsupported|unknown) parameter/i.test(message)) {
    return replacing("parameter", () => null);
  }
  const [refusal = "", list = ""] = message.split(/supported values are/i);
  const taken = quotedEfforts(list);
  if (taken.length > 0) return replacing("values", (effort) => nearest(effort, taken));
  const [refused] = quotedEfforts(refusal);
  // Without any name it is this request's effort, whatever it is, and nothing is learnt for others.
  if (refused === undefined) return { ...replacing("value", (effort) => common[effort]), lasting: false };
  return replacing(`value ${refused}`, (effort) => (effort === refused ? common[effort] : effort));
}

/** Efforts in quotation marks, in the order of the text. */
function quotedEfforts(text: string): Effort[] {
  const quoted = [...text.matchAll(/['"`](\w+)['"`]/g)].map(([, word]) => word);
  return quoted.flatMap((word) => ladder.filter((effort) => effort === word));
}

/** The next lower one that is taken, else the lowest; who wants thinking is never given none. */
function nearest(asked: Effort, taken: readonly Effort[]): Effort | null {
  const all = ladder.filter((effort) => taken.includes(effort));
  const fitting = thinks(asked) && all.some(thinks) ? all.filter(thinks) : all;
  const notAbove = fitting.filter((effort) => ladder.indexOf(effort) <= ladder.indexOf(asked));
  return notAbove.at(-1) ?? fitting[0] ?? null;
}

function replacing(what: string, change: (effort: Effort) => Effort | null): Adaptation {
  return {
    name: `reasoning.effort ${what}`,
    lasting: true,
    loss: lossOf("effort_clamped", "output_config.effort"),
    apply: ({ reasoning, ...request }) => {
      if (reasoning?.effort === undefined) return null;
      const { effort, ...rest } = reasoning;
      const changed = change(effort);
      if (changed === effort) return null;
      if (changed !== null) return { ...request, reasoning: { ...rest, effort: changed } };
      return Object.keys(rest).length > 0 ? { ...request, reasoning: rest } : request;
    },
  };
}
