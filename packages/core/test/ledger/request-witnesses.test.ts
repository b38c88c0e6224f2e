import { describe, expect, test } from "vitest";
import type { Row } from "../../src/ledger/dispositions/row.js";
import { placesOf } from "./places.js";
import { requestRows } from "./request-rows.js";
import { isRefusedFor, lossesOf, type Outcome, placesOfSample, run, type Sample } from "./sample.js";
import { unlisted } from "./unlisted.js";
import { witnesses } from "./witnesses/index.js";
import { plainSamples } from "./witnesses/plain.js";

/**
 * What the ledger says of a name is what the translation does with it: each row that weakens or refuses something, and
 * each loss that a row lists, has a request that shows it; and no request shows a loss that its row does not list.
 */
const rows = Object.entries(requestRows).filter(([name]) => !name.startsWith("upstream."));
const needsWitness = ({ disposition, losses }: Row) => disposition !== "mapped" || losses !== undefined;
const samplesOf = (name: string): readonly Sample[] => witnesses[name] ?? [];
const outcomes = new Map(
  [...Object.values(witnesses).flat(), ...plainSamples].map((sample): [Sample, Outcome] => [sample, run(sample)]),
);
const outcomeOf = (sample: Sample) => outcomes.get(sample) ?? run(sample);
const shown = (sample: Sample) => JSON.stringify(sample);

describe("each row has its witnesses", () => {
  test("where something weakens, is refused or may be lost", () => {
    const needed = rows.filter(([, row]) => needsWitness(row)).map(([name]) => name);
    expect(needed.filter((name) => samplesOf(name).length === 0)).toEqual([]);
  });

  test("and no other name has", () => {
    const expected = new Set(rows.filter(([, row]) => needsWitness(row)).map(([name]) => name));
    expect(Object.keys(witnesses).filter((name) => !expected.has(name))).toEqual([]);
  });
});

describe("a row says what happens", () => {
  test.each(rows.filter(([name]) => samplesOf(name).length > 0))("%s", (name, row) => {
    expect(samplesOf(name).flatMap((sample) => contradictions(name, row, sample))).toEqual([]);
    const raised = new Set(samplesOf(name).flatMap((sample) => lossesOf(name, sample, outcomeOf(sample))));
    expect(
      (row.losses ?? []).filter((code) => !raised.has(code)),
      "losses that no sample shows",
    ).toEqual([]);
  });

  test("a wrong row is seen", () => {
    const [sample] = samplesOf("top_k");
    if (sample === undefined) throw new Error("no witness");
    const row: Row = { code: "", becomes: "", disposition: "dropped", losses: ["metadata_dropped"] };
    expect(contradictions("top_k", row, sample)).toEqual([expect.stringContaining("none of its losses")]);
    expect(contradictions("top_k", { ...row, disposition: "rejected" }, sample)).toEqual([
      expect.stringContaining("not refused"),
    ]);
    expect(contradictions("top_p", row, sample)).toEqual([expect.stringContaining("not in it")]);
    expect(unlisted(sample, outcomeOf(sample), { top_k: row })).toEqual(["sampling_dropped@top_k"]);
  });
});

function contradictions(name: string, row: Row, sample: Sample): string[] {
  const outcome = outcomeOf(sample);
  const absent = placesOfSample(name, sample).length === 0;
  if (absent && !outcome.losses.some(({ path }) => path === name)) return [`the name is not in it: ${shown(sample)}`];
  if (row.disposition === "rejected") {
    if (outcome.error === null) return [`not refused: ${shown(sample)}`];
    return isRefusedFor(name, sample, outcome.error)
      ? []
      : [`refused for something else, ${outcome.error.message}: ${shown(sample)}`];
  }
  if (outcome.error !== null) return [`refused, ${outcome.error.message}: ${shown(sample)}`];
  const own = lossesOf(name, sample, outcome);
  return row.losses?.some((code) => own.includes(code))
    ? []
    : [`none of its losses, but ${outcome.losses.map(({ code, path }) => `${code}@${path}`)}: ${shown(sample)}`];
}

describe("no loss that no row tells of", () => {
  test.each(Object.keys(witnesses))("in the requests of %s", (name) => {
    expect(samplesOf(name).flatMap((sample) => unlisted(sample, outcomeOf(sample), requestRows))).toEqual([]);
  });
});

describe("what is sent is what the ledger says", () => {
  const sent = [...outcomes.values()].flatMap((outcome) => (outcome.sent ? [{ upstream: outcome.sent }] : []));
  const occurs = (name: string) => sent.some((body) => placesOf(name, body).length > 0);
  const upstream = Object.entries(requestRows).filter(([name]) => name.startsWith("upstream."));

  test("each name that is sent at all is sent in some sample", () => {
    const mapped = upstream.filter(([, { disposition }]) => disposition === "mapped").map(([name]) => name);
    expect(mapped.filter((name) => !occurs(name))).toEqual([]);
  });

  test("no name that is never sent is", () => {
    const unused = upstream.filter(([, { disposition }]) => disposition === "unused").map(([name]) => name);
    expect(unused.filter(occurs)).toEqual([]);
  });

  test("samples without a loss have none", () => {
    const lossy = plainSamples.flatMap((sample) => {
      const { losses, error } = outcomeOf(sample);
      return error || losses.length > 0 ? [{ sample, error: error?.message, losses }] : [];
    });
    expect(lossy).toEqual([]);
  });
});
