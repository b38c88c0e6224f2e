/** The rows of failures that users of such gateways met (docs/rules.md, F.2), by the names that tests begin with. */
export const rows: readonly string[] = Array.from({ length: 48 }, (_, at) => `F${String(at + 1).padStart(2, "0")}`);

/** Rows without a test, each with what it waits for: counting, logging or transport that is not built yet. */
export const waiting: Readonly<Record<string, string>> = {};

/** The rows that the tests of a file are named after. */
export function rowsNamed(source: string): string[] {
  return [...source.matchAll(/\(\s*["`](F\d+): /g)].map(([, row = ""]) => row);
}

/** Tests that do not run, or that run alone. */
export function switchedOff(source: string): string[] {
  return source.match(/\b(?:it|test|describe)\s*\.\s*(?:skip|skipIf|runIf|todo|only|fails)\b/g) ?? [];
}

/** What is wrong with a list of tested rows: rows without a test, rows that do not exist, waiting ones that need not wait. */
export function faultsOf(tested: ReadonlySet<string>, excused: Readonly<Record<string, string>>): string[] {
  return [
    ...rows.filter((row) => !tested.has(row) && !Object.hasOwn(excused, row)).map((row) => `${row} has no test`),
    ...[...tested].filter((row) => !rows.includes(row)).map((row) => `${row} is no row`),
    ...Object.entries(excused).flatMap(([row, reason]) => [
      ...(rows.includes(row) ? [] : [`${row} waits, but is no row`]),
      ...(tested.has(row) ? [`${row} waits, but has a test`] : []),
      ...(reason.trim() === "" ? [`${row} waits without a reason`] : []),
    ]),
  ];
}
