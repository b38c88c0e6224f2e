import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Recorded traffic is read from outside the repository: `TRANSPOND_CORPUS`, or `../shared/corpus` beside it. */
const root = process.env.TRANSPOND_CORPUS ?? fileURLToPath(new URL("../../../../../shared/corpus", import.meta.url));

export type Recording = { name: string; bytes: Uint8Array; text: string };

export const hasCorpus = existsSync(root);

/** Title of a skipped suite, so that the reason stands in the report. */
export const needsCorpus = hasCorpus ? "" : " (skipped: no recordings; set TRANSPOND_CORPUS)";

/** All files of one folder of the corpus, in order of their names; none where there is no corpus. */
export function recordings(folder: string): Recording[] {
  if (!hasCorpus) return [];
  return readdirSync(`${root}/${folder}`)
    .sort()
    .map((name) => {
      const bytes = readFileSync(`${root}/${folder}/${name}`);
      return { name, bytes, text: bytes.toString("utf8") };
    });
}

/** The JSON values of the `data` lines of a text of server-sent events; `[DONE]` and what is not JSON is left out. */
export function dataOf(text: string): unknown[] {
  return text.split(/\r?\n\r?\n/).flatMap((frame) => {
    const data = frame
      .split(/\r?\n/)
      .filter((line) => line.startsWith("data:"))
      .map((line) => line.slice(5))
      .join("\n");
    try {
      return [JSON.parse(data)];
    } catch {
      return [];
    }
  });
}
