import { TranspondError } from "../../src/errors/transpond-error.js";
import type { Loss } from "../../src/ledger/loss.js";
import type { OpenAIRequest } from "../../src/openai/request.js";
import type { RequestOptions } from "../../src/request/options.js";
import { toOpenAIRequest } from "../../src/request/to-openai-request.js";
import { defaults, request } from "../request/support.js";
import { isUnder, placesOf, without, withoutTags } from "./places.js";
import { requestRows } from "./request-rows.js";

/** A request that shows what a row says: fields beside the ones that every request needs, and for which model. */
export type Sample = { fields: Record<string, unknown> } & Pick<
  RequestOptions,
  "headers" | "identity" | "capabilities"
> & {
    model?: string;
  };

export type Outcome = { sent: OpenAIRequest | null; losses: readonly Loss[]; error: TranspondError | null };

/** Translates a sample. A refusal is an outcome, like losses. */
export function run({ fields, ...options }: Sample): Outcome {
  try {
    const translated = toOpenAIRequest(request(fields), { ...defaults, ...options });
    return { sent: translated.request, losses: translated.losses, error: null };
  } catch (error) {
    if (error instanceof TranspondError) return { sent: null, losses: [], error };
    throw error;
  }
}

/** Where a name stands in a sample; headers stand beside the body. */
export function placesOfSample(name: string, { fields, headers }: Sample): string[] {
  return placesOf(name, { ...fields, ...(headers && { header: headers }) }).map((path) =>
    path.replace(/^header\./, ""),
  );
}

/** The codes of the losses that a name is to blame for: those under it, and those that go when it is taken away. */
export function lossesOf(name: string, sample: Sample, { losses }: Outcome): string[] {
  const places = placesOfSample(name, sample);
  // What is lost because a field is absent stands under its name all the same.
  if (places.length === 0) return losses.filter(({ path }) => path === name).map(({ code }) => code);
  return places.flatMap((place) => {
    const under = losses.filter(({ path }) => isUnder(path, place));
    const rest = losses.filter((loss) => !under.includes(loss));
    if (rest.length === 0) return under.map(({ code }) => code);
    const left = run(changed(place, sample)).losses;
    const gone = rest.filter(({ code, path }) => !left.some((loss) => loss.code === code && loss.path === path));
    return [...under, ...gone].map(({ code }) => code);
  });
}

/**
 * Whether a name is what a request is refused for: the error names it, or the error names what holds it and goes when it
 * is taken away or has another value.
 */
export function isRefusedFor(name: string, sample: Sample, error: TranspondError): boolean {
  const path = withoutTags(error.path, sample.fields);
  return placesOf(name, sample.fields).some((place) => {
    if (isUnder(path, place)) return true;
    if (path === "" || !isUnder(place, path)) return false;
    const others = [changed(place, sample), ...otherValues(name).map((value) => changed(place, sample, value))];
    return others.some((other) => run(other).error?.message !== error.message);
  });
}

function otherValues(name: string): string[] {
  const [field, value] = name.split("=");
  if (value === undefined) return [];
  return Object.keys(requestRows).flatMap((other) =>
    other.startsWith(`${field}=`) ? [other.slice(`${field}=`.length)] : [],
  );
}

/** The sample without what stands at a place, or with another value there. */
function changed(place: string, sample: Sample, value?: string): Sample {
  return { ...sample, fields: { ...without(place, sample.fields, value) } };
}
