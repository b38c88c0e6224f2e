import { readFile } from "node:fs/promises";
import { Instrumenter } from "@stryker-mutator/instrumenter";

/** One change that Stryker made to a source file, switched on by its id. */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly replacement: string;
}

const quiet = () => {};
const no = () => false;
const logger = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: quiet,
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
};

/** All mutants of the files, and each file's text with a switch for each of its mutants. */
export async function instrument(files: readonly string[]) {
  const sources = await Promise.all(
    files.map(async (name) => ({ name, content: await readFile(name, "utf8"), mutate: true })),
  );
  const result = await new Instrumenter(logger).instrument(sources, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  const mutants = result.mutants.map(
    ({ id, fileName, location, mutatorName, replacement }): Mutant => ({
      id,
      file: fileName,
      line: location.start.line + 1,
      kind: mutatorName,
      replacement: replacement ?? "",
    }),
  );
  return { mutants, texts: new Map(result.files.map(({ name, content }) => [name, content])) };
}
