import { describe, expect, it } from "vitest";
import { missGoals, packGoals, precisionGoals, recallGoals, untouchedKinds } from "../../report/redaction/goals.js";
import { type Harmless, measureHarmless, measurePrecision, measureRecall } from "../../report/redaction/measure.js";
import { readTexts } from "../../report/redaction/texts.js";
import { detect, nationalIds } from "../../src/redact/index.js";
import { needsCorpus } from "../support/corpus.js";

const labelled = readTexts("labelled-dev");
const harmless = readTexts("negatives-dev");
const logs = readTexts("negatives-dev-loghub") ?? [];
const find = (text: string) => detect(text);
const packs = nationalIds();

describe.skipIf(!labelled || !harmless)(`the goals of redaction, on development texts${needsCorpus}`, () => {
  const rows = measureRecall(labelled ?? [], find);
  const kinds = measureHarmless([...(harmless ?? []), ...logs], find);
  const sum = (part: keyof Harmless) => [...kinds.values()].reduce((total, count) => total + count[part], 0);

  it.each(Object.entries(recallGoals))("%s: at least %d %% of spans, nine tenths of each", (row, goal) => {
    const { nearly = 0, spans = 0 } = rows.get(row) ?? {};
    expect(spans).toBeGreaterThan(0);
    expect((100 * nearly) / spans).toBeGreaterThanOrEqual(goal);
  });

  it.each(Object.entries(packGoals))("%s, with all packs: at least %d %%", (row, goal) => {
    const all = measureRecall(labelled ?? [], (text) => detect(text, { packs }));
    const { nearly = 0, spans = 0 } = all.get(row) ?? {};
    expect(spans).toBeGreaterThan(0);
    expect((100 * nearly) / spans).toBeGreaterThanOrEqual(goal);
  });

  it.each(Object.entries(missGoals))("%s: at most %d missed", (row, most) => {
    const { fully = 0, spans = 0 } = rows.get(row) ?? {};
    expect(spans).toBeGreaterThan(0);
    expect(spans - fully).toBeLessThanOrEqual(most);
  });

  it("finds what is labelled only", () => {
    const { found, unlabelled } = measurePrecision(labelled ?? [], find);
    expect((100 * (found - unlabelled)) / found).toBeGreaterThanOrEqual(precisionGoals.precision);
  });

  it("alters few harmless texts, and of some kinds none", () => {
    expect((100 * sum("altered")) / sum("documents")).toBeLessThanOrEqual(precisionGoals.texts);
    expect((100 * sum("alteredCharacters")) / sum("characters")).toBeLessThanOrEqual(precisionGoals.characters);
    const altered = [...kinds].filter(([kind, { altered }]) => altered > 0 && untouchedKinds.has(kind));
    expect(altered).toEqual([]);
    expect([...untouchedKinds].filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});
