import { describe, expect, test } from "vitest";
import type { Row } from "../../src/ledger/dispositions/row.js";
import { type PlacedRow, upstreamRows } from "./answer-rows.js";
import { type AnswerSample, lossesAt, placesInAnswer, runAnswer } from "./answer-sample.js";
import { answerWitnesses } from "./answer-witnesses/index.js";

/**
 * What the ledger says of a name of the upstream is what the translation does with it: each row that weakens, drops or
 * refuses something, and each loss that a row lists, has an answer that shows it.
 */
const needsWitness = ({ disposition, losses }: Row) => disposition !== "mapped" || losses !== undefined;
const samplesOf = (name: string): readonly AnswerSample[] => answerWitnesses[name] ?? [];
const needed = upstreamRows.filter(({ row }) => needsWitness(row));

describe("each row has its witnesses", () => {
  test("where something weakens, is refused or may be lost", () => {
    expect(needed.filter(({ name }) => samplesOf(name).length === 0).map(({ name }) => name)).toEqual([]);
  });

  test("and no other name has", () => {
    const names = new Set(needed.map(({ name }) => name));
    expect(Object.keys(answerWitnesses).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe("a row says what happens", () => {
  test.each(needed.map((placed) => [placed.name, placed] as const))("%s", (name, placed) => {
    expect(samplesOf(name).flatMap((sample) => contradictions(placed, sample))).toEqual([]);
    const raised = new Set(samplesOf(name).flatMap((sample) => ownLosses(placed, sample)));
    expect(
      (placed.row.losses ?? []).filter((code) => !raised.has(code)),
      "losses that no sample shows",
    ).toEqual([]);
  });

  test("a wrong row is seen", () => {
    const [sample] = samplesOf("shell_call");
    const placed = needed.find(({ name }) => name === "shell_call");
    if (sample === undefined || placed === undefined) throw new Error("no witness");
    const wrong = (row: Partial<Row>) => contradictions({ ...placed, row: { ...placed.row, ...row } }, sample);
    expect(wrong({})).toEqual([]);
    expect(wrong({ losses: ["open_page_hidden"] })).toEqual([expect.stringContaining("none of its losses")]);
    expect(wrong({ disposition: "rejected" })).toEqual([expect.stringContaining("no error")]);
    expect(contradictions({ ...placed, path: "response.output[program]" }, sample)).toEqual([
      expect.stringContaining("not in it"),
    ]);
  });
});

/** A name of an item stands in events too: there the whole stream is to blame. */
function ownLosses({ path }: PlacedRow, sample: AnswerSample): string[] {
  const outcome = runAnswer(sample);
  const places = placesInAnswer(path, sample);
  if (sample.events && path.startsWith("response.")) return outcome.losses.map(({ code }) => code);
  return places.flatMap((place) => lossesAt(place, sample, outcome));
}

function contradictions(placed: PlacedRow, sample: AnswerSample): string[] {
  const { row, path } = placed;
  const shown = JSON.stringify(sample).slice(0, 400);
  const { error, losses } = runAnswer(sample);
  const inEvents = sample.events !== undefined && path.startsWith("response.");
  if (!inEvents && placesInAnswer(path, sample).length === 0) return [`the name is not in it: ${shown}`];
  if (row.disposition === "rejected") return error === null ? [`no error: ${shown}`] : [];
  if (error !== null) return [`an error, ${error}: ${shown}`];
  const own = ownLosses(placed, sample);
  if (row.losses?.some((code) => own.includes(code))) return [];
  return [`none of its losses, but ${losses.map(({ code, path }) => `${code}@${path}`)}: ${shown}`];
}
