const unitMs: ReadonlyMap<string, number> = new Map([
  ["ns", 1e-6],
  ["us", 1e-3],
  ["µs", 1e-3],
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** More is no waiting time, and no point in time that a date can hold. */
const aYear = 365 * 24 * 3_600_000;

/**
 * A duration as Go writes it (`6m0s`, `20ms`, `1h2m3.5s`) in milliseconds; `undefined` where it is none, or longer than a
 * year.
 */
export function goDurationMs(text: string): number | undefined {
  if (!/^(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|h|m|s)){1,7}$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit = ""] of text.matchAll(/(\d{1,12}(?:\.\d{1,9})?)(ns|us|µs|ms|h|m|s)/g)) {
    total += Number(amount) * (unitMs.get(unit) ?? 0);
  }
  return total <= aYear ? total : undefined;
}
