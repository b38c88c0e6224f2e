import { detect, nationalIds } from "../src/redact/index.js";
import { packGoals } from "./redaction/goals.js";
import { measureHarmless, measurePrecision, measureRecall, measureTyped } from "./redaction/measure.js";
import { published } from "./redaction/published.js";
import { renderHarmless, renderPrecision, renderPublished, renderRecall } from "./redaction/render.js";
import { readTexts, textsFolder } from "./redaction/texts.js";

/*
 * How well personal data and secrets are found: `pnpm report:redaction`. Needs the labelled texts
 * (`$TRANSPOND_CORPUS/redaction`); without them it says so and ends.
 */

const labelled = readTexts("labelled-dev");
const harmless = readTexts("negatives-dev");
const find = (text: string) => detect(text);
const packs = nationalIds();
const findNational = (text: string) => detect(text, { packs });

if (labelled && harmless) {
  const logs = readTexts("negatives-dev-loghub") ?? [];
  const soft = readTexts("soft-negatives-dev") ?? [];
  const typed = measureTyped(readTexts("typed-negatives-dev") ?? [], find);
  const parts = [
    "# Redaction, development texts",
    renderRecall(measureRecall(labelled, find)),
    renderPrecision(measurePrecision(labelled, find)),
    renderHarmless(measureHarmless([...harmless, ...logs], find)),
    `Examples of secrets (no bar): ${soft.filter(({ text }) => find(text).length > 0).length} of ${soft.length} altered.`,
    `Taken for what they are not: ${typed.wrong} of ${typed.texts}.`,
    "## With the packs of all countries",
    renderRecall(new Map([...measureRecall(labelled, findNational)].filter(([row]) => row in packGoals))),
    renderPrecision(measurePrecision(labelled, findNational)),
    renderHarmless(measureHarmless([...harmless, ...logs], findNational)),
    "## Libraries, on held-back texts of the same kinds",
    renderPublished(published),
  ];
  process.stdout.write(`${parts.join("\n\n")}\n`);
} else {
  process.stderr.write(`No labelled texts in ${textsFolder} (set TRANSPOND_CORPUS).\n`);
}
