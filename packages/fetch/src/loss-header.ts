import type { Loss } from "@transpond/core";

const maxBytes = 2048;

/** The value of `x-transpond-losses`: `CODE@path, …` in ASCII, at most 2 KB, and how many more there were. */
export function lossHeader(losses: readonly Loss[]): string | null {
  if (losses.length === 0) return null;
  let value = "";
  for (const [at, { code, path }] of losses.entries()) {
    const entry = `${code}@${path.replace(/[^\x21-\x7e]|[,]/g, "_")}`;
    const next = value === "" ? entry : `${value}, ${entry}`;
    const more = `, +${losses.length - at}`;
    if (next.length + more.length > maxBytes) return value === "" ? code : value + more;
    value = next;
  }
  return value;
}
