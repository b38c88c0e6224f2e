import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What a text is known to hold; `scored: false` is not looked for and counts neither way. */
export type Label = { start: number; end: number; type: string; scored?: boolean };

/** A text and what is known of it; `notTypes`: types that it must not be taken for. */
export type LabelledText = {
  id: string;
  text: string;
  spans: Label[];
  source: string;
  tier?: string;
  notTypes?: string[];
};

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Where the labelled texts lie: `$TRANSPOND_CORPUS`, by default beside the repository. */
export const textsFolder = resolve(root, process.env.TRANSPOND_CORPUS ?? "../shared/corpus", "redaction");

type Stored = Omit<LabelledText, "text"> & { text: string | string[] };

/** The texts of one file; `null` where it is not there. */
export function readTexts(name: string): LabelledText[] | null {
  const file = resolve(textsFolder, `${name}.jsonl`);
  if (!existsSync(file)) return null;
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const stored: Stored = JSON.parse(line);
      return { ...stored, text: Array.isArray(stored.text) ? stored.text.join("") : stored.text };
    });
}
