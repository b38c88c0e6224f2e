import type { Mount } from "@transpond/testkit/scenarios";

/** A mount that may have to be got first, such as another runtime. */
export interface Column extends Omit<Mount, "start"> {
  /**
   * Gets it.
   *
   * @returns how to start a server on it
   * @throws Error why it cannot be had
   */
  readonly get: () => Promise<Mount["start"]>;
}

/** What became of a scenario on a column; a duration in milliseconds. */
export type Outcome = { passed: true; ms: number } | { failed: string; ms: number } | { excused: string };

/** What became of a column: outcomes by scenario, why it could not be had, or the last words of its process. */
export type Result = { readonly name: string; readonly ms: number } & (
  | { readonly outcomes: Readonly<Record<string, Outcome>> }
  | { readonly unavailable: string }
  | { readonly died: string }
);
